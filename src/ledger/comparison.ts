import { OubliError } from '../domain/errors.ts';
import { type Journal, type JournalState } from './journal.ts';
import { type LedgerStore } from './ledger-store.ts';

/** What comparing database and journal came to. `behind`: the database was restored and knows less. */
export type Comparison = 'equal' | 'behind';

/**
 * Compares the ledger's two places, by index and never by time. What is only on its way into the journal is brought there.
 * @throws OubliError `journal_missing`, `journal_foreign`, `ledger_ahead`, `ledger_foreign`, and the journal's own: nobody can
 * say what would have to be erased again.
 */
export async function compareLedger(store: LedgerStore, journal: Journal): Promise<Comparison> {
  const state = await boundJournal(store, journal);
  const head = await store.head();
  if (head.index < state.head.index) return 'behind';
  if (head.index === state.head.index && head.hash === state.head.hash) return 'equal';
  // An entry of ours that lost its place to another one never came into the journal: it will be noted again.
  const own = await store.byIndex(state.head.index);
  if (own !== null && own.entry.hash !== state.head.hash) {
    if (own.inJournal) throw foreignLedger();
    await store.removeStrays(state.head.index);
    return compareLedger(store, journal);
  }
  await bringOver(store, journal);
  return 'equal';
}

/** Brings what stands in the database only into the journal, other processes' entries included. */
export async function bringOver(store: LedgerStore, journal: Journal): Promise<void> {
  const from = await journal.look();
  const found = await store.after(from?.head.index ?? 0);
  // Looked at again after the database: what is noted as being there must be there by now.
  const now = await journal.look();
  const missing = found.filter(({ entry }) => entry.index > (now?.head.index ?? 0));
  if (missing.some(({ inJournal }) => inJournal)) throw ledgerAhead();
  await journal.append(missing.map(({ entry }) => entry));
  await store.noteInJournal(missing.at(-1)?.entry.index ?? now?.head.index ?? 0);
}

/** The journal that belongs to this database; a first start makes one. */
async function boundJournal(store: LedgerStore, journal: Journal): Promise<JournalState> {
  const [known, found] = [await store.journalId(), await journal.look()];
  if (found === null && known !== null) throw journalMissing();
  const state = found ?? (await journal.create());
  const bound = known ?? (await store.bindJournal(state.journalId));
  if (bound === state.journalId) return state;
  if (!state.formerIds.includes(bound)) throw journalForeign();
  // A backup from before `ledger adopt`: the journal that took over has everything that the former one had.
  await store.rebindJournal(state.journalId);
  return state;
}

const wayOut =
  'If no backup was restored since the last start: npm run oubli -- ledger adopt --nothing-was-restored ' +
  '(docs/backups-and-restore.md).';

export function journalMissing(): OubliError {
  return new OubliError(
    'journal_missing',
    'The journal of erasures is not at JOURNAL_FILE, and this database has one. Without it nobody can say whom a restored ' +
      `backup would bring back. Put the file back, or let JOURNAL_FILE name it. ${wayOut}`,
  );
}

export function journalForeign(): OubliError {
  return new OubliError(
    'journal_foreign',
    'The journal at JOURNAL_FILE belongs to another database, or to a process on another machine. All processes of a ' +
      `database share one journal: let JOURNAL_FILE name it, and run them on one machine. ${wayOut}`,
  );
}

export function ledgerAhead(): OubliError {
  return new OubliError(
    'ledger_ahead',
    'The database knows of erasures that the journal does not: the journal at JOURNAL_FILE is an older copy, or the ' +
      `database is a backup of another deployment. Put back the newest journal. ${wayOut}`,
  );
}

export function foreignLedger(): OubliError {
  return new OubliError(
    'ledger_foreign',
    'The ledger of this database and the journal at JOURNAL_FILE tell different stories: the database is a backup of another ' +
      `deployment. Restore one of this deployment, or let JOURNAL_FILE name the other's journal. ${wayOut}`,
  );
}
