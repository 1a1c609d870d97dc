import { OubliError } from '../domain/errors.ts';
import { toMilliseconds } from '../domain/instant.ts';
import { isWholeErasure } from '../domain/matter.ts';
import { type RequestStateName } from '../domain/request.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { expiring } from '../requests/ending.ts';
import { leftToRefuser } from '../requests/refusals.ts';
import {
  endedStates,
  lockedOutStates,
  type RequestRecord,
  type StepRecord,
  unverifiedStates,
} from '../requests/request-record.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { answerAsked } from './answer-asked.ts';
import { announceNext, heldNewsUntil, sayableNow } from './announce-due.ts';
import { eraseStores } from './erase-stores.ts';
import { toldFacts } from './erasure-ledger.ts';
import { finishRun } from './finish-run.ts';
import { createIdentities, type Identities } from './identities.ts';
import { planRun } from './plan-run.ts';
import { createRunSession, runLeaseMs, type RunSession } from './run-session.ts';
import { type RunnerParts } from './runner-parts.ts';
import { scanStores } from './scan-stores.ts';
import { block, fail } from './fail-step.ts';
import { settleIdentity } from './settle-identity.ts';
import { isLeaseLost } from './step-failure.ts';
import { goSlow, waitToBegin } from './wait-run.ts';

/** When a person's lane is taken: the worker that has it is done in a moment. */
const laneWaitMs = 150;

/** Takes a request as far as it goes: telling, waiting, planning, erasing, scanning, done. */
export interface RequestRunner {
  /** Looks at one request. Returns when there is nothing to do now; never throws for what a request can suffer. */
  run(requestId: string, signal?: AbortSignal): Promise<void>;
}

/** What one step came to. A time: nothing more to do before it (`null`: nothing at all). */
type Move = 'moved' | { readonly dueAt: number | null; readonly isBusy?: true };

type Parts = RunnerParts & { readonly identities: Identities };

/** Makes the runner: one worker a request (lease and fence), every step a compare-and-set, every step safe to repeat. */
export function createRequestRunner(given: RunnerParts): RequestRunner {
  const { subjects, subjectTraces, personKeys, store, clock, telemetry, wake } = given;
  const parts: Parts = { ...given, identities: createIdentities({ subjects, traces: subjectTraces, personKeys }) };
  return {
    async run(requestId, signal = new AbortController().signal) {
      const taken = await store.take(requestId, clock.now(), runLeaseMs);
      if (taken === null) return;
      const session = createRunSession(parts, taken, signal);
      try {
        const isBusy = await work(parts, session);
        await session.close();
        if (isBusy) await wake.wake('request', requestId, laneWaitMs);
      } catch (error) {
        // Nothing could be written: the lease runs out, and the sweep comes back.
        telemetry.fault('request_run_failed', error, { requestId });
        await session.close().catch(() => undefined);
      }
    },
  };
}

/** Step after step until there is nothing to do, or it is not ours any more. True: a lane was taken. */
async function work(parts: Parts, session: RunSession): Promise<boolean> {
  for (;;) {
    try {
      session.signal.throwIfAborted();
      const move = await advance(parts, session);
      if (move === 'moved') continue;
      await session.change({ releasesLease: true, dueAt: dueNext(session.request, move.dueAt) });
      return move.isBusy === true;
    } catch (error) {
      if (isLeaseLost(error)) {
        parts.telemetry.event('request_run_lost', { requestId: session.request.requestId });
        return false;
      }
      if (error instanceof OubliError && error.code === 'request_moved') continue;
      if (session.signal.aborted) {
        // Handed back: whoever comes next goes on at once.
        await session.change({ releasesLease: true, dueAt: parts.clock.now() });
        return false;
      }
      if (!(await fail(parts, session, error))) return false;
    }
  }
}

/** News that are held up bring it back as well. */
function dueNext(request: RequestRecord, dueAt: number | null): number | null {
  const heldUntil = heldNewsUntil(request);
  return heldUntil === null ? dueAt : Math.min(heldUntil, dueAt ?? heldUntil);
}

