import { randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { OubliError } from '../domain/errors.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { readBackup, writeBackup } from './backup-file.ts';
import { backupSuffix, type Catalogue, type CatalogueEntry, createCatalogue, type OnUnreadable } from './catalogue.ts';
import { type StoredDocument } from './records.ts';

/** The database, as far as backups need it. Implemented by src/stores/database-copy.ts. */
export interface DatabaseCopy {
  /** Every document of every collection, all of one moment. */
  read(): AsyncIterable<StoredDocument>;
  isEmpty(): Promise<boolean>;
  /** Puts documents in; says how many. */
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
  list(): Promise<readonly CatalogueEntry[]>;
  /** Removes those that are over, and what was left of making one that was killed. */
  purge(): Promise<readonly CatalogueEntry[]>;
  /** When the oldest that still stands was made; `null`: none stands, or none is made here. */
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
  readonly ledgerIndex: () => Promise<number>;
  readonly clock: Clock;
  /** Once a file. */
  readonly onUnreadable: OnUnreadable;
}

/** As `writeBackup` names them. */
const isDraft = /\.oubli-backup\.[0-9a-f]{12}\.new$/;
/** Whoever writes a draft still writes to it, or was killed. Milliseconds. */
const draftMs = 86_400_000;

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
      const sizeBytes = await writeBackup(file, key, header, database.read());
      const entry = { backupId, file, createdAt, expiresAt: createdAt + lifeMs, ledgerIndex, sizeBytes };
      await catalogue.add(entry);
      return entry;
    },
    list: async () => catalogueIn(parts.folder).standing(),
    async purge() {
      const catalogue = catalogueIn(parts.folder);
      await removeDrafts(resolve(parts.folder ?? ''), clock.now() - draftMs);
      const over = (await catalogue.standing()).filter(({ expiresAt }) => expiresAt <= clock.now());
      await Promise.all(over.map(({ file }) => rm(file, { force: true })));
      if (over.length > 0) await catalogue.remove(over.map(({ backupId }) => backupId));
      return over;
    },
    async oldestStanding() {
      const [oldest] = parts.folder === null ? [] : await catalogueIn(parts.folder).standing();
      return oldest?.createdAt ?? null;
    },
    async open(backupId) {
      const entry = (await catalogueIn(parts.folder).standing()).find((one) => one.backupId === backupId);
      if (entry === undefined) {
        throw new OubliError('backup_unknown', 'There is no such backup. See: npm run oubli -- backup list');
      }
      return { entry, documents: () => readBackup(entry.file, key) };
    },
  };
}

/** @param before moment of the last write, milliseconds. */
async function removeDrafts(folder: string, before: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => isDraft.test(one))) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found !== null && found.mtimeMs < before) await rm(join(folder, name), { force: true });
  }
}

/** What is asked every few minutes says it once. */
function onceEach(tell: OnUnreadable): OnUnreadable {
  const told = new Set<string>();
  return (name, error) => {
    if (!told.has(name)) tell(name, error);
    told.add(name);
  };
}

function noFolder(): OubliError {
  return new OubliError(
    'backup_folder_missing',
    'BACKUP_FOLDER is not set, so no backups are made or found here (docs/backups-and-restore.md).',
  );
}
