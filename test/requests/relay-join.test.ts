import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
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

describe('what somebody asked who was known by a number alone', () => {
  test('goes along when the number turns out to be that of somebody known: it is brought up again, and STATUS knows it', async () => {
    const [phone, bsuid] = [
      { kind: 'phone', value: '16505550177' },
      { kind: 'bsuid', value: 'US.7000000000000000077' },
    ] as const;
    const known = await world.person(operator, [bsuid]);
    const number = await world.person(operator, [phone]);
    const references: string[] = [];
    for (const business of ['Quite Another Shop', 'A Third Shop']) {
      const { asked } = await relay.handOver(await relay.asks([business], number), number);
      references.push(...asked.map(({ reference }) => reference));
    }
    const decided = { tenantId: operator.tenantId, names: [], keyId: 'k', field: 'name', state: 'done' };
    const mine = ({ subjectId }: Subject, state: string, reference: string) => ({
      ...decided,
      subjectId,
      state,
      reference,
    });
    await world.connection
      .collection('corrections')
      .insertMany([
        mine(known, 'done', '1'),
        mine(number, 'done', '2'),
        mine(number, 'refused', '3'),
        mine(number, 'asked', '4'),
      ]);
    const whole = await world.person(operator, [bsuid, phone]);
    const gone = whole.subjectId === known.subjectId ? number : known;
    for (const collection of ['relays', 'corrections']) {
      const left = await world.connection.collection(collection).countDocuments({ subjectId: gone.subjectId });
      expect({ collection, left }).toEqual({ collection, left: 0 });
    }
    world.clock.time += 15 * 86_400_000;
    await relay.sweep();
    expect(relay.told.filter(({ reference }) => references.includes(reference))).toHaveLength(4);
    for (const reference of references) {
      expect(await relay.standing(reference, whole)).toMatchObject({ name: 'passed-on', to: 'people' });
    }
  });
});
