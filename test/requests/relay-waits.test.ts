import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { requestClocks } from '../../src/requests/clocks.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { openRelayWorld, operator, type RelayWorld } from './relay-world.ts';

const dayMs = 86_400_000;

let world: ErasureWorld;
let relay: RelayWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  relay = await openRelayWorld(world);
});
afterAll(() => world.close());

const inDays = (days: number): string => new Date(world.clock.time + days * dayMs).toISOString();

/** Looks at whatever waits, as the sweep does. */
async function pass(ms: number): Promise<void> {
  world.clock.time += ms;
  for (const id of await relay.stages.relayWaits.due(world.clock.time, 10)) await relay.stages.relayWaits.look(id);
}

async function slow(): Promise<string> {
  const requestId = await relay.asks(['Made-Up Plants', 'Quite Another Shop']);
  expect(await relay.stages.relayCodes.noCode(requestId, 'no-channel', null)).toBe(inDays(7));
  return requestId;
}

describe('without a code on the operator’s number', () => {
  test('nobody is asked for seven days, of each of which the person hears; then each business is, and the receipt says how', async () => {
    await world.person(world.tenant, anaNames);
    await slow();
    for (let day = 1; day < 7; day += 1) {
      await pass(dayMs);
      expect(relay.said).toHaveLength(day);
      expect(relay.said.at(-1)).toMatchObject({ kind: 'person.waiting', tenant: { tenantId: operator.tenantId } });
    }
    await pass(dayMs - 1);
    expect([await relay.requestsAt(world.tenant), relay.told, relay.said.length]).toEqual([[], [], 6]);
    await pass(1);
    const [row] = await relay.requestsAt(world.tenant);
    const request = await world.request(row?._id ?? '');
    expect(request).toMatchObject({ state: { name: 'verified' }, codeChannel: null, risk: { level: 'high' } });
    // The seven days were its delay.
    expect(request.startsAt).toBe(world.clock.time);
    expect(relay.told.map(({ what }) => what)).toEqual(['relay']);
    expect(relay.said.at(-1)?.body).toContain(request.reference);
    const { reference } = await world.runUntilRest(world.runnerOf(), request.requestId);
    const [receipt] = await world.stores.receipts.byReference(reference);
    const body = JSON.parse(Buffer.from(receipt?.jws.split('.')[1] ?? '', 'base64url').toString('utf8')) as object;
    const verification = ['wa-signed-inbound', 'asked-at-operator', 'slow-path'];
    expect(body).toMatchObject({ method: { verification, risk: 'high' } });
    await pass(dayMs);
    expect(relay.said).toHaveLength(7);
  });

  test('is over for the chat that waits for it once it is handed over', async () => {
    const requestId = await slow();
    expect(await relay.stages.relayCodes.isOver(requestId)).toBe(false);
    await pass(requestClocks.slowMs);
    expect(relay.said.at(-1)?.kind).toBe('person.relayed');
    expect(await relay.stages.relayCodes.isOver(requestId)).toBe(true);
  });

  test('asking again does not begin the week anew; other words do', async () => {
    const requestId = await slow();
    await pass(2 * dayMs);
    expect(await relay.asks(['Made-Up Plants', 'Quite Another Shop'])).toBe(requestId);
    expect(await relay.stages.relayCodes.noCode(requestId, 'locked', inDays(1))).toBe(inDays(5));
    const other = await relay.asks(['Quite Another Shop']);
    expect(await relay.stages.relayCodes.noCode(other, 'locked', inDays(1))).toBe(inDays(7));
  });

  test('CANCEL is heard on any day, wherever the chat is, and nobody is asked', async () => {
    for (const day of [0, 3, 6]) {
      await slow();
      await pass(day * dayMs + 1_000);
      const order = { tenant: operator, subject: relay.ana } as const;
      const standing = await relay.stages.relayCodes.status({ ...order, requestId: null, reference: null });
      expect(standing).toMatchObject({ state: 'code_locked' });
      expect(await relay.standing(standing?.reference ?? '')).toMatchObject({ state: 'code_locked' });
      expect(await relay.stages.relayCodes.cancelOpen({ ...order, because: 'asked' })).toMatchObject({
        isCancelled: true,
        matter: { part: { kind: 'elsewhere' } },
      });
      await pass(8 * dayMs);
      expect([relay.told, await relay.stages.relayWaits.due(world.clock.time + 99 * dayMs, 1)]).toEqual([[], []]);
    }
  });

  test('a code that is typed meanwhile takes its place, and nothing is asked a second time', async () => {
    await world.person(world.tenant, anaNames);
    const requestId = await slow();
    await pass(dayMs);
    await relay.handOver(requestId);
    const [row] = await relay.requestsAt(world.tenant);
    expect(row?.codeChannel).toBe('operator_template');
    await pass(8 * dayMs);
    expect([(await relay.requestsAt(world.tenant)).length, relay.told.length, relay.said.length]).toEqual([1, 1, 1]);
  });

  test('cut off in the middle of handing over, the next look goes on; the person hears of it', async () => {
    await world.person(world.tenant, anaNames);
    await slow();
    world.clock.time += requestClocks.slowMs;
    relay.left.verified = 0;
    await expect(pass(0)).rejects.toThrow('The power went.');
    relay.left.verified = 1;
    await pass(60_001);
    expect([await relay.stateAt(world.tenant), relay.told.length, relay.said.length]).toEqual(['verified', 1, 1]);
  });

  test('while one of the person’s events is handled it waits its turn', async () => {
    await slow();
    const [phone] = anaNames.filter(({ kind }) => kind === 'phone');
    if (phone === undefined) throw new Error('Ana has no number.');
    const lane = world.stores.blindIndex.lane(operator, phone);
    const fence = await world.stores.lanes.take(lane, world.clock.time, 9 * dayMs);
    await pass(7 * dayMs);
    expect(relay.told).toEqual([]);
    await world.stores.lanes.release(lane, fence ?? 0);
    await pass(1_000);
    expect(relay.told).toHaveLength(2);
  });
});
