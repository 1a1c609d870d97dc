import { toInstant } from '../domain/instant.ts';
import { cancellableStates } from '../domain/request.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { requestClocks } from './clocks.ts';
import { decide } from './decide.ts';
import { type RequestChange, type RequestRecord, unverifiedStates } from './request-record.ts';
import { type RequestStore } from './request-store.ts';

/** The identifying half goes with the same write that ends a request. */
export const withoutPerson = { person: null, run: null } as const;

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

/**
 * Takes a request back, up to the point of no return. The business is told only if it had been told of the request.
 * @throws OubliError `request_missing`.
 */
export async function cancelRequest(
  { store, subjects }: { readonly store: RequestStore; readonly subjects: Pick<Subjects, 'lockOut'> },
  requestId: string,
  now: number,
): Promise<{ readonly isCancelled: boolean; readonly request: RequestRecord; readonly isChanged: boolean }> {
  const lifted = new Set<string>();
  const { answer, request, isChanged } = await decide(store, requestId, async (current) => {
    const { name } = current.state;
    if (!cancellableStates.includes(name)) {
      return { change: null, answer: name === 'cancelled' || name === 'expired' };
    }
    // Lifted first: should we die between the two, the request still stands and locks out by itself (LockOuts).
    if (!unverifiedStates.includes(name) && current.person !== null) {
      lifted.add(current.person.subjectId);
      await subjects.lockOut(current.person.subjectId, false);
    }
    return { change: cancelling(current, now), answer: true };
  });
  if (!answer) for (const subjectId of lifted) await subjects.lockOut(subjectId, true);
  return { isCancelled: answer, request, isChanged };
}

function cancelling({ told, lease }: RequestRecord, now: number): RequestChange {
  // A run that holds the lease may be telling the business this very moment: better one notice too many.
  const mayBeTold = told.some((one) => one === 'dsr.verified' || one === 'dsr.asked') || lease.until > now;
  return {
    ...withoutPerson,
    subjectRef: null,
    state: { name: 'cancelled', at: toInstant(now) },
    noticesDue: mayBeTold ? ['dsr.cancelled'] : [],
    dueAt: mayBeTold ? now : null,
    attempts: 0,
    expiresAt: now + requestClocks.endedMs,
  };
}
