import { OubliError } from '../domain/errors.ts';
import { type Clock, type Instant, toInstant, toMilliseconds } from '../domain/instant.ts';
import { type HoldGround } from '../domain/ground.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { goesOnAt, requestClocks } from './clocks.ts';
import { decide } from './decide.ts';
import { type RequestChange } from './request-record.ts';
import { requestOfTenant } from './request-of-tenant.ts';
import { type RequestStore } from './request-store.ts';

/** The business stops a verified request before the point of no return, with a ground and a date; or lets it go on. */
export interface Holds {
  /**
   * The person is told. @param reviewAt when it goes on by itself, unless released before; never before the day that the person was told.
   * @throws OubliError `request_missing`, `request_not_holdable` (too early, too late, over), `review_in_the_past`, `review_too_late`.
   */
  hold(tenantId: string, reference: string, ground: HoldGround, reviewAt: Instant): Promise<void>;
  /** @throws OubliError `request_missing`, `request_not_held`. */
  release(tenantId: string, reference: string): Promise<void>;
}

/** Makes holds over the requests. */
export function createHolds(parts: {
  readonly store: RequestStore;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}): Holds {
  const { store, wake, telemetry, clock } = parts;
  return {
    async hold(tenantId, reference, ground, reviewAt) {
      const now = clock.now();
      const review = toMilliseconds(reviewAt);
      if (!(review > now)) throw new OubliError('review_in_the_past', 'The review date must lie ahead.');
      const { requestId } = await requestOfTenant(store, tenantId, reference);
      await decide(store, requestId, ({ state, startsAt, noticesDue }) => {
        if (state.name !== 'verified' && state.name !== 'waiting' && state.name !== 'on_hold') {
          throw new OubliError('request_not_holdable', 'Only a verified request that has not begun can be held.');
        }
        const latest = toMilliseconds(state.verifiedAt) + requestClocks.lawMs;
        if (ground === 'identity_doubt' && review > latest) throw tooLate();
        // What was told to the person is their time to cancel as well.
        const goesOn = toInstant(goesOnAt(reviewAt, startsAt));
        // Sent twice: the person has heard of it.
        if (state.name === 'on_hold' && state.ground === ground && state.reviewAt === goesOn) {
          return { change: null, answer: undefined };
        }
        const change: RequestChange = {
          state: { name: 'on_hold', verifiedAt: state.verifiedAt, ground, reviewAt: goesOn },
          noticesDue: [...new Set([...noticesDue, 'person.held' as const])],
          dueAt: now,
        };
        return { change, answer: undefined };
      });
      telemetry.event('request_held', { requestId, ground });
      await wake.wake('request', requestId);
    },
    async release(tenantId, reference) {
      const { requestId } = await requestOfTenant(store, tenantId, reference);
      await decide(store, requestId, ({ state, startsAt }) => {
        if (state.name !== 'on_hold') throw new OubliError('request_not_held', 'The request is not held.');
        const now = clock.now();
        // What was left of the objection window is the person's time to cancel as well.
        const until = Math.max(now, startsAt ?? now);
        return {
          change: {
            state: { name: 'waiting', verifiedAt: state.verifiedAt, until: toInstant(until) },
            dueAt: until,
          },
          answer: undefined,
        };
      });
      telemetry.event('request_released', { requestId });
      await wake.wake('request', requestId);
    },
  };
}

/** Doubt about who asks does not stretch the law's month (GDPR 12(3), 12(6)): by then it is settled. */
function tooLate(): OubliError {
  return new OubliError('review_too_late', 'Doubt about who asks must be settled within 30 days of the request.');
}
