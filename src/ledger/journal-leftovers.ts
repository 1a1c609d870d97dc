import { basename, dirname } from 'node:path';

import { draftMs, removeOlder } from './remove-older.ts';

/** As `durable-file.ts` names a file that it has not finished, and one that it put aside. */
const draft = /^\.[0-9a-f]{12}\.new$/;
const former = /^\.before-[0-9a-f]{12}$/;

/**
 * Removes what stands beside the journal and nobody needs: drafts of killed processes, and journals that were replaced, once all
 * that is in them is as old as what is pruned. @param before milliseconds since the Unix epoch.
 */
export async function removeLeftovers(path: string, before: number): Promise<void> {
  // Files are dated by the machine, whatever the product takes for the time.
  const draftsBefore = Date.now() - draftMs;
  const journal = basename(path);
  await removeOlder(dirname(path), (name) => {
    if (!name.startsWith(journal)) return null;
    const rest = name.slice(journal.length);
    return draft.test(rest) ? draftsBefore : former.test(rest) ? before : null;
  });
}
