import { afterEach, beforeEach, describe, expect, test } from '../support/jest.ts';
import { Queue } from 'bullmq';

import { createLookQueue, createLookWorker, type Look, queueName } from '../../src/queue/look-queue.ts';
import { type OpenQueue, openQueue, recordTelemetry, until } from './open-queue.ts';

const words = 'Ana Example on +1 650 555 0100';
let open: OpenQueue;
let telemetry: ReturnType<typeof recordTelemetry>;
let closing: (() => Promise<unknown>)[];
let looked: string[];

beforeEach(async () => {
  open = await openQueue();
  telemetry = recordTelemetry();
  closing = [];
  looked = [];
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  await open.close();
});

function waker(): ReturnType<typeof createLookQueue> {
  const queue = createLookQueue({ redis: open.redis, telemetry, prefix: open.prefix });
  closing.push(() => queue.close());
  return queue;
}

function worker(look: Look): ReturnType<typeof createLookWorker> {
  const { redis, prefix } = open;
  const made = createLookWorker({
    ...{ redis, telemetry, prefix, concurrency: 4 },
    look(kind, id, signal) {
      looked.push(`${kind} ${id}`);
      return look(kind, id, signal);
    },
  });
  closing.push(() => made.close());
  return made;
}

const done: Look = () => Promise.resolve('done');
const isIdle = async () => !/"data":|:active|:wait|:delayed/.test(await open.dump());

describe('looking', () => {
  test('that throws an error with a person’s words leaves no trace in Redis, nor in what is told', async () => {
    worker((_, id) => {
      if (id === 'lane-good') return Promise.resolve('done');
      const error = Object.assign(new Error(words), { name: words, stack: words, phone: words });
      return Promise.reject(error);
    });
    const queue = waker();
    await queue.wake('lane', 'lane-bad');
    await until(() => telemetry.said.some(({ name }) => name === 'look_failed'));
    await queue.wake('lane', 'lane-good');
    await until(() => looked.length === 2);
    await until(isIdle);
    const dump = await open.dump();
    for (const part of ['Ana', 'Example', '555 0100', 'rror']) expect(dump).not.toContain(part);
    expect(telemetry.said.map(({ name, facts }) => ({ name, facts }))).toEqual([
      { name: 'look_failed', facts: { kind: 'lane' } },
    ]);
    expect(looked).toEqual(['lane lane-bad', 'lane lane-good']);
  });

  test('over, nothing of the id is left', async () => {
    worker(done);
    const queue = waker();
    await Promise.all(Array.from({ length: 40 }, (_, at) => queue.wake('lane', `lane-${String(at)}-x`)));
    await until(() => looked.length === 40);
    await until(isIdle);
    expect(await open.dump()).not.toContain('-x');
  });

  test('that finds it busy comes back once, after a moment', async () => {
    const times: number[] = [];
    worker(() => (times.push(performance.now()), Promise.resolve('busy')));
    await waker().wake('lane', 'lane-1');
    await until(() => looked.length === 2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(120);
    await until(isIdle);
    expect(looked).toEqual(['lane lane-1', 'lane lane-1']);
    expect(telemetry.said).toEqual([]);
  });

  test('that brought something into lanes goes on to look at these, and at nothing twice', async () => {
    worker((kind, id) =>
      Promise.resolve(kind === 'arrival' ? { lanes: [`${id}.1`, `${id}.2`, `${id}.3`] } : ('done' as const)),
    );
    const queue = waker();
    for (let at = 0; at < 6; at += 1) void queue.wake('arrival', `a${String(at)}`);
    await until(() => looked.length === 24);
    await until(isIdle);
    expect(new Set(looked).size).toBe(24);
    expect(looked.filter((one) => one.startsWith('lane a')).length).toBe(18);
  });

  test('what is not one of ours is dropped: Redis is outside our trust', async () => {
    worker(done);
    const foreign = new Queue(queueName, { connection: open.redis, prefix: open.prefix });
    closing.push(() => foreign.close());
    const strange: readonly unknown[] = [
      { kind: 'shell', ids: ['x'], id: 'x' },
      { kind: 'lane', ids: [{ $ne: null }], id: { $ne: null } },
      { kind: 'lane', ids: 'lane-1', id: 7 },
      { kind: ['lane'], ids: ['x'], id: 'x' },
      { ids: ['x'], id: 'x' },
      {},
      null,
      'words',
      [],
    ];
    for (const data of strange) await foreign.add('lane', data);
    await waker().wake('lane', 'lane-1');
    await until(() => looked.length === 1);
    await until(isIdle);
    expect(looked).toEqual(['lane lane-1']);
    expect(telemetry.said).toEqual([]);
  });

  test('goes on after Redis was emptied in the middle', async () => {
    worker(done);
    const queue = waker();
    await queue.wake('lane', 'lane-1');
    await until(() => looked.length === 1);
    await open.flush();
    await queue.wake('lane', 'lane-2');
    await until(() => looked.length === 2);
    expect(looked).toEqual(['lane lane-1', 'lane lane-2']);
  });
});

describe('closing', () => {
  test('waits for the look under way, tells it to stop, and takes nothing new', async () => {
    const events: string[] = [];
    let finish: () => void = () => undefined;
    const made = worker(async (_, __, signal) => {
      events.push('begun');
      signal.addEventListener('abort', () => events.push('told'));
      await new Promise<void>((resolve) => (finish = resolve));
      events.push('ended');
      return 'busy';
    });
    const queue = waker();
    await queue.wake('lane', 'lane-1');
    await until(() => events.includes('begun'));
    const closed = made.close().then(() => events.push('closed'));
    await until(() => events.includes('told'));
    await queue.wake('lane', 'lane-2');
    await new Promise((resolve) => setTimeout(resolve, 20));
    finish();
    await closed;
    expect(events).toEqual(['begun', 'told', 'ended', 'closed']);
    expect(looked).toEqual(['lane lane-1']);
  });
});
