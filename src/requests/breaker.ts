import { OubliError } from '../domain/errors.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type Notices } from '../notifications/notices.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../tenants/tenant.ts';
import { decide } from './decide.ts';
import { type RequestStore } from './request-store.ts';

const hourMs = 3_600_000;
/** Hours in seven days: the median is over all of them, the quiet ones included. */
const weekHours = 168;
const timesMedian = 5;
/** Held ones let go in one turn. */
const releaseAtOnce = 200;

/** Counts of erasures begun, by tenant and hour. Implemented by src/stores/breaker-hours.ts. */
export interface BreakerHours {
  /** Counts one more of the hour, unless there were `limit` already: one conditional update. */
  take(order: { readonly tenantId: string; readonly hourAt: number; readonly limit: number }): Promise<boolean>;
  /** Counts of the hours since then in which there were any, but for the one that runs. */
  counts(tenantId: string, since: number, before: number): Promise<readonly number[]>;
}

/** Holds mass deletion back, and loses none (design.md section 4). */
export interface Breaker {
  /** Asked before each erasure begins. `false`: it waits, and the business is told, once an hour. */
  mayBegin(tenant: Tenant): Promise<boolean>;
  /** How many wait. @throws OubliError `tenant_missing`. */
  show(tenantId: string): Promise<{ readonly held: number }>;
  /** The business's one tap: all that wait now go on. @returns how many. @throws OubliError `tenant_missing`. */
  release(tenantId: string): Promise<number>;
}

/** Makes the breaker: more than the larger of the tenant's floor and five times the hourly median of seven days wait. */
export function createBreaker(parts: {
  readonly hours: BreakerHours;
  readonly store: RequestStore;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly notices: Pick<Notices, 'announce'>;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}): Breaker {
  const { hours, store, tenants, notices, wake, telemetry, clock } = parts;
  const requireTenant = async (tenantId: string): Promise<void> => {
    if ((await tenants.byId(tenantId)) === null) throw new OubliError('tenant_missing', 'There is no such business.');
  };
  return {
    async mayBegin(tenant) {
      const { tenantId } = tenant;
      const now = clock.now();
      const hourAt = Math.floor(now / hourMs) * hourMs;
      const floor = tenant.breaker.perHourAtLeast;
      if (await hours.take({ tenantId, hourAt, limit: floor })) return true;
      const usual = medianOf(await hours.counts(tenantId, hourAt - weekHours * hourMs, hourAt));
      const limit = Math.max(floor, timesMedian * usual);
      if (limit > floor && (await hours.take({ tenantId, hourAt, limit }))) return true;
      const hour = toInstant(hourAt).slice(0, 13);
      // The same id all hour: the business is told once, however many wait.
      await notices.announce(tenant, {
        event: 'breaker.held',
        requestId: `breaker-${tenantId}-${hour}`,
        reference: `BREAKER-${hour}`,
        at: toInstant(now),
        limit,
      });
      return false;
    },
    async show(tenantId) {
      await requireTenant(tenantId);
      return { held: await store.countHeld(tenantId) };
    },
    async release(tenantId) {
      await requireTenant(tenantId);
      let released = 0;
      for (;;) {
        const ids = await store.heldIds(tenantId, releaseAtOnce);
        for (const requestId of ids) {
          const { isChanged } = await decide(store, requestId, ({ breaker, state, dueAt }) => {
            if (breaker !== 'held') return { change: null, answer: undefined };
            // A hold of the business's own stands: its date is not moved.
            const at = state.name === 'on_hold' ? dueAt : clock.now();
            return { change: { breaker: 'released', dueAt: at }, answer: undefined };
          });
          if (!isChanged) continue;
          released += 1;
          await wake.wake('request', requestId);
        }
        if (ids.length < releaseAtOnce) break;
      }
      telemetry.event('breaker_released', { released });
      return released;
    },
  };
}

/** The middle of a week of hours; what is not listed was zero. */
function medianOf(counts: readonly number[]): number {
  const sorted = [...counts].sort((left, right) => left - right);
  const zeros = Math.max(0, weekHours - sorted.length);
  const at = (index: number): number => (index < zeros ? 0 : (sorted[index - zeros] ?? 0));
  return (at(weekHours / 2 - 1) + at(weekHours / 2)) / 2;
}
