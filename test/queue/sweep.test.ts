import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { toInstant } from '../../src/domain/instant.ts';
import { createLookQueue, type Look } from '../../src/queue/look-queue.ts';
import { type Chore, createSweep, type DueSource, type SweepParts } from '../../src/queue/sweep.ts';
import { accept } from '../stores/accept-event.ts';
import { type OpenStores, openStores, startOfTest } from '../stores/open-stores.ts';
import { type OpenQueue, openQueue, recordTelemetry, until } from './open-queue.ts';

const unending = new AbortController().signal;
let telemetry: ReturnType<typeof recordTelemetry>;
let looked: string[];

beforeEach(() => {
  telemetry = recordTelemetry();
  looked = [];
});

const note: Look = (kind, id) => {
  looked.push(`${kind} ${id}`);
  return Promise.resolve('done');
};

function sweepOf(parts: Partial<SweepParts>): ReturnType<typeof createSweep> {
  return createSweep({ sources: [], chores: [], look: note, everyMs: 5, telemetry, now: () => startOfTest, ...parts });
}

function source(kind: DueSource['kind'], ...ids: readonly string[]): DueSource {
  return { kind, due: () => Promise.resolve(ids) };
}

const failing: DueSource = { kind: 'request', due: () => Promise.reject(new Error('words of Ana Example')) };

describe('one sweep', () => {
  test('looks at everything due, and says how much there was', async () => {
    const sweep = sweepOf({ sources: [source('lane', 'a', 'b'), source('notice', 'c'), source('farewell')] });
    expect(await sweep.sweepOnce(unending)).toBe(3);
    expect(looked.sort()).toEqual(['lane a', 'lane b', 'notice c']);
  });

  test('one bad source does not stop the others', async () => {
    const sweep = sweepOf({ sources: [source('lane', 'a'), failing, source('notice', 'c')] });
    expect(await sweep.sweepOnce(unending)).toBe(2);
    expect(looked).toEqual(['lane a', 'notice c']);
    expect(telemetry.said).toMatchObject([{ name: 'sweep_failed', facts: { kind: 'request' } }]);
  });

  test('one bad look does not stop the others, however it fails', async () => {
    const look: Look = (kind, id, signal) => {
      if (id === 'sync') throw new Error('words of Ana Example');
      return id === 'async' ? Promise.reject(new Error('words of Ana Example')) : note(kind, id, signal);
    };
    const ids = Array.from({ length: 40 }, (_, at) => String(at));
    const sweep = sweepOf({ look, sources: [source('lane', 'sync', 'async', ...ids), source('notice', 'c')] });
    expect(await sweep.sweepOnce(unending)).toBe(43);
    expect(looked).toHaveLength(41);
    expect(telemetry.said.map(({ name, facts }) => [name, facts])).toEqual([
      ['look_failed', { kind: 'lane' }],
      ['look_failed', { kind: 'lane' }],
    ]);
  });

  test('looks at several at once, and at no more than eight', async () => {
    let now = 0;
    let most = 0;
    const look: Look = async () => {
      most = Math.max(most, (now += 1));
      await new Promise(setImmediate);
      now -= 1;
      return 'done';
    };
    await sweepOf({ look, sources: [source('lane', ...Array.from({ length: 50 }, (_, at) => String(at)))] }).sweepOnce(
      unending,
    );
    expect(most).toBe(8);
  });

  test('leaves what became due this second to whoever was woken for it', async () => {
    const asked: number[] = [];
    const due = (now: number) => (asked.push(now), Promise.resolve([]));
    await sweepOf({ sources: [{ kind: 'lane', due }] }).sweepOnce(unending);
    expect(asked).toEqual([startOfTest - 1_000]);
  });

  test('stops between two looks, sources and chores when asked to', async () => {
    const stop = new AbortController();
    const look: Look = (kind, id, signal) => (stop.abort(), note(kind, id, signal));
    const done: string[] = [];
    const chore: Chore = { name: 'tidy', everyMs: 1, run: () => Promise.resolve(done.push('tidy')) };
    const ids = Array.from({ length: 50 }, (_, at) => String(at));
    const sources = [source('lane', ...ids), source('notice', 'c')];
    await sweepOf({ look, sources, chores: [chore] }).sweepOnce(stop.signal);
    expect(looked.length).toBeLessThanOrEqual(8);
    expect(looked.filter((one) => one.startsWith('notice'))).toEqual([]);
    expect(done).toEqual([]);
  });
});

