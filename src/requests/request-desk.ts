import { randomBytes, randomUUID } from 'node:crypto';

import { type Opening, type RequestDesk } from '../conversation/effect-desk.ts';
import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type Clock, type Instant, toInstant, toMilliseconds } from '../domain/instant.ts';
import { isWholeErasure, isSameMatter, type Matter } from '../domain/matter.ts';
import { type CodeChannel, type NoCodeReason, type RequestStateName } from '../domain/request.ts';
import { makeReference } from '../domain/reference.ts';
import { type Risk, riskOf, type RiskReason } from '../domain/risk.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../tenants/tenant.ts';
import { requestClocks, slowUntil } from './clocks.ts';
import { type Decision, decide } from './decide.ts';
import { cancelRequest, type CancelReason } from './ending.ts';
import {
  endedStates,
  type RequestChange,
  type RequestPerson,
  type RequestRecord,
  stuckAttempts,
  unverifiedStates,
} from './request-record.ts';
import { type RequestStore } from './request-store.ts';
import { standingOf } from './standing-of.ts';
import { changeMs, type GatherRiskSignals } from './risk-signals.ts';
import { type ForgetNews } from './tell-person.ts';

/** Times opening is tried again when somebody else changed the request meanwhile. */
const maxTries = 20;

export interface RequestDeskParts {
  readonly store: RequestStore;
  readonly subjects: Pick<Subjects, 'lockOut'>;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly riskSignals: GatherRiskSignals;
  readonly forgetNews: ForgetNews;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** Makes what the conversation asks of a request. Every call may come twice (a crash between effect and save). */
export function createRequestDesk(parts: RequestDeskParts): RequestDesk {
  const { store, clock, telemetry } = parts;
  return {
    open: (order) => open(parts, order),
    async codeSent(requestId, codeChannel) {
      await decide(store, requestId, ({ state, slowPath }) => {
        if (!unverifiedStates.includes(state.name)) return { change: null, answer: undefined };
        // On the slow path it has a clock of its own, which the next look sets.
        const dueAt = clock.now() + (slowPath === null ? requestClocks.unverifiedMs : 0);
        return { change: { state: { name: 'code_sent', codeChannel }, dueAt }, answer: undefined };
      });
    },
    async noCode(requestId, because, until) {
      const { answer, isChanged } = await decide(store, requestId, async (request) => {
        const tenant = await parts.tenants.byId(request.tenantId);
        const windowMs = (tenant?.instruction.objectionHours ?? 0) * 3_600_000;
        return withoutCode(request, { because, until, windowMs, now: clock.now() });
      });
      if (isChanged) telemetry.event('no_code', { because });
      return answer;
    },
    cancel: (requestId, because) => cancel(parts, requestId, because),
    async cancelOpen({ tenant, subject, because }) {
      const open = await store.openOf(tenant.tenantId, subject.names);
      const ended = [];
      for (const { requestId, matter } of open) ended.push({ matter, ...(await cancel(parts, requestId, because)) });
      // What cannot be stopped any more is what the person must hear of.
      return ended.find(({ isCancelled }) => !isCancelled) ?? ended[0] ?? null;
    },
    verified: (requestId, waited) => verify(parts, requestId, waited ?? null),
    async heard(requestId) {
      const { isChanged } = await decide(store, requestId, ({ state, told }) => {
        const isAwaited = state.name === 'planning' && told.includes('person.copy-waits');
        return { change: isAwaited ? { dueAt: clock.now() } : null, answer: undefined };
      });
      if (isChanged) await parts.wake.wake('request', requestId);
    },
    async isOver(requestId) {
      const request = await store.byId(requestId);
      return request === null || endedStates.includes(request.state.name);
    },
    async status({ tenant, subject, requestId, reference }) {
      const found =
        reference !== null
          ? await store.byReference(reference)
          : requestId !== null
            ? await store.byId(requestId)
            : ((await store.openOf(tenant.tenantId, subject?.names ?? []))[0] ?? null);
      // A reference of another business says nothing here, not even that it exists.
      if (found?.tenantId !== tenant.tenantId) return null;
      return standingOf(found);
    },
  };
}

async function cancel(
  parts: RequestDeskParts,
  requestId: string,
  because?: CancelReason,
): Promise<{ readonly isCancelled: boolean; readonly reference: string }> {
  const { isCancelled, request, before } = await cancelRequest(parts, requestId, parts.clock.now(), because);
  if (before !== null) {
    parts.telemetry.event('request_cancelled', { requestId });
    if (request.dueAt !== null) await parts.wake.wake('request', requestId);
  }
  return { isCancelled, reference: request.reference };
}

async function open(parts: RequestDeskParts, order: Parameters<RequestDesk['open']>[0]): Promise<Opening> {
  const { store, clock, telemetry } = parts;
  const { tenant, subject, phoneNumberId, matter, locale } = order;
  const person = personOf(subject);
  const until = matter.right === 'access' ? withheldUntil(subject, clock.now()) : null;
  if (until !== null) return { name: 'withheld', until: toInstant(until) };
  for (let tries = 0; tries < maxTries; tries += 1) {
    const now = clock.now();
    const dueAt = now + requestClocks.unverifiedMs;
    const [known] = await store.openOf(tenant.tenantId, subject.names);
    if (known !== undefined) {
      if (isWholeErasure(matter) && isStuck(known)) {
        await cancel(parts, known.requestId, 'everything');
        continue;
      }
      const isSame = isSameMatter(known.matter, matter);
      // What goes on without a code was promised to the person: it stands in the way as if it were confirmed.
      const isPromised = !unverifiedStates.includes(known.state.name) || known.slowPath !== null;
      if (isPromised && !isSame) return busyWith(known);
      if (!unverifiedStates.includes(known.state.name)) return opened(known);
      if (!isSame) {
        // Never confirmed, and the same person asks for something else: it is taken back (one open request a person).
        await cancelRequest(parts, known.requestId, now);
        continue;
      }
      const next = known.slowPath === null ? dueAt : now;
      const renewed = await store.change(known, { person, phoneNumberId, locale, dueAt: next });
      if (renewed !== null) return opened(renewed);
      continue;
    }
    const requestId = randomUUID();
    const reference = makeReference(randomBytes(11));
    const { tenantId } = tenant;
    const fresh = { requestId, reference, tenantId, matter, locale, phoneNumberId, openedAt: now, person, dueAt };
    if (await store.insert(fresh)) {
      telemetry.event('request_opened', { right: matter.right });
      return { name: 'open', requestId, reference, startsAt: null, slowUntil: null };
    }
  }
  throw new OubliError('request_contended', 'A request was opened too often at once.', { retry: 'yes' });
}

/**
 * Somebody else may sit behind the number: erasing stays possible, handing a copy out does not (privacy.md rows 16, 17). Until
 * when, in milliseconds since the Unix epoch; `null`: nothing changed lately.
 */
function withheldUntil({ identityChangedAt, identityKeyChangedAt }: Subject, now: number): number | null {
  const changes = [identityChangedAt, identityKeyChangedAt].flatMap((at) => (at === null ? [] : [toMilliseconds(at)]));
  const until = Math.max(0, ...changes.map((at) => at + changeMs));
  return until > now ? until : null;
}

/** Ends in which nothing was erased and no copy handed over. */
const withoutResult: readonly RequestStateName[] = ['cancelled', 'expired', 'refused'];

async function verify(
  parts: RequestDeskParts,
  requestId: string,
  waited: NonNullable<Parameters<RequestDesk['verified']>[1]> | null,
): Promise<Awaited<ReturnType<RequestDesk['verified']>>> {
  const { store, subjects, clock, telemetry, wake } = parts;
  const { request, isChanged } = await decide(store, requestId, async (current) => {
    const { state, tenantId, matter } = current;
    if (!unverifiedStates.includes(state.name)) return { change: null, answer: undefined };
    const tenant = await parts.tenants.byId(tenantId);
    if (tenant === null) throw new OubliError('tenant_missing', 'The business of this request is gone.');
    const codeChannel = waited === null ? channelOf(current) : null;
    // A code that fits was sent, whatever the state says of it: its way may just not be noted any more.
    const way = waited === null ? (codeChannel ?? 'chat') : null;
    const risk = riskOf(await parts.riskSignals(tenant, current, way), tenant.risk);
    // Its seven days were its delay: there is no second one.
    const delayHours = waited === null ? risk.delayHours : 0;
    const slowPath = waited === null ? null : ({ ...waited, isAtOperator: true } as const);
    const change = { ...verifying(tenant, matter, clock.now(), { ...risk, delayHours }), risk, codeChannel, slowPath };
    return { change, answer: undefined };
  });
  if (withoutResult.includes(request.state.name)) return null;
  // Also when it was verified before: whoever did it may have died here.
  if (isWholeErasure(request.matter) && request.person !== null && !endedStates.includes(request.state.name)) {
    await subjects.lockOut(request.person.subjectId, true);
  }
  if (isChanged) {
    telemetry.event('request_verified', { right: request.matter.right, risk: request.risk?.level ?? 'low' });
  }
  await wake.wake('request', requestId);
  return {
    reference: request.reference,
    startsAt: toInstant(request.startsAt ?? clock.now()),
    reason: waitReasonOf(request),
  };
}

/** Why it waits, if not for the business alone. */
function waitReasonOf({ risk, matter }: RequestRecord): RiskReason | null {
  return risk === null || risk.delayHours === 0 || matter.right === 'access' ? null : (risk.reasons[0] ?? null);
}

/** The later of the objection window and the delay that the risk asks for. */
function verifying(tenant: Tenant, matter: Matter, now: number, risk: Risk): RequestChange {
  // The business may object to erasing what a ground keeps; a copy harms nobody's records, and is withheld where there is doubt.
  const waitHours = matter.right === 'erasure' ? Math.max(tenant.instruction.objectionHours, risk.delayHours) : 0;
  return {
    state: { name: 'verified', verifiedAt: toInstant(now) },
    verifiedAt: now,
    risk,
    startsAt: now + waitHours * 3_600_000,
    noticesDue: [isWholeErasure(matter) ? 'dsr.verified' : 'dsr.asked'],
    attempts: 0,
    dueAt: now,
  };
}

function personOf({ subjectId, keyId, names }: Subject): RequestPerson {
  return { subjectId, keyId, names };
}

function opened({ requestId, reference, startsAt, slowPath }: RequestRecord): Opening {
  return {
    name: 'open',
    requestId,
    reference,
    startsAt: startsAt === null ? null : toInstant(startsAt),
    slowUntil: slowPath === null ? null : toInstant(slowUntil(slowPath)),
  };
}

interface NoCode {
  readonly because: NoCodeReason;
  readonly until: Instant | null;
  readonly windowMs: number;
  readonly now: number;
}

/**
 * The right is never lost: without a code an erasure takes seven days, and the business's time to object. Asking again does not
 * begin them anew. A copy, and a part, need a code: the one shows data, and the other names what goes in the chat alone.
 */
function withoutCode(request: RequestRecord, { because, until, windowMs, now }: NoCode): Decision<Instant | null> {
  const { state, slowPath } = request;
  if (!unverifiedStates.includes(state.name)) return { change: null, answer: null };
  if (!isWholeErasure(request.matter)) {
    if (because !== 'locked' || until === null) return { change: null, answer: null };
    const dueAt = toMilliseconds(until) + requestClocks.unverifiedMs;
    return { change: { state: { name: 'code_locked', until }, dueAt }, answer: null };
  }
  const slow = slowPath ?? { since: toInstant(now), because, windowMs };
  const promised = toInstant(slowUntil(slow));
  const locked = { name: 'code_locked', until: until ?? promised } as const;
  // The last code that came may still be typed.
  const codeChannel = channelOf(request);
  return { change: { state: locked, slowPath: slow, codeChannel, dueAt: now }, answer: promised };
}

/** How the last code went out; `null`: none did. */
function channelOf({ state, codeChannel }: RequestRecord): CodeChannel | null {
  return state.name === 'code_sent' ? state.codeChannel : codeChannel;
}

/** A copy, or a part, that may need people to act before it goes on: nobody waits for them to be erased. */
function isStuck({ state, matter, attempts }: RequestRecord): boolean {
  if (isWholeErasure(matter)) return false;
  return (
    state.name === 'blocked' || (state.name === 'planning' && matter.right === 'access' && attempts >= stuckAttempts)
  );
}

function busyWith({ reference, matter }: RequestRecord): Opening {
  return { name: 'busy', reference, matter };
}
