import { OubliError } from '../domain/errors.ts';
import { type Journal } from './journal.ts';
import { type LedgerEntry } from './ledger-entry.ts';
import { type LedgerStore } from './ledger-store.ts';

/** An entry that a restored database lacks. */
export interface MissingEntry {
  readonly entry: LedgerEntry;
  /** No later one is about the same request. */
  readonly isLast: boolean;
}

/**
 * What the journal knows and the database does not, in order. Reads and checks the whole journal.
 * @throws OubliError `journal_too_short` when the backup is older than the journal reaches, `ledger_foreign` when it is
 * another deployment's; the journal's own.
 */
export async function missingEntries(store: LedgerStore, journal: Journal): Promise<readonly MissingEntry[]> {
  const head = await store.head();
  const { at, entries } = await journal.after(head.index);
  if (at === null) throw journalTooShort();
  if (at.hash !== head.hash) {
    const own = await store.byIndex(head.index);
    if (own === null || own.inJournal) throw foreign();
    await store.removeStrays(head.index);
    return missingEntries(store, journal);
  }
  const lastOf = new Map(entries.map(({ requestId, index }) => [requestId, index]));
  return entries.map((entry) => ({ entry, isLast: lastOf.get(entry.requestId) === entry.index }));
}

export function journalTooShort(): OubliError {
  return new OubliError(
    'journal_too_short',
    'The database is an older backup than the journal of erasures reaches back (BACKUP_DAYS and 14 days): nobody can say any ' +
      'more whom it would bring back. Restore a younger one (docs/backups-and-restore.md).',
  );
}

function foreign(): OubliError {
  return new OubliError(
    'ledger_foreign',
    'The ledger of this database and the journal at JOURNAL_FILE tell different stories: the database is a backup of another ' +
      'deployment. Restore one of this deployment (docs/backups-and-restore.md).',
  );
}