describe('chores', () => {
  test('run when their time has come again, and one that fails stops none', async () => {
    let time = startOfTest;
    const done: string[] = [];
    const chores: readonly Chore[] = [
      { name: 'broken', everyMs: 10, run: () => Promise.reject(new Error('words of Ana Example')) },
      {
        ...{ name: 'worse', everyMs: 10 },
        run: () => {
          throw new Error('words of Ana Example');
        },
      },
      { name: 'often', everyMs: 10, run: () => Promise.resolve(done.push('often')) },
      { name: 'seldom', everyMs: 100, run: () => Promise.resolve(done.push('seldom')) },
    ];
    const sweep = sweepOf({ chores, now: () => time });
    for (const pause of [0, 9, 1, 90]) {
      time += pause;
      await sweep.sweepOnce(unending);
    }
    expect(done).toEqual(['often', 'seldom', 'often', 'often', 'seldom']);
    expect(telemetry.said.filter(({ name }) => name === 'chore_failed')).toHaveLength(6);
    expect(JSON.stringify(telemetry.said.map(({ facts }) => facts))).not.toContain('Ana');
  });
});

describe('sweeping again and again', () => {
  test('a chore that takes long holds up no other, and closing tells it to stop', async () => {
    const events: string[] = [];
    const slow: Chore = {
      ...{ name: 'slow', everyMs: 0 },
      run: (_, signal) =>
        new Promise((_resolve, reject) => {
          events.push('slow');
          signal.addEventListener('abort', () => reject(new Error('told to stop')));
        }),
    };
    const quick: Chore = { name: 'quick', everyMs: 0, run: () => Promise.resolve(events.push('quick')) };
    const running = sweepOf({ chores: [slow, quick] }).start();
    await until(() => events.filter((one) => one === 'quick').length >= 3);
    await running.close();
    expect(events.filter((one) => one === 'slow')).toHaveLength(1);
    expect(telemetry.said).toEqual([]);
  });

  test('goes on after a sweep in which everything failed, until it is closed', async () => {
    let sweeps = 0;
    const due = () => ((sweeps += 1), Promise.reject(new Error('away')));
    const chore: Chore = { name: 'broken', everyMs: 0, run: () => Promise.reject(new Error('away')) };
    const running = sweepOf({ sources: [{ kind: 'lane', due }], chores: [chore] }).start();
    await until(() => sweeps >= 3);
    await running.close();
    const before = sweeps;
    await new Promise((resolve) => setTimeout(resolve, 25));
    expect(sweeps).toBe(before);
  });

  test('a look that takes long holds up its own kind only, and a chore that takes long holds up none', async () => {
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const look: Look = async (kind, id, signal) => {
      if (kind === 'request') await held;
      return note(kind, id, signal);
    };
    const chore: Chore = { name: 'slow', everyMs: 0, run: () => held };
    const running = sweepOf({ look, sources: [source('request', 'a'), source('lane', 'b')], chores: [chore] }).start();
    await until(() => looked.filter((one) => one === 'lane b').length >= 3);
    expect(looked).not.toContain('request a');
    finish();
    await running.close();
    expect(looked.filter((one) => one === 'request a')).toHaveLength(1);
  });

  test('closing waits for the look under way, and tells it to stop', async () => {
    const events: string[] = [];
    let finish: () => void = () => undefined;
    const look: Look = async (_, __, signal) => {
      events.push('begun');
      signal.addEventListener('abort', () => events.push('told'));
      await new Promise<void>((resolve) => (finish = resolve));
      events.push('ended');
      return 'done';
    };
    const running = sweepOf({ look, sources: [source('lane', 'a')] }).start();
    await until(() => events.includes('begun'));
    const closed = running.close().then(() => events.push('closed'));
    await until(() => events.includes('told'));
    await new Promise(setImmediate);
    finish();
    await closed;
    expect(events).toEqual(['begun', 'told', 'ended', 'closed']);
  });
});

describe('without Redis', () => {
  let stores: OpenStores;
  let queue: OpenQueue;
  beforeAll(async () => {
    stores = await openStores();
    queue = await openQueue();
  });
  afterEach(() => stores.empty());
  afterAll(async () => {
    await queue.close();
    await stores.close();
  });

  test('what was woken and flushed away is found by what stands in MongoDB (invariant 20)', async () => {
    const { lane } = await accept(
      stores,
      { tenantId: 'tenant-1', portfolioId: 'portfolio-1' },
      {
        ...{ kind: 'preference', business: { wabaId: '111', phoneNumberId: '222' }, at: toInstant(startOfTest) },
        ...{ names: [{ kind: 'phone', value: '16505550100' }], wantsMarketing: false },
      },
    );
    const waker = createLookQueue({ redis: queue.redis, telemetry, prefix: queue.prefix });
    await waker.wake('lane', lane);
    await until(async () => (await queue.dump()) !== '');
    await queue.flush();
    expect(await queue.dump()).toBe('');
    stores.clock.time += 1_000;
    const { inbox, clock } = stores;
    const due: DueSource = { kind: 'lane', due: (now, limit) => inbox.dueLanes(now, limit) };
    await sweepOf({ sources: [due], now: () => clock.now() }).sweepOnce(unending);
    expect(looked).toEqual([`lane ${lane}`]);
    await waker.close();
  });
});
