import { type LedgerEntry, type LedgerHead } from './ledger-entry.ts';

/** An entry as the database has it. */
export interface StoredEntry {
  readonly entry: LedgerEntry;
  /** `false`: on its way into the journal; nothing of it was destroyed. */
  readonly inJournal: boolean;
}

/** The ledger in the database. Implemented by src/stores/erasure-ledger.ts. */
export interface LedgerStore {
  /** Where it ends; index 0 when nothing is in it. */
  head(): Promise<LedgerHead>;
  /** In order, up to the first whose index is taken; says how many. Majority-written when it returns. */
  insert(entries: readonly LedgerEntry[]): Promise<number>;
  byEntryIds(entryIds: readonly string[]): Promise<readonly LedgerEntry[]>;
  byIndex(index: number): Promise<StoredEntry | null>;
  /** In order. */
  after(index: number): Promise<readonly StoredEntry[]>;
  /** Everything up to that index stands in the journal. */
  noteInJournal(upTo: number): Promise<void>;
  /** Puts back an entry that a restore lost. It stands in the journal. */
  restore(entry: LedgerEntry): Promise<void>;
  /** Takes out entries from that index on that never came into the journal: nothing was destroyed for them. */
  removeStrays(from: number): Promise<void>;
  /** Drops what is older than that moment (milliseconds), but for the last; says how many. */
  prune(before: number): Promise<number>;

  /** Which journal belongs to this database; `null` when it never saw one. */
  journalId(): Promise<string | null>;
  /** Binds a database that never saw a journal; says to which it is bound. */
  bindJournal(journalId: string): Promise<string>;
  rebindJournal(journalId: string): Promise<void>;

  /** Takes, or keeps, the right to replay for that long; `false`: another process has it. By the database's clock. */
  takeReplay(holder: string, leaseMs: number): Promise<boolean>;
  releaseReplay(holder: string): Promise<void>;

  /** The same for pruning ledger and journal. */
  takePrune(holder: string, leaseMs: number): Promise<boolean>;
  releasePrune(holder: string): Promise<void>;
}
