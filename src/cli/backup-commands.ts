import { type Backups, type DatabaseCopy } from '../backups/backups.ts';
import { type CatalogueEntry, type FoundEntry } from '../backups/catalogue.ts';
import { type DrillResult } from '../backups/drill.ts';
import { type StoredDocument } from '../backups/records.ts';
import { OubliError } from '../domain/errors.ts';
import { toInstant } from '../domain/instant.ts';
import { type DelayWaiting } from '../ledger/catch-up.ts';
import { type Output } from './output.ts';
import { tableLines } from './table.ts';

/** In bytes. */
const kilobyte = 1_024;
const megabyte = 1_048_576;

/** Makes one. */
export async function runBackupCreate(output: Output, backups: Backups, folder?: string): Promise<void> {
  const made = await backups.create(folder);
  output.line(`${made.file} (${sizeOf(made)}), to be removed after ${dayOf(made.expiresAt)}`);
}

/** Shows those that stand, oldest first. */
export async function runBackupList(output: Output, backups: Backups, now: number): Promise<void> {
  const entries = await backups.list();
  if (entries.length === 0) {
    output.line('No backup stands.');
    return;
  }
  const rows = entries.map((one) => {
    const end = `${dayOf(one.expiresAt)}${one.expiresAt <= now ? ' (over: purge it)' : ''}${awayOf(one)}`;
    return [one.backupId, toInstant(one.createdAt), end, String(one.ledgerIndex), sizeOf(one)];
  });
  for (const line of tableLines([['ID', 'MADE', 'UNTIL', 'LEDGER', 'SIZE'], ...rows])) output.line(line);
}

/** Removes those that are over. */
export async function runBackupPurge(
  output: Output,
  { backups, dropOldDrills }: { readonly backups: Backups; readonly dropOldDrills: () => Promise<number> },
  now: number,
): Promise<void> {
  const drills = await dropOldDrills();
  if (drills > 0) output.line(`${String(drills)} scratch databases of drills that were cut off removed`);
  const gone = await backups.purge();
  for (const { backupId } of gone) output.line(`${backupId} removed`);
  const away = (await backups.list()).filter(({ isAway, expiresAt }) => isAway === true && expiresAt <= now);
  for (const { backupId, file } of away) {
    output.line(`${backupId} is over, and ${file} is not there now. Mount it and purge again; or, if it will not come`);
    output.line(`back: npm run oubli -- backup forget ${backupId}`);
  }
  if (gone.length + away.length === 0) output.line('None is over.');
}

/** Takes one off the list whose file will not come back. */
export async function runBackupForget(output: Output, backups: Backups, backupId: string): Promise<void> {
  await backups.forget(backupId);
  output.line(`${backupId} is no longer listed. Final receipts no longer wait for it.`);
}

/** Restores one into the configured database, which must be empty. */
export async function runBackupRestore(
  output: Output,
  {
    backups,
    database,
    delayWaiting,
  }: { readonly backups: Backups; readonly database: DatabaseCopy; readonly delayWaiting: DelayWaiting },
  backupId: string,
): Promise<void> {
  const { documents } = await backups.open(backupId);
  if (!(await database.isEmpty())) {
    throw new OubliError(
      'database_not_empty',
      'The database at MONGODB_URI is not empty. Let it name a new one; the old one is left as it is.',
    );
  }
  const count = await database.write(documents());
  output.line(`${String(count)} documents restored. Start the server: it serves nobody before it has erased again`);
  output.line('whoever was erased since this backup.');
  await runRestoreDelay(output, delayWaiting);
  output.line('If the signing key was changed since this backup: npm run oubli -- keys rotate-signing');
}

/** After any restore, before the start: nothing that waits begins within the next three days. */
export async function runRestoreDelay(output: Output, delayWaiting: DelayWaiting): Promise<void> {
  const count = await delayWaiting();
  if (count === 0) {
    output.line('No request waits in it.');
    return;
  }
  output.line(
    `${String(count)} requests wait in it, whatever became of them since: each waits three days from now at least,`,
  );
  output.line('and its person is told. Ask the businesses to hold or refuse again what they had held or refused:');
  output.line('npm run oubli -- request list');
}

/** Restores a copy, lets the gate work on it, and says what would have come back. @returns whether nothing is left of it. */
export async function runRestoreDrill(
  output: Output,
  parts: {
    readonly backups: Backups;
    readonly drill: (documents: AsyncIterable<StoredDocument>) => Promise<DrillResult>;
  },
  backupId?: string,
): Promise<boolean> {
  const there = (await parts.backups.list()).filter(({ isAway }) => isAway !== true);
  const newest = backupId ?? there.at(-1)?.backupId;
  if (newest === undefined) throw new OubliError('backup_missing', 'No backup stands: there is nothing to try.');
  const { entry, documents } = await parts.backups.open(newest);
  const { entries, broughtBack, leftOver } = await parts.drill(documents());
  output.line(`Backup ${entry.backupId} of ${toInstant(entry.createdAt)}, restored into a scratch database.`);
  if (broughtBack.length === 0) output.line('Nobody was erased since: nothing would have come back.');
  else output.line(`It lacks ${String(entries)} entries of the ledger. It would have brought back:`);
  const rows = broughtBack.flatMap(({ reference, items }) => {
    const stores = Object.entries(items);
    if (stores.length === 0) return [[reference, '(nothing)', '0']];
    return stores.map(([store, count]) => [reference, store, String(count)]);
  });
  if (rows.length > 0) for (const line of tableLines([['REFERENCE', 'STORE', 'ITEMS'], ...rows])) output.line(line);
  output.line(
    leftOver === 0
      ? 'After the gate nothing of them is left. The scratch database is gone.'
      : `After the gate ${String(leftOver)} items are LEFT: a restore would not open. The scratch database is gone.`,
  );
  return leftOver === 0;
}

function sizeOf({ sizeBytes }: CatalogueEntry): string {
  return sizeBytes < megabyte ? `${(sizeBytes / kilobyte).toFixed(1)} KB` : `${(sizeBytes / megabyte).toFixed(1)} MB`;
}

function awayOf({ isAway }: FoundEntry): string {
  return isAway === true ? ' (not there now)' : '';
}

function dayOf(time: number): string {
  return toInstant(time).slice(0, 10);
}
