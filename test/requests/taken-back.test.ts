import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames } from '../erasure/tenant-and-names.ts';
import { openRelayWorld, operator, type RelayWorld } from './relay-world.ts';

let world: ErasureWorld;
let relay: RelayWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  relay = await openRelayWorld(world);
});
afterAll(() => world.close());

describe('CANCEL on the operator’s number', () => {
  test('takes back each business’s own request, and tells the people who pass one on to stop', async () => {
    await world.person(world.tenant, anaNames);
    const { asked } = await relay.handOver(await relay.asks(['Made-Up Plants', 'Quite Another Shop']));
    const [plants = '', shop = ''] = asked.map(({ reference }) => reference);
    expect(await relay.takeBack('event-1.0')).toEqual([
      { words: 'Made-Up Plants', reference: plants, end: 'cancelled' },
      { words: 'Quite Another Shop', reference: shop, end: 'told' },
    ]);
    expect(await relay.stateAt(world.tenant)).toBe('cancelled');
    expect(relay.takenBack).toMatchObject([
      { event: 'dsr.cancelled', reference: shop, requestId: relay.told[0]?.requestId },
    ]);
    for (const reference of [plants, shop]) {
      const standing = await relay.standing(reference);
      expect(standing).toMatchObject({ name: 'request', state: 'cancelled' });
    }
    // And nothing is left to be cancelled.
    expect(await relay.takeBack('event-2.0')).toBeNull();
  });

  test('past the point of no return it says so, and erasing goes on', async () => {
    await world.person(world.tenant, anaNames);
    const requestId = await relay.asks(['Made-Up Plants', 'Quite Another Shop']);
    await relay.handOver(requestId);
    const [request] = await relay.requestsAt(world.tenant);
    const verifiedAt = new Date(world.clock.time).toISOString();
    await world.stores.requests.change(await world.request(request?._id ?? ''), {
      state: { name: 'planning', verifiedAt },
    });
    expect((await relay.takeBack('event-1.0'))?.map(({ end }) => end)).toEqual(['too-late', 'told']);
    expect(await relay.stateAt(world.tenant)).toBe('planning');
  });

  test('cut off in the middle, it comes to the same answer', async () => {
    await world.person(world.tenant, anaNames);
    const { asked } = await relay.handOver(await relay.asks(['Made-Up Plants', 'Quite Another Shop']));
    relay.left.cancelled = 0;
    await expect(relay.takeBack('event-1.0')).rejects.toThrow('The power went.');
    relay.left.cancelled = Infinity;
    const whole = asked.map((one, index) => ({ ...one, end: index === 0 ? 'cancelled' : 'told' }));
    expect(await relay.takeBack('event-1.0')).toEqual(whole);
    expect(await relay.takeBack('event-1.0')).toEqual(whole);
  });

  test('in the middle of handing over it leaves out whoever was not asked yet', async () => {
    await world.person(world.tenant, anaNames);
    const requestId = await relay.asks(['Quite Another Shop', 'Made-Up Plants', 'A Third Shop']);
    relay.left.verified = 0;
    await expect(relay.handOver(requestId)).rejects.toThrow('The power went.');
    relay.left.verified = Infinity;
    expect((await relay.takeBack('event-1.0', requestId))?.map(({ end }) => end)).toEqual([
      'told',
      'cancelled',
      'cancelled',
    ]);
    await relay.handOver(requestId);
    expect([await relay.stateAt(world.tenant), relay.told.length]).toEqual(['cancelled', 1]);
  });

  test('takes back what was asked for another person, with whatever else is open, and tells the people who check it', async () => {
    const { reference } = await relay.passOn('event-1.0');
    const { asked } = await relay.handOver(await relay.asks(['Quite Another Shop']));
    const ends = await relay.takeBack('event-2.0');
    expect(ends).toHaveLength(2);
    expect(ends).toEqual(
      expect.arrayContaining([
        { words: null, reference, end: 'told' },
        { ...asked[0], end: 'told' },
      ]),
    );
    const told = relay.told.find(({ what }) => what === 'mandate');
    expect(relay.takenBack).toContainEqual(
      expect.objectContaining({ to: operator.tenantId, event: 'dsr.cancelled', reference, requestId: told?.requestId }),
    );
    expect(await relay.standing(reference)).toMatchObject({ name: 'request', state: 'cancelled' });
    // The same asking, heard again after a crash, comes to the same; another finds nothing.
    expect(await relay.takeBack('event-2.0')).toEqual(ends);
    expect(await relay.takeBack('event-3.0')).toBeNull();
  });

  test('is heard until somebody has answered, also when that is late; the operator who heard of it is told as well', async () => {
    const { asked } = await relay.handOver(await relay.asks(['Made-Up Plants']));
    await relay.passOn('event-1.0');
    world.clock.time += 31 * 86_400_000;
    await relay.sweep();
    expect((await relay.takeBack('event-2.0'))?.map(({ end }) => end)).toEqual(['told', 'told']);
    const [plants] = asked.map(({ reference }) => reference);
    const toldOfPlants = relay.takenBack.filter(({ reference }) => reference === plants).map(({ to }) => to);
    expect(toldOfPlants).toEqual([world.tenant.tenantId, operator.tenantId]);
  });

  test('is heard of the same identity alone, and reaches no request that began elsewhere', async () => {
    const there = await world.person(world.tenant, anaNames);
    const bilal = await world.person(operator, bilalNames);
    await relay.handOver(await relay.asks(['Made-Up Plants']));
    expect(await relay.takeBack('event-1.0', null, bilal)).toBeNull();
    expect(await relay.stateAt(world.tenant)).toBe('verified');
    await relay.takeBack('event-2.0');
    const direct = await world.verifiedRequest(world.tenant, there);
    expect(await relay.takeBack('event-3.0')).toBeNull();
    expect((await world.request(direct)).state.name).toBe('verified');
  });
});
