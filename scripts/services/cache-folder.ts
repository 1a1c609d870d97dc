import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

import { errorCode } from '../../src/domain/errors.ts';
import { type Environment } from './environment.ts';

const unfinishedPrefix = '.unfinished-';
/** An unfinished folder that old belongs to a download that was killed. */
const abandonedAfterMs = 60 * 60_000;

/** Where downloads rest between runs: outside the work tree, as the XDG base directory specification has it. */
export function cacheFolder(environment: Environment): string {
  const base = environment['XDG_CACHE_HOME'];
  // The specification says to ignore a relative path.
  if (base !== undefined && isAbsolute(base)) return join(base, 'oubli');
  return join(environment['HOME'] ?? homedir(), '.cache', 'oubli');
}

/**
 * Fills a folder of the cache all or nothing: elsewhere first, then one rename. Two processes may do so at once; one
 * wins, and both have the same.
 * @returns the folder.
 */
export async function fillCacheFolder(
  cache: string,
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  const unfinished = await mkdtemp(join(cache, unfinishedPrefix));
  const folder = join(cache, name);
  try {
    await fill(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    // Somebody else was first.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error))) throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(unfinishedPrefix)) continue;
    const folder = join(cache, name);
    const changed = await stat(folder).catch(() => null);
    if (changed !== null && Date.now() - changed.mtimeMs > abandonedAfterMs) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
