import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Whoever writes a draft still writes to it, or was killed. Milliseconds. */
export const draftMs = 86_400_000;

/**
 * Removes files of a folder that were last written before a moment. @param limitOf that moment for a name, in milliseconds since the
 * Unix epoch; `null`: it stays.
 */
export async function removeOlder(folder: string, limitOf: (name: string) => number | null): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const limit = limitOf(name);
    if (limit === null) continue;
    const found = await stat(join(folder, name)).catch(() => null);
    if (found !== null && found.mtimeMs < limit) await rm(join(folder, name), { force: true });
  }
}
