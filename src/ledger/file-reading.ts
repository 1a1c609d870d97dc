import { type FileHandle, open } from 'node:fs/promises';

import { OubliError } from '../domain/errors.ts';

const lineFeed = 0x0a;
const chunkBytes = 65_536;

/** Opens, uses and closes. @throws OubliError `journal_unreadable` for whatever the system says. */
export async function openFile<Result>(
  path: string,
  flags: string | number,
  use: (handle: FileHandle) => Promise<Result>,
): Promise<Result> {
  const handle = await open(path, flags).catch((error: unknown) => {
    throw unreadable(error);
  });
  try {
    return await use(handle);
  } catch (error) {
    throw error instanceof OubliError ? error : unreadable(error);
  } finally {
    await handle.close();
  }
}

/** Everything from a position on. */
export async function readFrom(handle: FileHandle, position: number): Promise<Buffer> {
  const { size } = await handle.stat();
  const bytes = Buffer.alloc(Math.max(0, size - position));
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, position);
  return bytes.subarray(0, bytesRead);
}

/** The first line, without its line feed. It is short. */
export async function readFirstLine(
  handle: FileHandle,
): Promise<{ readonly firstLine: Buffer; readonly inode: number }> {
  const bytes = Buffer.alloc(chunkBytes);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
  const end = bytes.subarray(0, bytesRead).indexOf(lineFeed);
  return { firstLine: bytes.subarray(0, end === -1 ? bytesRead : end), inode: (await handle.stat()).ino };
}

/** Removes what stands after the last line feed. `false`: somebody went on writing since, it is not cut off. */
export async function removeCutLine(handle: FileHandle, seenBytes: number): Promise<boolean> {
  const { size } = await handle.stat();
  if (size !== seenBytes) return false;
  await handle.truncate(await endOfLines(handle, size));
  await handle.sync();
  return true;
}

async function endOfLines(handle: FileHandle, size: number): Promise<number> {
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - chunkBytes);
    const bytes = Buffer.alloc(end - start);
    await handle.read(bytes, 0, bytes.length, start);
    const found = bytes.lastIndexOf(lineFeed);
    if (found !== -1) return start + found + 1;
    end = start;
  }
  return 0;
}

export function unreadable(cause: unknown): OubliError {
  return new OubliError(
    'journal_unreadable',
    'The journal of erasures (JOURNAL_FILE) cannot be read and written by this process. Give it back its rights (mode ' +
      '0600, the user that runs Oubli), then start again (docs/backups-and-restore.md).',
    { cause },
  );
}
