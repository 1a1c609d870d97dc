import { readFileSync, renameSync } from 'node:fs';
import { link, open, readdir, readFile, realpath, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';

import { errorCode, OubliError } from '../domain/errors.ts';
import { readEpochs, writeEpochs } from './epoch-file-text.ts';
import { type EpochKeyProvider, type EpochSet } from './epoch.ts';
import { type Keyring } from './keyring.ts';

/**
 * Keeps epoch keys in a file of mode 0600. It is only ever replaced as a whole (written beside, synced, renamed), so that
 * no crash leaves half of one, and never written over when it cannot be read. Processes of one machine share it.
 */
export function createEpochFile({
  path,
  keyring,
}: {
  readonly path: string;
  readonly keyring: Keyring;
}): EpochKeyProvider {
  const read = async (): Promise<EpochSet | null> => {
    const text = await textOf(path);
    return text === null ? null : readEpochs(text, keyring);
  };
  return {
    read,
    create: (first) =>
      writing(async () => {
        const temporary = await writeBeside(path, writeEpochs(first, keyring));
        // A link, unlike a rename, fails where a file is: of two first starts one wins.
        await link(temporary, path)
          .catch((error: unknown) => {
            if (errorCode(error) !== 'EEXIST') throw error;
          })
          .finally(() => unlink(temporary));
        await syncFolder(path);
        return (await read()) ?? first;
      }),
    replace: (next) =>
      writing(async () => {
        // A symbolic link stays one.
        const place = await realpath(path);
        await removeLeftovers(place);
        const temporary = await writeBeside(place, writeEpochs(next, keyring));
        // Nothing comes between this look and the rename: both are done at once.
        if (readEpochs(readFileSync(place, 'utf8'), keyring).generation !== next.generation - 1) {
          await unlink(temporary);
          return false;
        }
        renameSync(temporary, place);
        await syncFolder(place);
        return true;
      }),
  };
}

/** `null`: there is no file. */
async function textOf(path: string): Promise<string | null> {
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new OubliError(
        'key_file_open',
        `The file that KEY_FILE names may be read by others (mode 0${(mode & 0o777).toString(8)}). Close it: chmod 600, and think about who has read it.`,
      );
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof OubliError) throw error;
    if (errorCode(error) === 'ENOENT') return null;
    throw new OubliError(
      'key_file_unreadable',
      `The file that KEY_FILE names could not be read (${errorCode(error)}).`,
      {
        retry: 'yes',
      },
    );
  }
}

async function writing<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof OubliError) throw error;
    throw new OubliError(
      'key_file_unwritable',
      `The file that KEY_FILE names could not be written (${errorCode(error)}): its folder must exist, and be writable by this program.`,
      { retry: 'yes' },
    );
  }
}

async function writeBeside(path: string, text: string): Promise<string> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
}

/** What a crash left beside the file holds epoch keys, which would outlive their destruction. */
async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    const isOurs = name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp');
    if (isOurs) await unlink(join(folder, name)).catch(() => undefined); // Gone already: as it should be.
  }
}

/** Makes the name durable, not only what it names. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // A folder cannot be opened there.
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}
