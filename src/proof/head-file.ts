import { type FileHandle, open } from 'node:fs/promises';

import { syncFolder } from '../ledger/durable-file.ts';
import { type SignTreeHead } from './tree-heads.ts';

/** Writes the head of the log down outside the database. Does nothing while the log stays as long as it was. */
export type WriteHeadDown = () => Promise<void>;

/**
 * Appends signed tree heads to a file, one a line, each durable when it resolves. Put it where whoever can write the database
 * cannot write: the older lines are what `oubli audit verify --head` is held against. @param path `TREE_HEAD_FILE`.
 */
export function createWriteHeadDown({
  path,
  signTreeHead,
}: {
  readonly path: string;
  readonly signTreeHead: SignTreeHead;
}): WriteHeadDown {
  let lastSize = 0;
  let isNamed = false;
  return async () => {
    const { size, jws } = await signTreeHead();
    if (size === lastSize) return;
    // Read as well, to see how it ends.
    const file = await open(path, 'a+', 0o600);
    try {
      await file.write(`${(await isTorn(file)) ? '\n' : ''}${jws}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!isNamed) await syncFolder(path);
    isNamed = true;
    lastSize = size;
  };
}

/** Its last line was cut off by a crash: the next one must not stand on it. */
async function isTorn(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  return last[0] !== 0x0a;
}
