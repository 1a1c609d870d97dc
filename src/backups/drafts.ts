import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** As `writeBackup` and the catalogue name what they have not finished. */
const isDraft = /(?:\.oubli-backup|^catalogue\.json)\.[0-9a-f]{12}\.new$/;
/** Whoever writes a draft still writes to it, or was killed. Milliseconds. */
const draftMs = 86_400_000;

/** Removes what commands left in these folders that were killed. @param now milliseconds since the Unix epoch. */
export async function removeDrafts(folders: readonly string[], now: number): Promise<void> {
  for (const folder of new Set(folders)) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((one) => isDraft.test(one))) {
      const found = await stat(join(folder, name)).catch(() => null);
      if (found !== null && found.mtimeMs < now - draftMs) await rm(join(folder, name), { force: true });
    }
  }
}
