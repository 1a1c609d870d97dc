import { OubliError } from '../domain/errors.ts';
import { compareLedger } from './comparison.ts';
import { type Journal } from './journal.ts';
import { type LedgerStore } from './ledger-store.ts';

/**
 * Makes a new journal out of the database's ledger, where the old one is lost, damaged or another's. The operator's word stands
 * for what the lost journal would have said: that no backup was restored since. What was in its place is kept aside.
 * @returns how many entries it has.
 * @throws OubliError `adopt_needless` when the two agree, `adopt_refused` when the journal says that the database was restored.
 */
export async function adoptLedger(store: LedgerStore, journal: Journal): Promise<number> {
  const found = await look(store, journal);
  if (found === 'equal') {
    throw new OubliError('adopt_needless', 'Ledger and journal agree: there is nothing to adopt.');
  }
  if (found === 'behind') {
    throw new OubliError(
      'adopt_refused',
      'The journal knows of erasures that this database does not: it was restored. Start the product, which erases them again.',
    );
  }
  const entries = (await store.after(0)).map(({ entry }) => entry);
  const known = await store.journalId();
  const former = await journal.look().catch(() => null);
  const formerIds = former?.journalId === known ? former.formerIds : [];
  const made = await journal.replace(known === null ? formerIds : [...formerIds, known], entries);
  await store.rebindJournal(made.journalId);
  await store.noteInJournal(entries.at(-1)?.index ?? 0);
  return entries.length;
}

/** What is wrong counts, whatever it is. */
async function look(store: LedgerStore, journal: Journal): Promise<'equal' | 'behind' | 'wrong'> {
  try {
    const found = await compareLedger(store, journal);
    if (found === 'equal') await journal.after(Number.MAX_SAFE_INTEGER);
    return found;
  } catch {
    return 'wrong';
  }
}
