import { type Clock } from '../domain/instant.ts';
import { type ErasureLedger } from '../erasure/erasure-ledger.ts';
import { bringOver, compareLedger, type Comparison } from './comparison.ts';
import { type Journal } from './journal.ts';
import { type LedgerStore } from './ledger-store.ts';
import { createRecorder } from './recorder.ts';

/** The ledger in its two places. */
export interface Ledger extends ErasureLedger {
  /** @throws OubliError as `compareLedger`. */
  compare(): Promise<Comparison>;
  /** Calls when `record` finds the database behind. */
  watch(listener: () => void): void;
  /** Drops what is older than that moment (milliseconds) in both places; says how many entries of the journal. */
  prune(before: number): Promise<number>;
}

/** Makes the ledger. First the database, then the journal, and only then may anything be destroyed. */
export function createLedger(parts: {
  readonly store: LedgerStore;
  readonly journal: Journal;
  readonly clock: Clock;
}): Ledger {
  const { store, journal, clock } = parts;
  let whenBehind = (): void => undefined;
  const compare = (): Promise<Comparison> => compareLedger(store, journal);
  const recorder = createRecorder({
    store,
    clock,
    compare,
    bringOver: () => bringOver(store, journal),
    whenBehind: () => whenBehind(),
  });
  return {
    ...recorder,
    compare,
    watch(listener) {
      whenBehind = listener;
    },
    async prune(before) {
      await store.prune(before);
      return journal.prune(before);
    },
  };
}
