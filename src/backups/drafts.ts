import { draftMs, removeOlder } from '../ledger/remove-older.ts';

/** As `writeBackup` and the catalogue name what they have not finished. */
const isDraft = /(?:\.oubli-backup|^catalogue\.json)\.[0-9a-f]{12}\.new$/;

/** Removes what commands left in these folders that were killed. @param now milliseconds since the Unix epoch. */
export async function removeDrafts(folders: readonly string[], now: number): Promise<void> {
  for (const folder of new Set(folders)) {
    await removeOlder(folder, (name) => (isDraft.test(name) ? now - draftMs : null));
  }
}
