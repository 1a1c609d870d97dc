import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

import { errorCode } from '../domain/errors.ts';
import { appendWhole, createFile, type FileStart, replaceFile, shortenFile } from './durable-file.ts';
import { openFile, readFirstLine, readFrom, removeCutLine, unreadable } from './file-reading.ts';

/** A line that another process is just writing is whole after this time. */
const writingMs = 200;
const lineFeed = 0x0a;

interface LinesRead {
  readonly found: readonly Buffer[];
  /** Where in the file they end. */
  readonly readBytes: number;
}

/** Bytes and lines of the journal's file; what they mean is not known here. Lines come without their line feed. */
export interface JournalFile {
  /** `null`: there is none. */
  stat(): Promise<{ readonly inode: number; readonly bytes: number } | null>;
  first(): Promise<{ readonly firstLine: Buffer; readonly inode: number }>;
  /** Whole lines within that many bytes of the end, the first line of the file left out. */
  lastLines(maxBytes: number): Promise<LinesRead>;
  linesFrom(position: number): Promise<LinesRead>;
  everyLine(): AsyncIterable<Buffer>;
  /** On disk when it returns. */
  append(bytes: Buffer): Promise<void>;
  /** Makes it with its first line, unless somebody was faster. */
  create(firstLine: Buffer): Promise<void>;
  /** Puts another file in its place, atomically; the old one is kept aside. */
  replace(bytes: Buffer): Promise<void>;
  /**
   * Puts this beginning in the place of another one, atomically. Nothing that others append is lost. `false`: the file does not
   * begin like that (any more); it is left alone.
   */
  shorten(beginning: Buffer, old: FileStart): Promise<boolean>;
}

/** Keeps no file open: another process may have replaced it. @throws OubliError `journal_unreadable`. */
export function createJournalFile(parts: {
  readonly path: string;
  /** `null`: a line that was cut off is passed over and left for a process that writes. */
  readonly onRepaired: (() => void) | null;
}): JournalFile {
  const { path, onRepaired } = parts;
  const statOf: JournalFile['stat'] = () =>
    stat(path).then(
      ({ ino, size }) => ({ inode: ino, bytes: size }),
      (error: unknown) => {
        if (errorCode(error) === 'ENOENT') return null;
        throw unreadable(error);
      },
    );
  const readWhole = async (position: number): Promise<Buffer> => {
    const bytes = await openFile(path, 'r', (handle) => readFrom(handle, position));
    if (bytes.length === 0 || bytes.at(-1) === lineFeed) return bytes;
    // Cut off by a crash, or being written this moment.
    await pause(writingMs);
    const seen = position + bytes.length;
    if (onRepaired !== null && (await openFile(path, 'r+', (handle) => removeCutLine(handle, seen)))) onRepaired();
    const again = await openFile(path, 'r', (handle) => readFrom(handle, position));
    return again.subarray(0, again.lastIndexOf(lineFeed) + 1);
  };
  const linesFrom = async (position: number): Promise<LinesRead> => {
    const bytes = await readWhole(position);
    return { found: linesOf(bytes), readBytes: position + bytes.length };
  };
  return {
    stat: statOf,
    first: () => openFile(path, 'r', readFirstLine),
    async lastLines(maxBytes) {
      const from = Math.max(0, ((await statOf())?.bytes ?? 0) - maxBytes);
      const { found, readBytes } = await linesFrom(from);
      // The first is the file's first line, or the end of one.
      return { found: found.slice(1), readBytes };
    },
    linesFrom,
    async *everyLine() {
      let rest: Buffer = Buffer.alloc(0);
      for await (const chunk of createReadStream(path, { highWaterMark: 1_048_576 })) {
        const bytes = Buffer.concat([rest, chunk as Buffer]);
        const end = bytes.lastIndexOf(lineFeed) + 1;
        yield* linesOf(bytes.subarray(0, end));
        rest = bytes.subarray(end);
      }
    },
    append: (bytes) => appendWhole(path, bytes),
    create: (firstLine) => createFile(path, firstLine),
    replace: (bytes) => replaceFile(path, bytes),
    shorten: (beginning, old) => shortenFile(path, beginning, old),
  };
}

function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(lineFeed, start);
    if (end === -1) break;
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}
