import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

import { errorCode } from '../domain/errors.ts';
import { foreignLedger, journalForeign, journalMissing, ledgerAhead } from './comparison.ts';
import { unreadable } from './file-reading.ts';
import { type Journal } from './journal.ts';
import { type LedgerHead } from './ledger-entry.ts';
import { type LedgerStore } from './ledger-store.ts';
import { journalTooShort } from './missing-entries.ts';

/** What a look came to. `none`: there is no journal yet, and the first start makes it. `behind`: the database was restored. */
export type LedgerLook = 'equal' | 'behind' | 'none';

/**
 * Says what a start would find, and makes, binds and brings over nothing. Reads and checks the whole journal.
 * @throws OubliError of whatever would keep a process from starting: as `compareLedger` and `missingEntries`.
 */
export async function lookAtLedger(store: LedgerStore, journal: Journal): Promise<LedgerLook> {
  const [bound, found] = [await store.journalId(), await journal.look()];
  if (found === null && bound !== null) throw journalMissing();
  if (found === null) return 'none';
  const { journalId, formerIds } = found;
  if (bound !== null && bound !== journalId && !formerIds.includes(bound)) throw journalForeign();
  const head = await store.head();
  // Also where nothing is missing: damage in its middle shows nowhere else.
  const { at } = await journal.after(head.index < found.head.index ? head.index : Number.MAX_SAFE_INTEGER);
  if (head.index < found.head.index) {
    if (at === null) throw journalTooShort();
    await mustBeStray(store, at, head);
    return 'behind';
  }
  const own = await store.byIndex(found.head.index);
  await mustBeStray(store, found.head, own === null ? found.head : { ...found.head, hash: own.entry.hash });
  const over = await store.after(found.head.index);
  // Looked at again after the database: what is noted as being there must be there by now.
  const standing = (await journal.look())?.head.index ?? 0;
  if (over.some(({ entry, inJournal }) => inJournal && entry.index > standing)) throw ledgerAhead();
  return 'equal';
}

/** An entry of the database alone is taken out at the next start; one that stands in a journal, in another than this, is not. */
async function mustBeStray(store: LedgerStore, inJournal: LedgerHead, inDatabase: LedgerHead): Promise<void> {
  if (inJournal.hash === inDatabase.hash) return;
  const own = await store.byIndex(inDatabase.index);
  if (own === null || own.inJournal) throw foreignLedger();
}

/**
 * Looks whether this process may write the journal and what stands beside it, or could make its folder.
 * @throws OubliError `journal_unreadable`.
 */
export async function checkJournalPlace(path: string): Promise<void> {
  const mayWrite = constants.R_OK | constants.W_OK;
  try {
    if (await isThere(path)) await access(path, mayWrite);
    let folder = dirname(path);
    while (!(await isThere(folder))) folder = dirname(folder);
    if (!(await stat(folder)).isDirectory()) throw new Error('Its folder is a file.');
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unreadable(error);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
}
