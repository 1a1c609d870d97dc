import { randomUUID } from 'node:crypto';

import { type Clock } from '../domain/instant.ts';
import { type ErasureLedger } from '../erasure/erasure-ledger.ts';
import { bringOver, compareLedger, type Comparison } from './comparison.ts';
import { type Journal } from './journal.ts';
import { type LedgerStore } from './ledger-store.ts';
import { createRecorder } from './recorder.ts';

/** A process that was killed while it pruned keeps the others from it for so long. Milliseconds. */
const pruneLeaseMs = 3_600_000;

/** The ledger in its two places. */
export interface Ledger extends ErasureLedger {
  /** @throws OubliError as `compareLedger`. */
  compare(): Promise<Comparison>;
  /** Calls when `record` finds the database behind. */
  watch(listener: () => void): void;
  /**
   * Drops what is older than that moment (milliseconds) in both places; says how many entries of the journal. None while another
   * process does it.
   */
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
      // Two that cut the same file would each leave out what came in for the other.
      const holder = randomUUID();
      if (!(await store.takePrune(holder, pruneLeaseMs))) return 0;
      try {
        await store.prune(before);
        return await journal.prune(before);
      } finally {
        await store.releasePrune(holder);
      }
    },
  };
}
