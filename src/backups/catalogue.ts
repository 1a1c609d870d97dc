import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { errorCode, OubliError } from '../domain/errors.ts';
import { syncFolder } from '../ledger/durable-file.ts';
import { readHeader } from './backup-file.ts';

/** What the catalogue says of a backup. Times are milliseconds since the Unix epoch. */
export interface CatalogueEntry {
  readonly backupId: string;
  /** With its folder. */
  readonly file: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly ledgerIndex: number;
  readonly sizeBytes: number;
}

/** What was found of an entry. */
export interface FoundEntry extends CatalogueEntry {
  /** Its file is elsewhere, or closed to us, and cannot be seen now. It may well stand. */
  readonly isAway?: true;
}

export const backupSuffix = '.oubli-backup';

/** There is a file of that name (without its folder) that is no backup, or whose beginning is damaged. */
export type OnUnreadable = (name: string, error: unknown) => void;

/** The list of backups, in a file beside them, with an HMAC. */
export interface Catalogue {
  /**
   * Those that stand: listed ones, and files in the folder that the list does not know (two commands at once, a copy brought
   * back), by what their header says. Gone is a listed one only if it was in the folder and is not: a disk elsewhere may be
   * away. What is no backup is left out and told.
   * @throws OubliError `catalogue_damaged`; `backup_missing` where rights keep us from saying whether it is one.
   */
  standing(): Promise<readonly FoundEntry[]>;
  add(entry: CatalogueEntry): Promise<void>;
  remove(backupIds: readonly string[]): Promise<void>;
}

/** @param parts.key 32 bytes, of the keyring's purpose `backup`. */
export function createCatalogue(parts: {
  readonly folder: string;
  readonly key: Buffer;
  /** For a file that the list does not know. */
  readonly lifeMs: number;
  readonly onUnreadable: OnUnreadable;
}): Catalogue {
  const { folder, key } = parts;
  const path = join(folder, 'catalogue.json');
  const write = async (entries: readonly CatalogueEntry[]): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
    const handle = await open(draft, 'wx', 0o600);
    await handle.writeFile(`${JSON.stringify({ entries, mac: macOf(key, entries) }, null, 2)}\n`);
    await handle.sync();
    await handle.close();
    await rename(draft, path);
    await syncFolder(path);
  };
  const standing = async (): Promise<readonly FoundEntry[]> => {
    const listed = await read(path, key);
    const there = await Promise.all(listed.map((entry) => found(entry, folder)));
    return [...there.flat(), ...(await unlisted(parts, listed))].sort(
      (left, right) => left.createdAt - right.createdAt,
    );
  };
  const others = async (backupIds: readonly string[]): Promise<readonly CatalogueEntry[]> =>
    (await standing()).filter((one) => !backupIds.includes(one.backupId)).map(asListed);
  return {
    standing,
    add: async (entry) => write([...(await others([entry.backupId])), entry]),
    remove: async (backupIds) => write(await others(backupIds)),
  };
}

/** Nothing, where it is gone. */
async function found(entry: CatalogueEntry, folder: string): Promise<readonly FoundEntry[]> {
  try {
    await stat(entry.file);
    return [entry];
  } catch (error) {
    const isGone = errorCode(error) === 'ENOENT' && dirname(entry.file) === folder;
    return isGone ? [] : [{ ...entry, isAway: true }];
  }
}

/** In the order in which it is written. */
function asListed({ backupId, file, createdAt, expiresAt, ledgerIndex, sizeBytes }: FoundEntry): CatalogueEntry {
  return { backupId, file, createdAt, expiresAt, ledgerIndex, sizeBytes };
}

async function read(path: string, key: Buffer): Promise<readonly CatalogueEntry[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return [];
  try {
    const { entries, mac } = JSON.parse(text) as { entries: readonly CatalogueEntry[]; mac: string };
    const [given, expected] = [Buffer.from(mac), Buffer.from(macOf(key, entries))];
    if (given.length === expected.length && timingSafeEqual(given, expected)) return entries;
  } catch {
    // As below.
  }
  throw new OubliError(
    'catalogue_damaged',
    'The catalogue of backups (catalogue.json in BACKUP_FOLDER) was changed by another hand, or written under another ' +
      'MASTER_KEY. Put it aside: backups in the folder are found by themselves.',
  );
}

async function unlisted(
  { folder, lifeMs, onUnreadable }: Parameters<typeof createCatalogue>[0],
  listed: readonly CatalogueEntry[],
): Promise<readonly CatalogueEntry[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(backupSuffix)).map((name) => join(folder, name));
  const unknown = files.filter((file) => !listed.some((one) => one.file === file));
  const entries = await Promise.all(
    unknown.map(async (file) => {
      const header = await readHeader(file).catch((error: unknown) => {
        // Half a copy or the like. Nobody can restore it, so it holds up neither the others nor a final receipt.
        if (errorCode(error) !== 'backup_damaged') throw error;
        onUnreadable(basename(file), error);
        return null;
      });
      if (header === null) return [];
      const { backupId, createdAt, ledgerIndex } = header;
      const { size: sizeBytes } = await stat(file);
      return [{ backupId, file, createdAt, expiresAt: createdAt + lifeMs, ledgerIndex, sizeBytes }];
    }),
  );
  return entries.flat();
}

function macOf(key: Buffer, entries: readonly CatalogueEntry[]): string {
  const rows = entries.map((one) => [
    one.backupId,
    one.file,
    one.createdAt,
    one.expiresAt,
    one.ledgerIndex,
    one.sizeBytes,
  ]);
  return createHmac('sha256', key)
    .update(`oubli-catalogue-1 ${JSON.stringify(rows)}`)
    .digest('base64url');
}
