import { type Instant } from './instant.ts';
import { type Ground } from './ground.ts';

/** What happened in one store. Numbers and names of stores only: safe to sign, send and show. */
export interface StoreCounts {
  /** Stable name of the store, as in the register. */
  readonly store: string;
  /** Items found when the plan was frozen. */
  readonly matched: number;
  readonly deleted: number;
  readonly retained: number;
  /** Why and how long, when something was retained. */
  readonly kept: { readonly ground: Ground; readonly until: Instant } | null;
  /** Items the scan found beyond what is kept. Done means 0. */
  readonly residual: number;
}