async function advance(parts: Parts, session: RunSession): Promise<Move> {
  const { request } = session;
  const { state } = request;
  const now = parts.clock.now();
  const isSlow = unverifiedStates.includes(state.name) && request.slowPath !== null;
  if (unverifiedStates.includes(state.name) && !isSlow) return expire(parts, session, now);
  if (request.noticesDue.length === 0 && !isUnderWay(state.name) && !isSlow) return { dueAt: null };
  const tenant = await parts.tenants.byId(request.tenantId);
  if (tenant === null) {
    if (!endedStates.includes(state.name))
      throw new OubliError('tenant_missing', 'The business of this request is gone.', { retry: 'yes' });
    // The business left, and the request had ended: nobody is to be told any more.
    await session.change({ noticesDue: [], newsHeld: null });
    return 'moved';
  }
  if (sayableNow(request, now).length > 0) {
    const leftUntil = leftToRefuser(request);
    if (now < leftUntil) return { dueAt: leftUntil };
    await announceNext(parts, session, tenant);
    return 'moved';
  }
  switch (state.name) {
    case 'intent_shown':
    case 'code_sent':
    case 'code_locked':
      return goSlow(parts, session, tenant);
    case 'verified':
    case 'waiting':
    case 'on_hold':
      return waitToBegin(parts, session, tenant);
    case 'planning':
    case 'erasing':
    case 'scanning':
      return erase(parts, session, tenant);
    case 'blocked':
    case 'erased':
    case 'closed':
    case 'answered':
    case 'cancelled':
    case 'expired':
    case 'refused':
      return { dueAt: null };
  }
}

function isUnderWay(state: RequestStateName): boolean {
  return lockedOutStates.includes(state) && state !== 'blocked';
}

/** Nobody typed the code. */
async function expire({ forgetNews, telemetry }: Parts, session: RunSession, now: number): Promise<Move> {
  const { dueAt, lease } = session.request;
  // Renewed by the person while we had it: the date is no longer that of our lease.
  if (dueAt !== null && dueAt !== lease.until) return { dueAt };
  await forgetNews(session.request);
  await session.change(expiring(now));
  telemetry.event('request_expired');
  return 'moved';
}

async function erase(parts: Parts, session: RunSession, tenant: Tenant): Promise<Move> {
  const { register, identities, remembrance, ledger, clock, telemetry } = parts;
  const identity = await settleIdentity(parts, identities, session, tenant);
  if (identity === null) return { dueAt: clock.now() + laneWaitMs, isBusy: true };
  const { name } = session.request.state;
  const now = clock.now();
  if (!isWholeErasure(session.request.matter)) {
    return answerAsked({ ...parts, now }, session, tenant, identity);
  }
  if (name === 'planning') {
    await planRun(
      { register, identities, remembrance, ledger, lastHeard: parts.lastHeard, now },
      session,
      tenant,
      identity,
    );
  } else if (name === 'erasing') {
    await eraseStores({ ...parts, now: () => clock.now() }, session, tenant, identity);
  } else {
    const scanned = await scanStores(register, session, identity);
    const residue = scanned.find((one) => one.residual !== 0);
    if (residue !== undefined) {
      telemetry.event('residue_found', { store: residue.store, residual: residue.residual ?? 0 });
      await block(parts, session, { store: residue.store, reason: 'residue' }, { steps: scanned });
      return 'moved';
    }
    await finish(parts, session, tenant, identity, scanned);
  }
  return 'moved';
}

async function finish(
  parts: Parts,
  session: RunSession,
  tenant: Tenant,
  identity: IdentitySet,
  scanned: readonly StepRecord[],
): Promise<void> {
  const { identities, ledger, remembrance, clock, telemetry, wake } = parts;
  const { request } = session;
  const { requestId, verifiedAt, startsAt, plan, state } = request;
  const runKey = await identities.runKey(session.request);
  if (runKey === null)
    throw new OubliError('snapshot_gone', 'The key of the run is gone: it can no longer be verified.');
  // What follows says that it is over, in several places: not when somebody may have handled something of the person.
  await session.renew();
  const now = clock.now();
  const erasedFrom = 'erasedFrom' in state ? toMilliseconds(state.erasedFrom) : now;
  const remembered = remembrance.of(tenant, request, identity);
  await remembrance.end(remembered, now);
  const told = toldFacts(request, request.subjectRef ?? []);
  if (plan !== null) await ledger.record({ kind: 'erased', request, plan, identity, remembered, told, erasedFrom });
  const stores = await finishRun({ ...parts, runKey, now }, session, { tenant, identity, scanned });
  const retained = stores.reduce((sum, one) => sum + one.retained, 0);
  const deleted = stores.reduce((sum, one) => sum + one.deleted, 0);
  telemetry.event('erasure_done', { requestId, ms: now - (startsAt ?? verifiedAt ?? now), deleted, retained });
  await wake.wake('farewell', requestId);
}
