import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';

import { afterAll, beforeAll, expect, test } from '../support/jest.ts';

import { programFile } from '../support/programs.ts';
import { until } from '../support/until.ts';
import { type KeyWorld, masterKey, openKeyWorld } from './key-world.ts';

let world: KeyWorld;
beforeAll(async () => {
  world = await openKeyWorld();
});
afterAll(() => world.close());

/** Lets another process replace epochs, and kills it once it has done some turns; returns how far its clock came. */
async function rotateUntilKilled(turns: number, extraMs: number): Promise<number> {
  const args = [world.uri, world.path, masterKey.toString('hex'), String(world.clock.time)];
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [programFile('rotate-forever'), ...args], { env: { PATH } });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  await until(() => out.split('\n').length > turns, 30_000);
  const killAt = performance.now() + extraMs;
  await until(() => performance.now() >= killAt);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(out).toMatch(/^[\d\n]+$/);
  return Math.max(...out.split('\n').slice(0, -1).map(Number));
}

test('killed in the middle of replacing epochs, again and again, every key opens and the next process goes on', async () => {
  const { stores } = await world.start();
  const keys = await Promise.all(Array.from({ length: 50 }, () => stores.personKeys.create('tenant-1')));
  for (let round = 0; round < 5; round += 1) {
    // A day more than it said: it may have been in the middle of the next turn, and its lease must be over.
    world.clock.time = (await rotateUntilKilled(3, round * 13)) + 2 * 86_400_000;
    const next = await world.start();
    await next.rotation.work();
    expect(await Promise.all(keys.map(({ keyId }) => next.stores.personKeys.open(keyId)))).toEqual(keys);
    const status = await next.rotation.status();
    expect(status.filter(({ keyCount }) => keyCount > 0)).toMatchObject([{ isCurrent: true, keyCount: 50 }]);
  }
  // What the killed ones left half written went with the next change.
  await (await world.start()).rotation.rotate();
  expect(readdirSync(dirname(world.path))).toEqual([basename(world.path)]);
}, 120_000);
