import { afterEach, beforeEach, describe, expect, test } from '../support/jest.ts';

import { connectRedis } from '../../src/queue/connect-redis.ts';
import { createLookQueue, createLookWorker, type Look } from '../../src/queue/look-queue.ts';
import { openFaultyLine } from './faulty-line.ts';
import { type OpenQueue, openQueue, recordTelemetry, until } from './open-queue.ts';

const words = 'Ana Example, +1 650 555 0100, said so';
let open: OpenQueue;
let telemetry: ReturnType<typeof recordTelemetry>;
let closing: (() => Promise<unknown>)[];

beforeEach(async () => {
  open = await openQueue();
  telemetry = recordTelemetry();
  closing = [];
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  await open.close();
});

function waker(redis = open.redis): ReturnType<typeof createLookQueue> {
  const queue = createLookQueue({ redis, telemetry, prefix: open.prefix });
  closing.push(() => queue.close());
  return queue;
}

function worker(look: Look, concurrency = 4): ReturnType<typeof createLookWorker> {
  const { redis, prefix } = open;
  const made = createLookWorker({ redis, look, telemetry, prefix, concurrency });
  closing.push(() => made.close());
  return made;
}

/** A worker that notes what it looks at. */
function looking(
  answer: (id: string, times: number) => Promise<'done' | 'busy'> = () => Promise.resolve('done'),
): string[] {
  const looked: string[] = [];
  worker((kind, id) => {
    looked.push(`${kind} ${id}`);
    return answer(id, looked.filter((one) => one.endsWith(` ${id}`)).length);
  });
  return looked;
}

const jobs = async () => JSON.stringify((await open.dump()).match(/"data":"(?:[^"\\]|\\.)*"/g) ?? []);

describe('waking', () => {
  test('has the id looked at', async () => {
    const looked = looking();
    const queue = waker();
    await queue.wake('lane', 'lane-1');
    await queue.wake('request', 'request-1');
    await until(() => looked.length === 2);
    expect(looked.sort()).toEqual(['lane lane-1', 'request request-1']);
  });

  test('after a pause has it looked at no sooner', async () => {
    const looked = looking();
    const before = performance.now();
    await waker().wake('lane', 'lane-1', 120);
    await until(() => looked.length === 1);
    expect(performance.now() - before).toBeGreaterThanOrEqual(100);
  });

  test('leaves a kind and ids in Redis and nothing else', async () => {
    const queue = waker();
    await queue.wake('lane', 'lane-1');
    await queue.wake('notice', 'notice-1', 60_000);
    await until(async () => (await jobs()).includes('notice-1'));
    const found = (await open.dump()).match(/"data":"(?:[^"\\]|\\.)*"/g) ?? [];
    const data = found.map((one) => JSON.parse(JSON.parse(one.slice('"data":'.length)) as string) as unknown);
    expect(data).toEqual(
      expect.arrayContaining([
        { kind: 'lane', ids: ['lane-1'] },
        { kind: 'notice', ids: ['notice-1'] },
      ]),
    );
    expect(data).toHaveLength(2);
  });

  test('has each id looked at by one of several workers', async () => {
    const looked = [...looking(), ...looking(), ...looking()];
    const all: string[] = looked;
    worker((_, id) => (all.push(id), Promise.resolve('done')));
    const queue = waker();
    const ids = Array.from({ length: 30 }, (_, at) => `lane-${String(at)}`);
    const others = [looking(), looking()];
    await Promise.all(ids.map((id) => queue.wake('lane', id)));
    const seen = () => [...all, ...others.flat()];
    await until(async () => !(await jobs()).includes('lane-'));
    expect(new Set(seen()).size).toBe(seen().length);
  });
});

describe('many at once', () => {
  test('ids that are woken together share a few jobs', async () => {
    const queue = waker();
    await Promise.all(Array.from({ length: 300 }, (_, at) => queue.wake('lane', `lane-${String(at)}`)));
    await until(async () => (await jobs()).includes('lane-299'));
    const found = (await open.dump()).match(/"data":"(?:[^"\\]|\\.)*"/g) ?? [];
    expect(found.length).toBeLessThan(20);
  });

  test('each of them is looked at, few at a time, and one that fails takes none with it', async () => {
    const looked = new Set<string>();
    let [underWay, most] = [0, 0];
    worker(async (_, id) => {
      most = Math.max(most, (underWay += 1));
      await new Promise(setImmediate);
      underWay -= 1;
      looked.add(id);
      if (id === 'lane-7') throw new Error(words);
      return 'done';
    }, 4);
    const queue = waker();
    await Promise.all(Array.from({ length: 100 }, (_, at) => queue.wake('lane', `lane-${String(at)}`)));
    await until(() => looked.size === 100);
    expect(most).toBe(4);
    expect(await open.dump()).not.toContain(words);
  });
});

describe('while Redis is away', () => {
  test('waking returns at once and throws nothing', async () => {
    const line = await openFaultyLine(open.url);
    closing.push(() => line.close());
    const redis = await connectRedis(line.url);
    closing.push(async () => {
      await Promise.resolve();
      redis.disconnect();
    });
    const queue = waker(redis);
    await queue.wake('lane', 'lane-1');
    await line.cut();
    await until(() => redis.status !== 'ready');
    const before = performance.now();
    await queue.wake('lane', 'lane-2');
    expect(performance.now() - before).toBeLessThan(50);
    expect(telemetry.said.filter(({ name }) => name === 'wake_failed')).toEqual([]);
  });

  test('waking returns at once though nothing shows that Redis no longer answers', async () => {
    const line = await openFaultyLine(open.url);
    const redis = await connectRedis(line.url);
    closing.push(
      async () => {
        await Promise.resolve();
        redis.disconnect();
      },
      () => line.close(),
    );
    const queue = createLookQueue({ redis, telemetry, prefix: open.prefix });
    await queue.wake('lane', 'lane-1');
    await until(async () => (await jobs()).includes('lane-1'));
    line.hold();
    const before = performance.now();
    for (let at = 0; at < 5_000; at += 1) await queue.wake('lane', 'held');
    expect(performance.now() - before).toBeLessThan(1_000);
    // Memory is bounded: what is too much is not even asked for, and the sweep finds it.
    line.release();
    await until(async () => (await jobs()).includes('held'));
    expect((await jobs()).split('held').length).toBeLessThan(2_000);
    await queue.close();
  });
});
