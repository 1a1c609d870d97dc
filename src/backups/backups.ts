import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { errorCode, OubliError } from '../domain/errors.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { readBackup, writeBackup } from './backup-file.ts';
import {
  backupSuffix,
  type Catalogue,
  type CatalogueEntry,
  createCatalogue,
  type FoundEntry,
  type OnUnreadable,
} from './catalogue.ts';
import { removeDrafts } from './drafts.ts';
import { type StoredDocument } from './records.ts';

/** The database, as far as backups need it. Implemented by src/stores/database-copy.ts. */
export interface DatabaseCopy {
  /** Every document of every collection, all of one moment. */
  read(): AsyncIterable<StoredDocument>;
  isEmpty(): Promise<boolean>;
  /** Puts documents in; says how many. Cut off, the database stays marked, and nothing starts on it. */
  write(documents: AsyncIterable<StoredDocument>): Promise<number>;
}

/** One that was found. */
export interface OpenBackup {
  readonly entry: CatalogueEntry;
  readonly documents: () => AsyncIterable<StoredDocument>;
}

/** Encrypted backups of this database. Times are milliseconds since the Unix epoch. */
export interface Backups {
  /** @param folder instead of BACKUP_FOLDER; the catalogue stays where it is. */
  create(folder?: string): Promise<CatalogueEntry>;
  /** Oldest first. */
  list(): Promise<readonly FoundEntry[]>;
  /**
   * Removes those that are over, and what was left of making one that was killed. One whose disk is away stays listed.
   * @returns those that are removed.
   */
  purge(): Promise<readonly CatalogueEntry[]>;
  /** Takes one off the list whose disk will not come back. @throws OubliError `backup_unknown`, `backup_there`. */
  forget(backupId: string): Promise<void>;
  /** When the oldest that still stands, or is away, was made; `null`: none does, or none is made here. */
  oldestStanding(): Promise<number | null>;
  /** What is in one. @throws OubliError `backup_unknown`, `backup_damaged`. */
  open(backupId: string): Promise<OpenBackup>;
}

export interface BackupsParts {
  /** `null`: backups are made by other means. */
  readonly folder: string | null;
  readonly lifeMs: number;
  /** 32 bytes, of the keyring's purpose `backup`. */
  readonly key: Buffer;
  readonly database: Pick<DatabaseCopy, 'read'>;
  /** @throws OubliError `ledger_behind` when the database was restored, and not caught up: no backup is made of it. */
  readonly ledgerIndex: () => Promise<number>;
  readonly clock: Clock;
  /** Once a file. */
  readonly onUnreadable: OnUnreadable;
}

/** Makes backups over a folder. */
export function createBackups(parts: BackupsParts): Backups {
  const { lifeMs, key, database, clock } = parts;
  const onUnreadable = onceEach(parts.onUnreadable);
  const catalogueIn = (folder: string | null | undefined): Catalogue => {
    if (folder === null || folder === undefined) throw noFolder();
    return createCatalogue({ folder: resolve(folder), key, lifeMs, onUnreadable });
  };
  return {
    async create(folder) {
      const catalogue = catalogueIn(parts.folder ?? folder);
      const createdAt = clock.now();
      const backupId = `${toInstant(createdAt).slice(0, 10)}-${randomBytes(4).toString('hex')}`;
      const file = join(resolve(folder ?? parts.folder ?? ''), `${backupId}${backupSuffix}`);
      const ledgerIndex = await parts.ledgerIndex();
      const header = { format: 'oubli-backup-1', backupId, createdAt, ledgerIndex } as const;
      const entry = { backupId, file, createdAt, expiresAt: createdAt + lifeMs, ledgerIndex, sizeBytes: 0 };
      await removeDrafts([dirname(file)], createdAt);
      // Listed first: killed behind the file, nobody would know of it.
      await catalogue.add(entry);
      const sizeBytes = await writeBackup(file, key, header, database.read()).catch(async (error: unknown) => {
        await catalogue.remove([backupId]).catch(() => undefined);
        throw error;
      });
      const made = { ...entry, sizeBytes };
      await catalogue.add(made);
      return made;
    },
    list: async () => catalogueIn(parts.folder).standing(),
    async purge() {
      const catalogue = catalogueIn(parts.folder);
      const found = await catalogue.standing();
      await removeDrafts([resolve(parts.folder ?? ''), ...found.map(({ file }) => dirname(file))], clock.now());
      const over = found.filter(({ expiresAt, isAway }) => expiresAt <= clock.now() && isAway !== true);
      return removeFiles(catalogue, over);
    },
    async forget(backupId) {
      const catalogue = catalogueIn(parts.folder);
      const entry = (await catalogue.standing()).find((one) => one.backupId === backupId);
      if (entry === undefined) throw unknown();
      if (entry.isAway !== true) {
        throw new OubliError(
          'backup_there',
          'The file of this backup is there: it is removed by purge, once it is over.',
        );
      }
      await catalogue.remove([backupId]);
    },
    async oldestStanding() {
      const [oldest] = parts.folder === null ? [] : await catalogueIn(parts.folder).standing();
      return oldest?.createdAt ?? null;
    },
    async open(backupId) {
      const entry = (await catalogueIn(parts.folder).standing()).find((one) => one.backupId === backupId);
      if (entry === undefined) throw unknown();
      return { entry, documents: () => readBackup(entry.file, key) };
    },
  };
}

/** One that cannot be removed holds up no other. @returns those that are gone. @throws OubliError `backup_unremovable`. */
async function removeFiles(
  catalogue: Catalogue,
  entries: readonly CatalogueEntry[],
): Promise<readonly CatalogueEntry[]> {
  const tries = await Promise.allSettled(entries.map(({ file }) => rm(file)));
  const gone = entries.filter((_, place) => tries[place]?.status === 'fulfilled');
  if (gone.length > 0) await catalogue.remove(gone.map(({ backupId }) => backupId));
  // Gone since it was looked for, with its disk or without: the next list says which.
  const fault = tries.find((one) => one.status === 'rejected' && errorCode(one.reason) !== 'ENOENT');
  if (fault?.status === 'rejected') throw unremovable(fault.reason);
  return gone;
}

/** What is asked every few minutes says it once. */
function onceEach(tell: OnUnreadable): OnUnreadable {
  const told = new Set<string>();
  return (name, error) => {
    if (!told.has(name)) tell(name, error);
    told.add(name);
  };
}

function unknown(): OubliError {
  return new OubliError('backup_unknown', 'There is no such backup. See: npm run oubli -- backup list');
}

function unremovable(cause: unknown): OubliError {
  return new OubliError(
    'backup_unremovable',
    'A backup that is over cannot be removed by this user. Give it the right to its folder, and purge again.',
    { cause },
  );
}

function noFolder(): OubliError {
  return new OubliError(
    'backup_folder_missing',
    'BACKUP_FOLDER is not set, so no backups are made or found here (docs/backups-and-restore.md).',
  );
}
