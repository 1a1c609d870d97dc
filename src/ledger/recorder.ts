import { OubliError } from '../domain/errors.ts';
import { type Clock } from '../domain/instant.ts';
import { type ErasureLedger, type LedgerNote } from '../erasure/erasure-ledger.ts';
import { type ErasurePlan } from '../requests/request-record.ts';
import { type Comparison } from './comparison.ts';
import { entryOf, type LedgerEntry, wholeOf } from './ledger-entry.ts';
import { type LedgerStore } from './ledger-store.ts';

/** Notes that wait at most: a batch is one write to the database and one to the journal. */
const notesAtOnce = 200;

interface Waiting {
  readonly note: LedgerNote;
  readonly done: (plan: ErasurePlan) => void;
  readonly failed: (error: unknown) => void;
}

export interface RecorderParts {
  readonly store: LedgerStore;
  readonly compare: () => Promise<Comparison>;
  /** Brings what stands in the database only into the journal. */
  readonly bringOver: () => Promise<void>;
  readonly whenBehind: () => void;
  readonly clock: Clock;
}

/**
 * Notes erasures: first in the database, then in the journal. What comes in while one batch is written goes with the next,
 * so that many runs at once wait for one disk and not for one another.
 */
export function createRecorder(parts: RecorderParts): ErasureLedger {
  let waiting: readonly Waiting[] = [];
  let isWriting = false;
  const drain = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, notesAtOnce);
      waiting = waiting.slice(notesAtOnce);
      try {
        const plans = await write(
          parts,
          batch.map(({ note }) => note),
        );
        batch.forEach(({ done, note }, place) => done(plans[place] ?? wholeOf(note).plan));
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    isWriting = false;
  };
  return {
    record: (note) =>
      new Promise((done, failed) => {
        waiting = [...waiting, { note, done, failed }];
        if (!isWriting) void drain();
      }),
  };
}

/** @returns the plans that stand, in the order of the notes. */
async function write(parts: RecorderParts, notes: readonly LedgerNote[]): Promise<readonly ErasurePlan[]> {
  for (;;) {
    if ((await parts.compare()) === 'behind') {
      parts.whenBehind();
      throw new OubliError('ledger_behind', 'The database was restored: nothing is erased before it is caught up.', {
        retry: 'yes',
      });
    }
    const { fresh, standing } = await sort(parts, notes);
    const inserted = await parts.store.insert(fresh);
    // Another process took the place: this one's notes come after its own.
    if (inserted < fresh.length) continue;
    await parts.bringOver();
    return standing.map(({ plan }) => plan);
  }
}

/** Which notes are there already, and the entries of those that are not. */
async function sort(
  { store, clock }: RecorderParts,
  notes: readonly LedgerNote[],
): Promise<{ readonly fresh: readonly LedgerEntry[]; readonly standing: readonly LedgerEntry[] }> {
  const head = await store.head();
  const fresh: LedgerEntry[] = [];
  const standing: LedgerEntry[] = [];
  const found = await store.byEntryIds(notes.map((note) => entryOf(note, head, 0).entryId));
  for (const note of notes) {
    const entry = entryOf(note, fresh.at(-1) ?? head, clock.now());
    const isSame = (other: LedgerEntry): boolean => other.entryId === entry.entryId;
    const known = found.find(isSame) ?? fresh.find(isSame);
    if (known === undefined) fresh.push(entry);
    standing.push(known ?? entry);
  }
  return { fresh, standing };
}
