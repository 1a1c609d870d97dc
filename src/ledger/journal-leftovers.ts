import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** As `durable-file.ts` names a file that it has not finished, and one that it put aside. */
const draft = /^\.[0-9a-f]{12}\.new$/;
const former = /^\.before-[0-9a-f]{12}$/;
/** Whoever writes a draft still writes to it, or was killed. Milliseconds. */
const draftMs = 86_400_000;

/**
 * Removes what stands beside the journal and nobody needs: drafts of killed processes, and journals that were replaced, once all
 * that is in them is as old as what is pruned. @param before milliseconds since the Unix epoch.
 */
export async function removeLeftovers(path: string, before: number): Promise<void> {
  const folder = dirname(path);
  // Files are dated by the machine, whatever the product takes for the time.
  const draftsBefore = Date.now() - draftMs;
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(basename(path))) continue;
    const rest = name.slice(basename(path).length);
    const limit = draft.test(rest) ? draftsBefore : former.test(rest) ? before : null;
    if (limit === null) continue;
    const found = await stat(join(folder, name)).catch(() => null);
    if (found !== null && found.mtimeMs < limit) await rm(join(folder, name), { force: true });
  }
}
