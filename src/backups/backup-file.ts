import { hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { errorCode, OubliError } from '../domain/errors.ts';
import { syncFolder } from '../ledger/durable-file.ts';
import { openChunks, sealChunks } from './chunks.ts';
import { readRecords, type StoredDocument, writeRecords } from './records.ts';

/** What stands in front of a backup, in clear: nothing of anybody. */
export interface BackupHeader {
  readonly format: 'oubli-backup-1';
  readonly backupId: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  /** How far the ledger of erasures was. */
  readonly ledgerIndex: number;
}

/**
 * Writes a backup: whole or not at all, mode 0600, never over another file.
 * @returns its size in bytes. @throws OubliError `backup_exists`.
 */
export async function writeBackup(
  path: string,
  key: Buffer,
  header: BackupHeader,
  documents: AsyncIterable<StoredDocument>,
): Promise<number> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  const handle = await open(draft, 'wx', 0o600);
  let size = 0;
  try {
    const line = Buffer.from(`${JSON.stringify(header)}\n`, 'utf8');
    await handle.writeFile(line);
    size += line.length;
    for await (const bytes of sealChunks(keyOf(key, line), header.backupId, writeRecords(documents))) {
      await handle.writeFile(bytes);
      size += bytes.length;
    }
    await handle.sync();
    await link(draft, path).catch((error: unknown) => {
      throw errorCode(error) === 'EEXIST'
        ? new OubliError('backup_exists', 'A file of that name is there already; it was left as it is.')
        : error;
    });
    await syncFolder(path);
    return size;
  } finally {
    await handle.close();
    await rm(draft, { force: true });
  }
}

/** @throws OubliError `backup_missing`, or `backup_damaged` when it is no backup. */
export async function readHeader(path: string): Promise<BackupHeader> {
  const handle = await open(path).catch((error: unknown) => {
    throw missing(error);
  });
  try {
    const bytes = Buffer.alloc(4_096);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return parseHeader(bytes.subarray(0, bytesRead)).header;
  } finally {
    await handle.close();
  }
}

/** Reads all its documents, in order. Memory is bounded by a chunk. @throws OubliError `backup_missing`, `backup_damaged`. */
export async function* readBackup(path: string, key: Buffer): AsyncGenerator<StoredDocument> {
  const { backupId } = await readHeader(path);
  const stream = createReadStream(path, { highWaterMark: 262_144 });
  const parts = stream[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>;
  const first = await parts.next();
  const start = first.done === true ? Buffer.alloc(0) : first.value;
  const { line } = parseHeader(start);
  const sealed = async function* (): AsyncGenerator<Buffer> {
    yield start.subarray(line.length);
    yield* parts;
  };
  try {
    yield* readRecords(openChunks(keyOf(key, line), backupId, sealed()));
  } finally {
    stream.destroy();
  }
}

function parseHeader(bytes: Buffer): { readonly header: BackupHeader; readonly line: Buffer } {
  const end = bytes.indexOf(0x0a);
  try {
    const header = JSON.parse(bytes.subarray(0, end).toString('utf8')) as BackupHeader;
    const format: string = header.format;
    if (format === 'oubli-backup-1') return { header, line: bytes.subarray(0, end + 1) };
  } catch {
    // As below.
  }
  throw new OubliError('backup_damaged', 'This file is no backup of ours, or its beginning is damaged.');
}

/** A key for each backup, bound to its header: changed, nothing opens. */
function keyOf(key: Buffer, header: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, 'oubli-backup-1', header, 32));
}

function missing(cause: unknown): OubliError {
  return new OubliError('backup_missing', 'The file of this backup is not there, or cannot be read.', { cause });
}
