import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Eraser } from '../../src/erasure/eraser.ts';
import { runLeaseMs } from '../../src/erasure/run-session.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';
import { anaNames } from './tenant-and-names.ts';
import { fill } from './samples.ts';

let world: ErasureWorld;
let requestId: string;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  const ana = await world.person(world.tenant, anaNames);
  requestId = await world.verifiedRequest(world.tenant, ana);
  await fill(world, world.identity(ana), 2);
});
afterAll(() => world.close());

/** The same erasers; `meanwhile` happens while the message log is erased. */
function interrupted(meanwhile: (context: Parameters<Eraser['erase']>[2]) => Promise<void>): readonly Eraser[] {
  return world.erasers.map((eraser) => {
    if (eraser.store !== 'messages') return eraser;
    return {
      ...eraser,
      async erase(person, retention, context) {
        await meanwhile(context);
        return eraser.erase(person, retention, context);
      },
    } satisfies Eraser;
  });
}

const erasedStores = (): readonly unknown[] =>
  world.said.filter((one) => one.name === 'store_erased').map((one) => one.facts['store']);

describe('one worker a request', () => {
  test('of ten that look at once, one runs', async () => {
    await Promise.all(Array.from({ length: 10 }, () => world.runnerOf().run(requestId)));
    expect((await world.request(requestId)).state.name).toBe('erased');
    expect(erasedStores()).toEqual(world.erasers.map((one) => one.store));
  });

  test('who lost the lease stops at once and changes nothing; the other one finishes', async () => {
    let second: Promise<unknown> = Promise.resolve();
    const slow = interrupted(async ({ stillOurs }) => {
      world.clock.time += runLeaseMs + 1;
      second = world.runnerOf().run(requestId);
      await second;
      await stillOurs();
    });
    await world.runnerWith(slow).run(requestId);
    await second;
    expect(world.said.map((one) => one.name)).toContain('request_run_lost');
    expect((await world.request(requestId)).state.name).toBe('erased');
    // The first worker's contacts, then everything but that by the second.
    expect(erasedStores()).toEqual(world.erasers.map((one) => one.store));
    expect(await world.stores.models.notice.countDocuments({ event: 'dsr.erased' })).toBe(1);
  });

  test('who lost the lease writes no checkpoint, even if the other one has written nothing yet', async () => {
    const slow = world.erasers.map((eraser) => {
      if (eraser.store !== 'messages') return eraser;
      return {
        ...eraser,
        async erase(...given) {
          const counts = await eraser.erase(...given);
          world.clock.time += runLeaseMs + 1;
          expect(await world.parts.store.take(requestId, world.clock.time, runLeaseMs)).not.toBeNull();
          return counts;
        },
      } satisfies Eraser;
    });
    await world.runnerWith(slow).run(requestId);
    const { steps, state } = await world.request(requestId);
    expect([state.name, steps.map((one) => one.store)]).toEqual(['erasing', ['contacts']]);
    expect(world.said.map((one) => one.name)).toContain('request_run_lost');
  });

  describe('whoever lost a lane ends nothing: something of the person may have been handled since', () => {
    /** This worker is frozen for longer than its leases, and another handles an event of the person meanwhile. */
    async function freeze(): Promise<void> {
      world.clock.time += runLeaseMs + 1;
      const lane = world.stores.blindIndex.lane(world.tenant, anaNames.at(-1) ?? { kind: 'phone', value: '' });
      const fence = await world.stores.lanes.take(lane, world.clock.time, runLeaseMs);
      await world.stores.lanes.release(lane, fence ?? 0);
    }

    async function expectUnended(): Promise<void> {
      expect((await world.request(requestId)).state.name).toBe('scanning');
      expect(world.said.map((one) => one.name)).toContain('request_run_lost');
      expect(await world.stores.models.receipt.countDocuments()).toBe(0);
      expect(await world.stores.models.farewell.countDocuments()).toBe(0);
      await world.runnerOf().run(requestId);
      expect((await world.request(requestId)).state.name).toBe('erased');
    }

    test('while it looks for what is left: and says nowhere that it is over', async () => {
      const slow = world.erasers.map((eraser) => {
        if (eraser.store !== 'messages') return eraser;
        return {
          ...eraser,
          async scan(...given) {
            const found = await eraser.scan(...given);
            await freeze();
            return found;
          },
        } satisfies Eraser;
      });
      await world.runnerWith(slow).run(requestId);
      expect(await world.stores.models.auditEntry.countDocuments()).toBe(0);
      await expectUnended();
    });

    test('while the end is written', async () => {
      const { issueReceipt } = world.parts;
      const slow = world.runnerOf({
        async issueReceipt(...given) {
          await freeze();
          return issueReceipt(...given);
        },
      });
      await slow.run(requestId);
      await expectUnended();
    });
  });

  test('a long run keeps its lease and the person’s lanes', async () => {
    const long = interrupted(async ({ stillOurs }) => {
      for (let turn = 0; turn < 5; turn += 1) {
        world.clock.time += runLeaseMs / 2;
        await stillOurs();
        await world.runnerOf().run(requestId);
        const held = await world.stores.models.lane.find({ leaseUntil: { $gt: new Date(world.clock.time) } });
        expect(held).toHaveLength(2);
      }
    });
    await world.runnerWith(long).run(requestId);
    expect((await world.request(requestId)).state.name).toBe('erased');
    expect(await world.stores.models.lane.countDocuments({ leaseUntil: { $gt: new Date(world.clock.time) } })).toBe(0);
  });

  test('waits while a worker handles the person’s events, and holds none of their lanes meanwhile', async () => {
    const [lane = ''] = anaNames.map((one) => world.stores.blindIndex.lane(world.tenant, one));
    const fence = await world.stores.lanes.take(lane, world.clock.time, 10_000);
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('planning');
    expect(world.woken.filter((one) => one === `request:${requestId}`)).not.toHaveLength(0);
    const held = await world.stores.models.lane.find({ leaseUntil: { $gt: new Date(world.clock.time) } }).lean();
    expect(held.map((one) => one._id)).toEqual([lane]);
    await world.stores.lanes.release(lane, fence ?? 0);
    await world.runUntilRest(world.runnerOf(), requestId);
    expect((await world.request(requestId)).state.name).toBe('erased');
  });

  test('a stop in the middle hands the rest back at once', async () => {
    const stop = new AbortController();
    const stopping = interrupted(() => {
      stop.abort();
      return Promise.resolve();
    });
    await world.runnerWith(stopping).run(requestId, stop.signal);
    const { state, lease, attempts } = await world.request(requestId);
    expect({ state: state.name, leaseUntil: lease.until, attempts }).toEqual({
      state: 'erasing',
      leaseUntil: 0,
      attempts: 0,
    });
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('erased');
  });

  test('a person who waits long hears once that it goes on', async () => {
    const slow = interrupted(async ({ stillOurs }) => {
      world.clock.time += 5_001;
      await stillOurs();
      await stillOurs();
    });
    await world.runnerWith(slow).run(requestId);
    expect(world.sent.map((one) => one.message)).toEqual([
      { kind: 'text', body: expect.stringContaining('Still deleting') },
    ]);
    expect(world.sent[0]?.to).toEqual({ phone: '16505550100', bsuid: 'US.1000000000000000001' });
  });

  test('a step that fails five times, later each time, asks the operator', async () => {
    const starts: number[] = [];
    const broken = interrupted(() => {
      starts.push(world.clock.time);
      return Promise.reject(new Error('Ana Fictive wrote this.'));
    });
    const { state } = await world.runUntilRest(world.runnerWith(broken), requestId);
    expect(state).toMatchObject({ name: 'blocked', store: 'messages', reason: 'step_failed' });
    const first = starts[0] ?? 0;
    expect(starts.map((at) => at - first)).toEqual([0, 1_000, 5_000, 21_000, 85_000]);
    expect(JSON.stringify(world.said)).not.toContain('Ana');
  });
});
