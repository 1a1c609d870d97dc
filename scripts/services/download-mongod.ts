import { spawn } from 'node:child_process';
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { cacheFolder, fillCacheFolder } from './cache-folder.ts';
import { type Environment } from './environment.ts';
import { checkVersion, isRunnable, type VersionNeeded } from './installed.ts';
import { lastWords } from './run-command.ts';
import { type FoundBinary } from './ways.ts';

const cacheName = 'mongod-download';
/** A download may be slow; one that brings no byte this long is given up. */
const defaultStallMs = 20_000;

/**
 * Runs in a process of its own: the library prints its progress, and a connection that hangs can be ended only with
 * the process.
 */
const program = `
  const { MongoBinary } = require(process.argv[1]);
  MongoBinary.getPath({ downloadDir: process.argv[2] }).then(
    (path) => process.stdout.write('\\nmongod=' + path + '\\n'),
    (error) => { process.stderr.write('\\n' + error.message.replace(/\\s+/g, ' ')); process.exitCode = 1; },
  );`;

/** The mongod downloaded earlier. @throws Error when there is none. */
export async function findDownloadedMongod(environment: Environment): Promise<FoundBinary> {
  const folder = join(cacheFolder(environment), cacheName);
  const binary = join(folder, 'mongod');
  if (!(await isRunnable(binary))) throw new Error(`nothing in ${folder}`);
  return { binary, how: 'mongod downloaded with mongodb-memory-server-core (cached)' };
}

/** Downloads MongoDB's own build for this system. @throws Error when it cannot be had. */
export async function downloadMongod(
  needed: VersionNeeded,
  environment: Environment,
  stallMs = defaultStallMs,
): Promise<FoundBinary> {
  const library = findLibrary();
  await fillCacheFolder(cacheFolder(environment), cacheName, async (folder) => {
    const work = join(folder, 'work');
    await mkdir(work);
    const downloaded = await runDownload({ library, folder: work, environment, stallMs });
    const binary = join(folder, 'mongod');
    await copyFile(downloaded, binary);
    await rm(work, { recursive: true });
    await checkVersion(binary, needed, environment);
  });
  return findDownloadedMongod(environment);
}

function findLibrary(): string {
  try {
    const require = createRequire(import.meta.url);
    return require.resolve('mongodb-memory-server-core');
  } catch {
    throw new Error('the package is not installed (it is a development dependency)');
  }
}

function runDownload(parts: {
  readonly library: string;
  readonly folder: string;
  readonly environment: Environment;
  readonly stallMs: number;
}): Promise<string> {
  const { library, folder, environment, stallMs } = parts;
  // Left alone, the library takes any certificate, checks no sum, and tries thrice with pauses.
  const strict = { npm_config_strict_ssl: 'true', MONGOMS_MD5_CHECK: 'true', MONGOMS_MAX_RETRIES: '1' };
  const child = spawn(process.execPath, ['-e', program, library, folder], {
    env: { ...environment, ...strict },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complaint = '';
  child.stdout.on('data', (bytes: Buffer) => (said = (said + bytes.toString()).slice(-4096)));
  child.stderr.on('data', (bytes: Buffer) => (complaint = (complaint + bytes.toString()).slice(-4096)));
  let isStalled = false;
  const stopWatching = watchGrowth(folder, stallMs, () => {
    isStalled = true;
    child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      stopWatching();
      const [, path] = /^mongod=(.+)$/m.exec(said) ?? [];
      if (path !== undefined) resolve(path);
      else if (isStalled) reject(new Error(`no byte came for ${String(stallMs / 1000)} s`));
      else reject(new Error(lastWords(complaint) ?? `it ended with code ${String(code)}`));
    });
  });
}

/** Calls `onStall` when no file of the folder grows for `stallMs`. */
function watchGrowth(folder: string, stallMs: number, onStall: () => void): () => void {
  let size = 0;
  let grewAt = Date.now();
  const look = async (): Promise<void> => {
    const names = await readdir(folder, { recursive: true });
    const sizes = await Promise.all(
      names.map((name) =>
        stat(join(folder, name)).then(
          (one) => one.size,
          () => 0,
        ),
      ),
    );
    const total = sizes.reduce((sum, one) => sum + one, 0);
    if (total !== size) grewAt = Date.now();
    size = total;
    if (Date.now() - grewAt > stallMs) onStall();
  };
  const timer = setInterval(() => void look().catch(() => undefined), stallMs / 20);
  return () => clearInterval(timer);
}
