import { readFileSync } from 'node:fs';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { createEpochFile } from '../../src/keys/epoch-file.ts';
import { createKeyring } from '../../src/keys/keyring.ts';
import { type PersonKey } from '../../src/keys/person-key.ts';
import { type RotationParts } from '../../src/keys/rotation.ts';
import { dayMs, type KeyProcess, type KeyWorld, masterKey, openKeyWorld } from './key-world.ts';

let world: KeyWorld;
beforeAll(async () => {
  world = await openKeyWorld();
});
afterEach(() => world.empty());
afterAll(() => world.close());

async function people({ stores }: KeyProcess, count: number): Promise<readonly PersonKey[]> {
  return Promise.all(Array.from({ length: count }, () => stores.personKeys.create('tenant-1')));
}

/** In another process, so that nothing is remembered. */
async function opened(keys: readonly PersonKey[]): Promise<readonly (PersonKey | null)[]> {
  const { stores } = await world.start();
  return Promise.all(keys.map(({ keyId }) => stores.personKeys.open(keyId)));
}

const epochsOf = async ({ rotation }: KeyProcess) =>
  (await rotation.status()).map(({ destroyedAt, keyCount }) => (destroyedAt === null ? keyCount : 'destroyed'));
const said = (name: string): number => world.said.filter((one) => one.name === name).length;

describe('on schedule', () => {
  test('an epoch ends after its days, what is live moves on, and its key is destroyed after those of backups', async () => {
    const process = await world.start();
    const keys = await people(process, 3);
    const seen: unknown[] = [];
    for (let day = 0; day <= 35; day += 1) {
      await process.rotation.work();
      if (day % 7 === 6 || day === 28) seen.push(await epochsOf(process));
      world.clock.time += dayMs;
    }
    expect(seen).toEqual([[3], [0, 3], [0, 0, 3], [0, 0, 0, 3], ['destroyed', 0, 0, 0, 3], ['destroyed', 0, 0, 0, 3]]);
    expect(await opened(keys)).toEqual(keys);
    expect([said('epoch_started'), said('epoch_destroyed')]).toEqual([5, 2]);
  });

  test('an epoch outlives its time for as long as a live key is under it', async () => {
    const process = await world.start();
    const [key] = await people(process, 1);
    await process.rotation.rotate();
    const { epochId } = (await process.rotation.status())[0] ?? {};
    const keys = world.connection.collection('person_keys');
    const good = await keys.findOne({ _id: key?.keyId as never });
    // It does not open: nobody can move it on.
    await keys.updateOne({ _id: key?.keyId as never }, { $set: { wrapped: Buffer.alloc(60, 1) } });
    world.clock.time += 25 * dayMs;
    await process.rotation.work();
    expect((await process.rotation.status()).find((one) => one.epochId === epochId)?.destroyedAt).toBeNull();
    expect(said('keys_not_rewrapped')).toBe(1);
    await keys.updateOne({ _id: key?.keyId as never }, { $set: { wrapped: good?.['wrapped'] as Buffer } });
    await process.rotation.work();
    expect((await process.rotation.status()).find((one) => one.epochId === epochId)?.destroyedAt).not.toBeNull();
    expect(await opened(key === undefined ? [] : [key])).toEqual([key]);
  });

  test('the key of a day stays under the epoch of its day, and holds it until the day’s key is over', async () => {
    const process = await world.start({ parts: (usual) => ({ ...usual, backupDays: 1 }) });
    await process.stores.dayKeys.today();
    const days = world.connection.collection('day_keys');
    const before = await days.find().toArray();
    world.clock.time += 7 * dayMs;
    await process.rotation.work();
    world.clock.time += 1.4 * dayMs;
    // Its backups are over, it is not.
    await process.rotation.work();
    expect(await epochsOf(process)).toEqual([0, 0]);
    expect(await days.find().toArray()).toEqual(before);
    world.clock.time += dayMs;
    await process.rotation.work();
    expect(await epochsOf(process)).toEqual(['destroyed', 0]);
  });

  test('a clock that steps back an hour does no harm, at any point', async () => {
    const process = await world.start();
    const keys = await people(process, 2);
    for (let step = 0; step < 40; step += 1) {
      world.clock.time += dayMs;
      await process.rotation.work();
      world.clock.time -= 3_600_000;
      await process.rotation.work();
      if (step === 20) await process.rotation.rotate();
    }
    const status = await process.rotation.status();
    const times = status.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt ?? Infinity]);
    expect(times).toEqual([...times].sort((left, right) => left - right));
    expect(await opened(keys)).toEqual(keys);
  });

  test('an event tells of each change, and holds no key and no id of a person', async () => {
    const process = await world.start();
    await people(process, 2);
    world.clock.time += 8 * dayMs;
    await process.rotation.work();
    expect(world.said).toEqual([
      { name: 'epoch_started', facts: { generation: 2 } },
      { name: 'keys_rewrapped', facts: { count: 2 } },
    ]);
  });
});

