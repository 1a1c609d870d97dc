import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type IdentitySet } from '../../src/domain/subject.ts';
import { type Eraser } from '../../src/erasure/eraser.ts';
import { createRequestOperator } from '../../src/requests/request-operator.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';
import { anaNames } from './tenant-and-names.ts';
import { fill, plant, sampleOf } from './samples.ts';

// The register is the source of the cases: a store without a sample fails here.
const registered = await namesOfStores();

let world: ErasureWorld;
let person: IdentitySet;
let requestId: string;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  const ana = await world.person(world.tenant, anaNames);
  person = world.identity(ana);
  requestId = await world.verifiedRequest(world.tenant, ana);
  await fill(world, person, 2);
});
afterAll(() => world.close());

/** The same erasers, one of them with another hand. */
function withHand(store: string, change: (eraser: Eraser) => Partial<Eraser>): readonly Eraser[] {
  return world.erasers.map((one) => (one.store === store ? { ...one, ...change(one) } : one));
}

describe.each(registered)('%s', (store) => {
  test('an eraser that leaves one row ends in blocked, and nobody is told it is done', async () => {
    const sabotaged = withHand(store, (eraser) => ({
      async erase(who, retention, context) {
        const { collection, filter } = sampleOf(store);
        const rows = world.connection.collection(collection);
        const one = await rows.findOne(filter(world, who) as never);
        if (one === null) throw new Error('There was nothing to leave behind.');
        const counts = await eraser.erase(who, retention, context);
        await rows.replaceOne({ _id: one._id }, one, { upsert: true });
        return counts;
      },
    }));
    await world.runnerWith(sabotaged).run(requestId);
    await expectBlocked(store);
  });

  test('a row planted by the raw driver during the run ends in blocked, and a retry finishes the job', async () => {
    const planting = withHand(store, (eraser) => ({
      async erase(who, retention, context) {
        const counts = await eraser.erase(who, retention, context);
        await plant(world, store, who);
        return counts;
      },
    }));
    await world.runnerWith(planting).run(requestId);
    await expectBlocked(store);

    const { reference } = await world.request(requestId);
    await createRequestOperator({ ...world.parts, subjects: world.stores.subjects }).retry(reference);
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('erased');
  });
});

test.each(['contacts', 'person_keys'])('%s that cannot be scanned is never done', async (store) => {
  const blind = withHand(store, () => ({ scan: () => Promise.reject(new Error('It is away.')) }));
  const { state } = await world.runUntilRest(world.runnerWith(blind), requestId);
  expect(state).toMatchObject({ name: 'blocked', store, reason: 'not_scanned' });
  expect(await world.notice(requestId, 'dsr.erased')).toBeNull();
});

async function expectBlocked(store: string): Promise<void> {
  const { state, noticesDue, dueAt } = await world.request(requestId);
  expect(state).toMatchObject({ name: 'blocked', store, reason: 'residue' });
  expect([noticesDue, dueAt]).toEqual([[], null]);
  expect(await world.notice(requestId, 'dsr.erased')).toBeNull();
  expect(await world.stores.models.farewell.countDocuments()).toBe(0);
  expect(world.said.filter((one) => one.name === 'erasure_blocked')).toHaveLength(1);
  // The person hears that people look at it; and stays locked out.
  expect(world.sent.map((one) => one.message)).toEqual([
    { kind: 'text', body: expect.stringContaining('longer than planned') },
  ]);
}

/** Before the tests are declared: the names alone, from a world of their own. */
async function namesOfStores(): Promise<readonly string[]> {
  const own = await openErasureWorld();
  const names = own.erasers.map((one) => one.store);
  await own.close();
  return names;
}
