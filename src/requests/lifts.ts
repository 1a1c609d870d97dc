import { type Subjects } from '../conversation/subjects.ts';
import { isWholeErasure } from '../domain/matter.ts';
import { endedStates, type RequestRecord, unverifiedStates } from './request-record.ts';
import { type RequestStore } from './request-store.ts';

/** The lock-outs that the end of one request lifts. */
export interface Lifts {
  /**
   * Asked before the end is written: should we die between the two, the request still stands and locks out by itself (LockOuts).
   * A copy, a part, or what was not confirmed locks nobody out.
   */
  lift(request: RequestRecord): Promise<void>;
  /** The end was not written: whoever was lifted is locked out again, unless it is over all the same. */
  putBack(): Promise<void>;
}

/** Makes the lifts of one request. */
export function createLifts(
  { store, subjects }: { readonly store: Pick<RequestStore, 'byId'>; readonly subjects: Pick<Subjects, 'lockOut'> },
  requestId: string,
): Lifts {
  const lifted = new Set<string>();
  return {
    async lift({ matter, state, person }) {
      if (!isWholeErasure(matter) || unverifiedStates.includes(state.name) || person === null) return;
      lifted.add(person.subjectId);
      await subjects.lockOut(person.subjectId, false);
    },
    async putBack() {
      if (lifted.size === 0) return;
      const request = await store.byId(requestId);
      if (request === null || endedStates.includes(request.state.name)) return;
      for (const subjectId of lifted) await subjects.lockOut(subjectId, true);
    },
  };
}
