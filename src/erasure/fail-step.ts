import { errorCode, OubliError } from '../domain/errors.ts';
import { toInstant } from '../domain/instant.ts';
import { requestClocks } from '../requests/clocks.ts';
import { type DueNotice, type RequestRecord, runningStates, stuckAttempts } from '../requests/request-record.ts';
import { type RunSession } from './run-session.ts';
import { type RunnerParts } from './runner-parts.ts';
import { StepFailure } from './step-failure.ts';

const longestWaitMs = 300_000;

type FailParts = Pick<RunnerParts, 'telemetry' | 'clock'>;

/** Tries again later, each time later; a step that is dead blocks the request and asks the operator. True: go on at once. */
export async function fail(parts: FailParts, session: RunSession, error: unknown): Promise<boolean> {
  const { telemetry, clock } = parts;
  const { requestId, state } = session.request;
  const attempts = session.request.attempts + 1;
  const store = error instanceof StepFailure ? error.store : 'requests';
  const cause = error instanceof StepFailure ? error.cause : error;
  telemetry.fault('request_step_failed', cause, {
    requestId,
    state: state.name,
    store,
    attempts,
    code: errorCode(error),
  });
  if (
    attempts >= stuckAttempts &&
    runningStates.includes(state.name) &&
    !isPatient(session.request, error, clock.now())
  ) {
    const reason = error instanceof StepFailure ? error.blockReason : 'step_failed';
    // Whoever has the number by now is not told that somebody asked for a copy.
    const isUntold = errorCode(cause) === 'copy_withheld';
    await block(parts, session, { store, reason }, { isUntold });
    return true;
  }
  const dueAt = clock.now() + Math.min(longestWaitMs, 1000 * 4 ** (attempts - 1));
  await session.change({ attempts, releasesLease: true, dueAt });
  return false;
}

/** It stops here until people act; the person hears of it once. */
export async function block(
  { telemetry, clock }: FailParts,
  session: RunSession,
  why: Pick<Extract<RequestRecord['state'], { name: 'blocked' }>, 'store' | 'reason'>,
  { isUntold = false, ...found }: Pick<Partial<RequestRecord>, 'steps'> & { readonly isUntold?: boolean },
): Promise<void> {
  const { requestId, state, verifiedAt, told, noticesDue } = session.request;
  const now = clock.now();
  const erasedFrom = 'erasedFrom' in state ? state.erasedFrom : toInstant(now);
  const toTell: readonly DueNotice[] = isUntold || told.includes('person.blocked') ? [] : ['person.blocked'];
  await session.change({
    ...found,
    state: { name: 'blocked', verifiedAt: toInstant(verifiedAt ?? now), erasedFrom, ...why },
    noticesDue: [...noticesDue, ...toTell],
    attempts: 0,
  });
  telemetry.fault('erasure_blocked', null, { requestId, ...why });
}

/** A copy waits a day for a WhatsApp that is away: nobody at the operator could do more. */
function isPatient({ verifiedAt }: RequestRecord, error: unknown, now: number): boolean {
  const mayLeave = error instanceof OubliError && error.code === 'copy_not_sent' && error.retry === 'yes';
  return mayLeave && now < (verifiedAt ?? 0) + requestClocks.liveMs;
}