describe('several at once', () => {
  test('ten rotations of five processes make one epoch', async () => {
    const processes = await Promise.all(Array.from({ length: 5 }, () => world.start()));
    const results = await Promise.all(processes.flatMap(({ rotation }) => [rotation.rotate(), rotation.rotate()]));
    expect(results.filter((one) => one === 'rotated')).toHaveLength(1);
    expect(await epochsOf(await world.start())).toEqual([0, 0]);
  });

  test('workers that find the same epoch over begin one, and wrap each key once', async () => {
    const processes = await Promise.all(Array.from({ length: 4 }, () => world.start()));
    const [one] = processes;
    if (one === undefined) throw new Error('nobody started');
    const keys = await people(one, 20);
    world.clock.time += 7 * dayMs;
    await Promise.all(processes.map(({ rotation }) => rotation.work()));
    await one.rotation.work();
    expect(await epochsOf(one)).toEqual([0, 20]);
    expect(await opened(keys)).toEqual(keys);
  });

  test('traffic during the re-wrap loses nothing: keys are made, opened and destroyed meanwhile', async () => {
    const [server, worker] = await Promise.all([world.start(), world.start()]);
    const before = await people(server, 1_200);
    const [gone, kept] = [before.slice(0, 200), before.slice(200)];
    let isOver = false;
    const made: PersonKey[] = [];
    let wrong = 0;
    const traffic = async (): Promise<void> => {
      for (let turn = 0; !isOver; turn += 1) {
        made.push(await server.stores.personKeys.create('tenant-1'));
        const one = kept[(turn * 37) % kept.length];
        const found = one === undefined ? null : await server.stores.personKeys.open(one.keyId);
        if (one === undefined || found?.key.equals(one.key) !== true) wrong += 1;
      }
    };
    const destroying = async (): Promise<void> => {
      for (const { keyId } of gone) await server.stores.personKeys.destroy([keyId]);
    };
    const running = [traffic(), traffic(), destroying()];
    await worker.rotation.rotate();
    await worker.rotation.rewrap();
    await running[2];
    await worker.rotation.rewrap();
    isOver = true;
    await Promise.all(running);
    expect(wrong).toBe(0);
    expect(made.length).toBeGreaterThan(5);
    await worker.rotation.rewrap();
    expect(await opened([...kept, ...made])).toEqual([...kept, ...made]);
    // Nothing that was destroyed came back, and nothing is left behind.
    expect((await opened(gone)).every((one) => one === null)).toBe(true);
    expect(await epochsOf(worker)).toEqual([0, kept.length + made.length]);
  });

  test('a key that was destroyed between reading and writing stays destroyed', async () => {
    const { stores, rotation } = await world.start({
      parts: (usual) => ({
        ...usual,
        live: {
          ...usual.live,
          async swap(changes) {
            await stores.personKeys.destroy(changes.map(({ from }) => from.keyId));
            return usual.live.swap(changes);
          },
        },
      }),
    });
    await people({ stores, rotation }, 2);
    await rotation.rotate();
    expect(await rotation.rewrap()).toMatchObject({ rewrapped: 0 });
    expect(await stores.keyFile.live.countByEpoch()).toEqual(new Map());
  });
});

describe('a crash', () => {
  /** Where a process dies: what it calls, and whether before or after that was done. */
  const points = ['lease', 'replace', 'saw', 'release', 'under', 'swap'] as const;
  const dying = (point: (typeof points)[number], isDone: boolean, nth: number) => {
    let count = 0;
    const dies =
      <Args extends readonly unknown[], Result>(name: string, call: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        const isHere = name === point && (count += 1) === nth;
        if (isHere && !isDone) throw new Error('power');
        const result = await call(...args);
        if (isHere) throw new Error('power');
        return result;
      };
    return ({ provider, state, live, ...rest }: RotationParts): RotationParts => ({
      ...rest,
      provider: { ...provider, replace: dies('replace', (next) => provider.replace(next)) },
      state: {
        ...state,
        lease: dies('lease', (...args: Parameters<typeof state.lease>) => state.lease(...args)),
        saw: dies('saw', (generation: number) => state.saw(generation)),
        // Who is dead gives nothing back.
        release: dies('release', (holder: string) => (point === 'release' ? state.release(holder) : Promise.resolve())),
      },
      live: {
        ...live,
        under: dies('under', (...args: Parameters<typeof live.under>) => live.under(...args)),
        swap: dies('swap', (changes) => live.swap(changes)),
      },
    });
  };

  test.each(points.flatMap((point) => [false, true].map((isDone) => ({ point, isDone }))))(
    'at $point (done: $isDone) loses no key, and the next process goes on',
    async ({ point, isDone }) => {
      const first = await world.start();
      const keys = await people(first, 3);
      for (let week = 1; week <= 5; week += 1) {
        world.clock.time += 7 * dayMs;
        const victim = await world.start({ parts: dying(point, isDone, point === 'under' ? week : 1) });
        await victim.rotation.work().catch((error: unknown) => {
          if (!(error instanceof Error) || error.message !== 'power') throw error;
        });
        expect(await opened(keys)).toEqual(keys);
        // The lease of who died is over by then.
        world.clock.time += 60_000;
        await (await world.start()).rotation.work();
        expect(await opened(keys)).toEqual(keys);
      }
      const after = await epochsOf(await world.start());
      expect(after[0]).toBe('destroyed');
      expect(after.at(-1)).toBe(3);
      expect(after).toHaveLength(6);
      // What was begun is in the file, whole.
      expect(await createEpochFile({ path: world.path, keyring: createKeyring(masterKey) }).read()).not.toBeNull();
      expect(readFileSync(world.path, 'utf8')).toContain('"generation"');
    },
  );
});
