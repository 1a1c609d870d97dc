import { toInstant } from '../domain/instant.ts';
import { isCancellable } from '../domain/request.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { requestClocks } from './clocks.ts';
import { decide } from './decide.ts';
import { createLifts } from './lifts.ts';
import { type RequestChange, type RequestRecord } from './request-record.ts';
import { type RequestStore } from './request-store.ts';
import { type ForgetNews } from './tell-person.ts';

/** Why the person takes it back. */
export type CancelReason = 'asked' | 'not-me' | 'moved-on';

/** The identifying half goes with the same write that ends a request. */
export const withoutPerson = { person: null, run: null, breaker: null } as const;

/** Ends a request whose code was never typed. */
export function expiring(now: number): RequestChange {
  return {
    ...withoutPerson,
    subjectRef: null,
    state: { name: 'expired', at: toInstant(now) },
    dueAt: null,
    expiresAt: now + requestClocks.endedMs,
  };
}

interface CancelParts {
  readonly store: RequestStore;
  readonly subjects: Pick<Subjects, 'lockOut'>;
  readonly forgetNews: ForgetNews;
}

/**
 * Takes a request back, up to the point of no return; a copy, until it is handed over. The business is told only if it had been told of the request.
 * `before`: as it stood, with whom it was about; `null`: nothing was changed.
 * @throws OubliError `request_missing`.
 */
export async function cancelRequest(
  { store, subjects, forgetNews }: CancelParts,
  requestId: string,
  now: number,
  because: CancelReason = 'asked',
): Promise<{
  readonly isCancelled: boolean;
  readonly request: RequestRecord;
  readonly before: RequestRecord | null;
}> {
  const lifts = createLifts({ store, subjects }, requestId);
  const seen: RequestRecord[] = [];
  const deciding = decide(store, requestId, async (current) => {
    const { state, matter } = current;
    const { name } = state;
    if (!isCancellable(name, matter)) {
      return { change: null, answer: name === 'cancelled' || name === 'expired' };
    }
    // First, since nothing leads from an ended request to its chat; and below again, for what came in between.
    seen.push(current);
    await forgetNews(current);
    await lifts.lift(current);
    return { change: cancelling(current, now, because), answer: true };
  });
  const { answer, request, isChanged } = await deciding.catch(async (error: unknown) => {
    await lifts.putBack();
    throw error;
  });
  const before = isChanged ? (seen.at(-1) ?? null) : null;
  if (before !== null) await forgetNews(before);
  if (!answer) await lifts.putBack();
  return { isCancelled: answer, request, before };
}

function cancelling({ told, lease }: RequestRecord, now: number, because: CancelReason): RequestChange {
  // A run that holds the lease may be telling the business this very moment: better one notice too many.
  const mayBeTold = told.some((one) => one === 'dsr.verified' || one === 'dsr.asked') || lease.until > now;
  return {
    ...withoutPerson,
    subjectRef: null,
    state: { name: 'cancelled', at: toInstant(now), ...(because === 'not-me' ? { because } : {}) },
    noticesDue: mayBeTold ? ['dsr.cancelled'] : [],
    dueAt: mayBeTold ? now : null,
    attempts: 0,
    expiresAt: now + requestClocks.endedMs,
  };
}
