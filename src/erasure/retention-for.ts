import { toInstant, toMilliseconds } from '../domain/instant.ts';
import { type StoreCounts } from '../domain/store-counts.ts';
import { type ErasurePlan, type StepRecord } from '../requests/request-record.ts';
import { type Eraser, type Retention } from './eraser.ts';

/** The plan's; for keys, what keeps the longest-lived item that stayed elsewhere. */
export function retentionFor(
  eraser: Pick<Eraser, 'store' | 'staysWithKept'>,
  plan: ErasurePlan | null,
  steps: readonly StepRecord[],
): Retention {
  if (eraser.staysWithKept !== true) {
    return plan?.stores.find((one) => one.store === eraser.store)?.retention ?? null;
  }
  const [longest] = steps
    .flatMap(({ kept }) => (kept === null ? [] : [{ ...kept, until: toMilliseconds(kept.until) }]))
    .sort((left, right) => right.until - left.until);
  return longest === undefined ? null : { ground: longest.ground, keepAfter: 0, until: longest.until };
}

/** The checkpoint of a store that was erased and not scanned yet. */
export function stepOf(store: string, retained: number, retention: Retention): StepRecord {
  const kept =
    retained === 0 || retention === null ? null : { ground: retention.ground, until: toInstant(retention.until) };
  return { store, retained, kept, residual: null };
}

/**
 * What went is what the plan found less what stayed: counting deletions would forget those of a turn that died before its
 * checkpoint (privacy.md 8.7 number 9).
 */
export function countsOf(plan: ErasurePlan | null, { store, retained, kept }: StepRecord): StoreCounts {
  const found = plan?.stores.find((one) => one.store === store)?.matched ?? 0;
  // Something may have come between the count and the run, and been kept.
  const matched = Math.max(found, retained);
  return { store, matched, deleted: matched - retained, retained, kept, residual: 0 };
}
