import { open } from 'node:fs/promises';

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
  return async () => {
    const { size, jws } = await signTreeHead();
    if (size === lastSize) return;
    const file = await open(path, 'a', 0o600);
    try {
      await file.write(`${jws}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    lastSize = size;
  };
}
