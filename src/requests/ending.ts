import { toInstant } from '../domain/instant.ts';
import { isWholeErasure } from '../domain/matter.ts';
import { isCancellable } from '../domain/request.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { requestClocks } from './clocks.ts';
import { decide } from './decide.ts';
import { createLifts } from './lifts.ts';
import { type RequestChange, type RequestRecord } from './request-record.ts';
import { type RequestStore } from './request-store.ts';
import { type ForgetNews } from './tell-person.ts';

/** Why it is taken back. `everything`: it is stuck, and its person asks to be erased. */
export type CancelReason = 'asked' | 'not-me' | 'moved-on' | 'everything';

/** The identifying half goes with the same write that ends a request. */
export const withoutPerson = { person: null, run: null, breaker: null, newsHeld: null } as const;

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
 * Takes a request back, up to the point of no return; a copy, until it is handed over; a part that is stuck, only to make way for
 * everything. The business is told only if it had been told of the request.
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
    const isGivingWay = because === 'everything' && name === 'blocked' && !isWholeErasure(matter);
    if (!isCancellable(name, matter) && !isGivingWay) {
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

function cancelling({ matter, told, lease }: RequestRecord, now: number, because: CancelReason): RequestChange {
  // A run that holds the lease may be telling the business this very moment: better one notice too many.
  const mayKnow = told.some((one) => one === 'dsr.verified' || one === 'dsr.asked') || lease.until > now;
  // Some of a part that makes way may be gone, and the business has its own copies to erase: it is not told to stop.
  const mayBeTold = mayKnow && !(because === 'everything' && matter.right === 'erasure');
  return {
    ...withoutPerson,
    subjectRef: null,
    state: {
      name: 'cancelled',
      at: toInstant(now),
      ...(because === 'not-me' || because === 'everything' ? { because } : {}),
    },
    noticesDue: mayBeTold ? ['dsr.cancelled'] : [],
    dueAt: mayBeTold ? now : null,
    attempts: 0,
    expiresAt: now + requestClocks.endedMs,
  };
}
