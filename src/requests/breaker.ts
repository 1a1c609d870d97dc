import { randomBytes } from 'node:crypto';

import { OubliError } from '../domain/errors.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type Notices } from '../notifications/notices.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../tenants/tenant.ts';
import { decide } from './decide.ts';
import { type ReleasedBy } from './request-record.ts';
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
  /**
   * Notes that the business is asked to let them go on. While an asking of the hour is open it is given again; after an answer
   * there is a new one. @param word for a new one.
   */
  ask(order: {
    readonly tenantId: string;
    readonly hourAt: number;
    readonly word: string;
  }): Promise<{ readonly round: number; readonly word: string }>;
  /**
   * Ends the newest asking. @param word of the button that was tapped; `null`: answered another way. @param by the same for the
   * same answer, which may come twice. False: it is over, or the button is of an earlier one.
   */
  answer(order: { readonly tenantId: string; readonly word: string | null; readonly by: string }): Promise<boolean>;
}

/** Holds mass deletion back, and loses none (design.md section 4). */
export interface Breaker {
  /** Asked before each erasure begins. `false`: it waits. */
  mayBegin(tenant: Tenant): Promise<boolean>;
  /** Once one waits: the business is asked, once an hour and again after each answer. Idempotent. */
  ask(tenant: Tenant): Promise<void>;
  /** How many wait. @throws OubliError `tenant_missing`. */
  show(tenantId: string): Promise<{ readonly held: number }>;
  /** The business's one tap: all that wait now go on. @returns how many. @throws OubliError `tenant_missing`. */
  release(tenantId: string, by: ReleasedBy): Promise<number>;
  /**
   * The same by the button of the newest message about it. @param tapId the same for the same tap. `null`: the button is of an
   * earlier message, or used already; nothing is changed. @throws OubliError `tenant_missing`.
   */
  tap(tenantId: string, word: string, tapId: string): Promise<number | null>;
}

interface BreakerParts {
  readonly hours: BreakerHours;
  readonly store: RequestStore;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly notices: Pick<Notices, 'announce'>;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** Makes the breaker: more than the larger of the tenant's floor and five times the hourly median of seven days wait. */
export function createBreaker(parts: BreakerParts): Breaker {
  const { hours, store, tenants, notices, clock } = parts;
  const requireTenant = async (tenantId: string): Promise<void> => {
    if ((await tenants.byId(tenantId)) === null) throw new OubliError('tenant_missing', 'There is no such business.');
  };
  const hourOf = (now: number): number => Math.floor(now / hourMs) * hourMs;
  const limitOf = async ({ tenantId, breaker }: Tenant, hourAt: number): Promise<number> => {
    const usual = medianOf(await hours.counts(tenantId, hourAt - weekHours * hourMs, hourAt));
    return Math.max(breaker.perHourAtLeast, timesMedian * usual);
  };
  return {
    async mayBegin(tenant) {
      const { tenantId } = tenant;
      const hourAt = hourOf(clock.now());
      const floor = tenant.breaker.perHourAtLeast;
      if (await hours.take({ tenantId, hourAt, limit: floor })) return true;
      const limit = await limitOf(tenant, hourAt);
      return limit > floor && (await hours.take({ tenantId, hourAt, limit }));
    },
    async ask(tenant) {
      const { tenantId } = tenant;
      const now = clock.now();
      const hourAt = hourOf(now);
      const { round, word } = await hours.ask({ tenantId, hourAt, word: randomBytes(16).toString('base64url') });
      const hour = toInstant(hourAt).slice(0, 13);
      await notices.announce(tenant, {
        event: 'breaker.held',
        // The same until it is answered: the business is told once, however many wait.
        requestId: `breaker-${tenantId}-${hour}${round === 0 ? '' : `-${String(round)}`}`,
        reference: `BREAKER-${hour}`,
        at: toInstant(now),
        limit: await limitOf(tenant, hourAt),
        tap: word,
      });
    },
    async show(tenantId) {
      await requireTenant(tenantId);
      return { held: await store.countHeld(tenantId) };
    },
    async release(tenantId, by) {
      await requireTenant(tenantId);
      // First: whatever is held from now on asks anew.
      await hours.answer({ tenantId, word: null, by });
      return letGo(parts, tenantId, by);
    },
    async tap(tenantId, word, tapId) {
      await requireTenant(tenantId);
      return (await hours.answer({ tenantId, word, by: tapId })) ? letGo(parts, tenantId, 'staff-phone') : null;
    },
  };
}

async function letGo(
  { store, wake, telemetry, clock }: Pick<BreakerParts, 'store' | 'wake' | 'telemetry' | 'clock'>,
  tenantId: string,
  releasedBy: ReleasedBy,
): Promise<number> {
  let released = 0;
  for (;;) {
    const ids = await store.heldIds(tenantId, releaseAtOnce);
    for (const requestId of ids) {
      const { isChanged } = await decide(store, requestId, ({ breaker, state, dueAt }) => {
        if (breaker !== 'held') return { change: null, answer: undefined };
        // A hold of the business's own stands: its date is not moved.
        const at = state.name === 'on_hold' ? dueAt : clock.now();
        return { change: { breaker: 'released', releasedBy, dueAt: at }, answer: undefined };
      });
      if (!isChanged) continue;
      released += 1;
      await wake.wake('request', requestId);
    }
    if (ids.length < releaseAtOnce) break;
  }
  telemetry.event('breaker_released', { released, way: releasedBy });
  return released;
}

/** The middle of a week of hours; what is not listed was zero. */
function medianOf(counts: readonly number[]): number {
  const sorted = [...counts].sort((left, right) => left - right);
  const zeros = Math.max(0, weekHours - sorted.length);
  const at = (index: number): number => (index < zeros ? 0 : (sorted[index - zeros] ?? 0));
  return (at(weekHours / 2 - 1) + at(weekHours / 2)) / 2;
}
