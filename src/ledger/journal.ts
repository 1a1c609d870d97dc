import { type LedgerEntry, type LedgerHead } from './ledger-entry.ts';

/** Where a journal begins and ends, and whose it is. */
export interface JournalState {
  readonly journalId: string;
  /** Ids of journals that this one was made to follow (`ledger adopt`). */
  readonly formerIds: readonly string[];
  readonly head: LedgerHead;
  /** How much there is to read. */
  readonly bytes: number;
}

/** What stands in a journal after some index. */
export interface JournalTail {
  /** The entry at that index, or what the journal says of it after pruning; `null`: it was pruned away, or never there. */
  readonly at: LedgerHead | null;
  /** In order, without a gap. */
  readonly entries: readonly LedgerEntry[];
}

/**
 * The ledger outside the database. One implementation for one machine (`file-journal.ts`); for several machines another one
 * on something that all of them share. Entries of any process may come in between; order is by index.
 */
export interface Journal {
  /**
   * Looks at the end of it. `null`: there is no journal.
   * @throws OubliError `journal_damaged` (naming the place), `journal_unreadable`.
   */
  look(): Promise<JournalState | null>;
  /** Makes one where there is none. Another process may have been faster: then that one stands. */
  create(): Promise<JournalState>;
  /** Puts a new one with these entries in the place of whatever is there, which is kept aside. */
  replace(formerIds: readonly string[], entries: readonly LedgerEntry[]): Promise<JournalState>;
  /**
   * Durable when it returns. Entries that stand already are left out.
   * @throws OubliError `journal_conflict` when they do not follow what stands.
   */
  append(entries: readonly LedgerEntry[]): Promise<void>;
  /** Reads and checks all of it. @throws OubliError as {@link look}. */
  after(index: number): Promise<JournalTail>;
  /**
   * Drops what is older than that moment (milliseconds), from its beginning; says how many entries. By one process at a time:
   * the ledger sees to that. None, where the journal is another one by now.
   */
  prune(before: number): Promise<number>;
}
