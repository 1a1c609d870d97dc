import { randomBytes, randomUUID } from 'node:crypto';

import { type Opening, type RequestDesk } from '../conversation/effect-desk.ts';
import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type Clock, type Instant, toInstant, toMilliseconds } from '../domain/instant.ts';
import { isSameMatter, type Matter } from '../domain/matter.ts';
import { makeReference } from '../domain/reference.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../tenants/tenant.ts';
import { expectedBy, requestClocks } from './clocks.ts';
import { decide } from './decide.ts';
import { cancelRequest } from './ending.ts';
import {
  endedStates,
  isWholeErasure,
  type RequestChange,
  type RequestPerson,
  type RequestRecord,
  unverifiedStates,
} from './request-record.ts';
import { type RequestStore } from './request-store.ts';

/** Times opening is tried again when somebody else changed the request meanwhile. */
const maxTries = 20;

export interface RequestDeskParts {
  readonly store: RequestStore;
  readonly subjects: Pick<Subjects, 'lockOut'>;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
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
      await decide(store, requestId, ({ state }) => {
        if (!unverifiedStates.includes(state.name)) return { change: null, answer: undefined };
        const dueAt = clock.now() + requestClocks.unverifiedMs;
        return { change: { state: { name: 'code_sent', codeChannel }, dueAt }, answer: undefined };
      });
    },
    async codeLocked(requestId, until) {
      await decide(store, requestId, ({ state }) => {
        if (!unverifiedStates.includes(state.name)) return { change: null, answer: undefined };
        // The right is never lost: the request outlives the lock by a day.
        const dueAt = toMilliseconds(until) + requestClocks.unverifiedMs;
        return { change: { state: { name: 'code_locked', until }, dueAt }, answer: undefined };
      });
    },
    async cancel(requestId) {
      const { isCancelled, request, isChanged } = await cancelRequest(parts, requestId, clock.now());
      if (isChanged) {
        telemetry.event('request_cancelled', { requestId });
        if (request.dueAt !== null) await parts.wake.wake('request', requestId);
      }
      return { isCancelled, reference: request.reference };
    },
    verified: (requestId) => verify(parts, requestId),
    async status({ tenant, subject, requestId, reference }) {
      const found =
        reference !== null
          ? await store.byReference(reference)
          : requestId !== null
            ? await store.byId(requestId)
            : ((await store.openOf(tenant.tenantId, subject?.names ?? []))[0] ?? null);
      // A reference of another business says nothing here, not even that it exists.
      if (found?.tenantId !== tenant.tenantId) return null;
      const dueAt = expectedBy(found);
      return {
        right: found.matter.right,
        reference: found.reference,
        state: found.state.name,
        dueAt: dueAt === null ? null : toInstant(dueAt),
      };
    },
  };
}

async function open(parts: RequestDeskParts, order: Parameters<RequestDesk['open']>[0]): Promise<Opening> {
  const { store, clock, telemetry } = parts;
  const { tenant, subject, phoneNumberId, matter, locale } = order;
  const person = personOf(subject);
  for (let tries = 0; tries < maxTries; tries += 1) {
    const now = clock.now();
    const dueAt = now + requestClocks.unverifiedMs;
    const [known] = await store.openOf(tenant.tenantId, subject.names);
    if (known !== undefined) {
      const isSame = isSameMatter(known.matter, matter);
      if (!unverifiedStates.includes(known.state.name)) return isSame ? opened(known) : busyWith(known);
      if (!isSame) {
        // Never confirmed, and the same person asks for something else: it is taken back (one open request a person).
        await cancelRequest(parts, known.requestId, now);
        continue;
      }
      const renewed = await store.change(known, { person, phoneNumberId, locale, dueAt });
      if (renewed !== null) return opened(renewed);
      continue;
    }
    const requestId = randomUUID();
    const reference = makeReference(randomBytes(11));
    const { tenantId } = tenant;
    const fresh = { requestId, reference, tenantId, matter, locale, phoneNumberId, openedAt: now, person, dueAt };
    if (await store.insert(fresh)) {
      telemetry.event('request_opened', { right: matter.right });
      return { name: 'open', requestId, reference, startsAt: null };
    }
  }
  throw new OubliError('request_contended', 'A request was opened too often at once.', { retry: 'yes' });
}

async function verify(
  parts: RequestDeskParts,
  requestId: string,
): Promise<{ readonly reference: string; readonly startsAt: Instant }> {
  const { store, subjects, clock, telemetry, wake } = parts;
  const { request, isChanged } = await decide(store, requestId, async ({ state, tenantId, matter }) => {
    if (endedStates.includes(state.name) && state.name !== 'erased' && state.name !== 'closed') {
      throw new OubliError('request_ended', 'The request was cancelled or has expired.');
    }
    if (!unverifiedStates.includes(state.name)) return { change: null, answer: undefined };
    const tenant = await parts.tenants.byId(tenantId);
    if (tenant === null) throw new OubliError('tenant_missing', 'The business of this request is gone.');
    const now = clock.now();
    const codeChannel = state.name === 'code_sent' ? state.codeChannel : null;
    return { change: { ...verifying(tenant, matter, now), codeChannel }, answer: undefined };
  });
  // Also when it was verified before: whoever did it may have died here.
  if (isWholeErasure(request) && request.person !== null && !endedStates.includes(request.state.name)) {
    await subjects.lockOut(request.person.subjectId, true);
  }
  if (isChanged) telemetry.event('request_verified', { right: request.matter.right });
  await wake.wake('request', requestId);
  return { reference: request.reference, startsAt: toInstant(request.startsAt ?? clock.now()) };
}

function verifying(tenant: Tenant, matter: Matter, now: number): RequestChange {
  // The business may object to erasing what a ground keeps; a copy harms nobody's records.
  const objectionMs = matter.right === 'erasure' ? tenant.instruction.objectionHours * 3_600_000 : 0;
  return {
    state: { name: 'verified', verifiedAt: toInstant(now) },
    verifiedAt: now,
    startsAt: now + objectionMs,
    noticesDue: [isWholeErasure({ matter }) ? 'dsr.verified' : 'dsr.asked'],
    attempts: 0,
    dueAt: now,
  };
}

function personOf({ subjectId, keyId, names }: Subject): RequestPerson {
  return { subjectId, keyId, names };
}

function opened({ requestId, reference, startsAt }: RequestRecord): Opening {
  return { name: 'open', requestId, reference, startsAt: startsAt === null ? null : toInstant(startsAt) };
}

function busyWith({ reference, matter }: RequestRecord): Opening {
  return { name: 'busy', reference, matter };
}
