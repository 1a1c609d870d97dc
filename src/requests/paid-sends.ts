import { type Clock, toInstant } from '../domain/instant.ts';
import { type Notices } from '../notifications/notices.ts';
import { type Tenant } from '../tenants/tenant.ts';

/** Where the day's count rests. Implemented by src/stores/paid-sends.ts. */
export interface PaidSendStore {
  /** Counts one more of the day (`2026-11-26`), unless there were `limit` already: one conditional update. */
  take(order: {
    readonly tenantId: string;
    readonly day: string;
    readonly limit: number;
    readonly now: number;
  }): Promise<boolean>;
}

/** What a business pays for a day: templates to people who ask. */
export interface PaidSends {
  /**
   * Asked before each paid send. `false`: the day's budget is spent; the business is told, once a day. What was taken and did
   * not go out after all is not given back: the bound holds whatever fails.
   */
  take(tenant: Tenant): Promise<boolean>;
}

/** When the next day's budget begins: UTC midnight. Milliseconds since the Unix epoch. */
export function nextBudgetAt(now: number): number {
  const day = 86_400_000;
  return (Math.floor(now / day) + 1) * day;
}

/** Makes the budget over its store. */
export function createPaidSends(parts: {
  readonly store: PaidSendStore;
  readonly notices: Pick<Notices, 'announce'>;
  readonly clock: Clock;
}): PaidSends {
  const { store, notices, clock } = parts;
  return {
    async take(tenant) {
      const now = clock.now();
      const { tenantId } = tenant;
      const at = toInstant(now);
      const day = at.slice(0, 10);
      const limit = tenant.budget.paidSendsPerDay;
      if (await store.take({ tenantId, day, limit, now })) return true;
      // The same id all day: it is told once, however many ask.
      await notices.announce(tenant, {
        event: 'budget.spent',
        requestId: `budget-${tenantId}-${day}`,
        reference: `BUDGET-${day}`,
        at,
        limit,
      });
      return false;
    },
  };
}
