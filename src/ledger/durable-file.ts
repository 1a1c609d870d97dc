import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

import { errorCode, OubliError } from '../domain/errors.ts';
import { holdAppends, untilNotHeld } from './append-hold.ts';
import { openFile, unreadable } from './file-reading.ts';

/** Appends in one write; on disk when it returns, in the file that then stands there. */
export async function appendWhole(path: string, bytes: Buffer): Promise<void> {
  const inode = await openFile(path, constants.O_WRONLY | constants.O_APPEND, async (handle) => {
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length) throw new OubliError('journal_full', 'The journal could not be written whole.');
    await handle.sync();
    return (await handle.stat()).ino;
  });
  await untilNotHeld(path);
  const standing = await stat(path).catch(() => null);
  // Replaced under us: what we wrote may be in the old file only. A line that stands twice does no harm.
  if (standing?.ino !== inode) await appendWhole(path, bytes);
}

/** Makes the file with these bytes, mode 0600, whole or not at all; does nothing where there is one. */
export async function createFile(path: string, bytes: Buffer): Promise<void> {
  const draft = await writeDraft(path, bytes);
  await link(draft, path).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw unreadable(error);
  });
  await rm(draft);
  await syncFolder(path);
}

/** Puts another file in its place, atomically; the old one is kept aside. */
export async function replaceFile(path: string, bytes: Buffer): Promise<void> {
  const draft = await writeDraft(path, bytes);
  const isThere = (await stat(path).catch(() => null)) !== null;
  if (isThere) await rename(path, `${path}.before-${randomBytes(6).toString('hex')}`);
  await rename(draft, path);
  await syncFolder(path);
}

/** How a file begins, by what proves it: a line that stands once, and where it ends. */
export interface FileStart {
  readonly endBytes: number;
  /** With its line feed. */
  readonly lastLine: Buffer;
}

/** Puts a beginning in the place of another one, atomically. `false`: the file does not begin like that; it is left alone. */
export async function shortenFile(path: string, beginning: Buffer, start: FileStart): Promise<boolean> {
  const old = await open(path);
  try {
    // Somebody may have shortened or replaced it since it was read: then that position is another place.
    if (!(await beginsLike(old, start))) return false;
    let copiedBytes = start.endBytes;
    const draft = await writeDraft(path, beginning, async (handle) => {
      copiedBytes = await copyLines(old, copiedBytes, handle);
    });
    const letGo = await holdAppends(path);
    try {
      if (letGo !== null && (await takePlace(path, draft, old, copiedBytes))) return true;
      await rm(draft);
      return false;
    } finally {
      await letGo?.();
    }
  } finally {
    await old.close();
  }
}

/** Copies whole lines from a position on. Resolves with the position up to which they were copied. */
async function copyLines(from: FileHandle, startBytes: number, to: FileHandle): Promise<number> {
  let position = startBytes;
  for (let bytes = await wholeLines(from, position); bytes.length > 0; bytes = await wholeLines(from, position)) {
    await to.writeFile(bytes);
    position += bytes.length;
  }
  return position;
}

/** While appends are held up. `false`: the file is not the one that was read any more. */
async function takePlace(path: string, draft: string, old: FileHandle, copiedBytes: number): Promise<boolean> {
  // What was acknowledged stands in the old file by now: it is in the new one before anybody can write behind it.
  await openFile(draft, constants.O_WRONLY | constants.O_APPEND, async (handle) => {
    await copyLines(old, copiedBytes, handle);
    await handle.sync();
  });
  if ((await stat(path)).ino !== (await old.stat()).ino) return false;
  await rename(draft, path);
  await syncFolder(path);
  return true;
}

async function beginsLike(handle: FileHandle, { endBytes, lastLine }: FileStart): Promise<boolean> {
  const found = Buffer.alloc(lastLine.length);
  const { bytesRead } = await handle.read(found, 0, found.length, endBytes - lastLine.length);
  return bytesRead === lastLine.length && found.equals(lastLine);
}

/** Some of what stands behind a position, up to the end of a line. */
async function wholeLines(handle: FileHandle, position: number): Promise<Buffer> {
  const bytes = Buffer.alloc(1_048_576);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, position);
  return bytes.subarray(0, bytes.subarray(0, bytesRead).lastIndexOf(0x0a) + 1);
}

async function writeDraft(path: string, bytes: Buffer, more?: (handle: FileHandle) => Promise<void>): Promise<string> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
    const handle = await open(draft, 'wx', 0o600);
    await handle.writeFile(bytes);
    await more?.(handle);
    await handle.sync();
    await handle.close();
    return draft;
  } catch (error) {
    throw unreadable(error);
  }
}

/** So that a name which was made or moved in its folder is there after the power is gone as well. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path));
  await folder.sync().finally(() => folder.close());
}
