import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { createRequestOperator } from '../../src/requests/request-operator.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';
import { fill, sampleOf } from './samples.ts';
import { anaNames, bilalNames } from './tenant-and-names.ts';

const [anaBsuid, phone] = anaNames as [Identifier, Identifier];
const [bilalBsuid, bilalPhone] = bilalNames as [Identifier, Identifier];

let world: ErasureWorld;
let requestId: string;
beforeAll(async () => {
  world = await openErasureWorld();
});
/** Somebody's erasure stands still: their row is gone, their last store cannot be looked at. */
beforeEach(async () => {
  await world.empty();
  const ana = await world.person(world.tenant, anaNames);
  requestId = await world.verifiedRequest(world.tenant, ana);
  await fill(world, world.identity(ana), 1);
  const blind = world.erasers.map((one) =>
    one.store === 'contacts' ? { ...one, scan: () => Promise.reject(new Error('It is away.')) } : one,
  );
  await world.runUntilRest(world.runnerWith(blind), requestId);
  expect((await world.request(requestId)).state.name).toBe('blocked');
});
afterAll(() => world.close());

const ensure = (...names: readonly Identifier[]): Promise<Subject> => world.stores.subjects.ensure(world.tenant, names);
const isBusy = { code: 'identity_busy', retry: 'yes' };

async function goOn(): Promise<void> {
  const { reference } = await world.request(requestId);
  await createRequestOperator({ ...world.parts, subjects: world.stores.subjects }).retry(reference);
  await world.runUntilRest(world.runnerOf(), requestId);
}

describe('the number of somebody whose erasure stands still', () => {
  test('is nobody else’s until that is over', async () => {
    const before = await world.stores.models.personKey.countDocuments();
    await expect(ensure(bilalBsuid, phone)).rejects.toMatchObject(isBusy);
    expect(await world.stores.models.subject.countDocuments()).toBe(0);
    expect(await world.stores.models.personKey.countDocuments()).toBe(before);
    await goOn();
    expect((await world.request(requestId)).state.name).toBe('erased');
    expect(await ensure(bilalBsuid, phone)).toMatchObject({ identifiers: [bilalBsuid, phone] });
  });

  test('is not learned of somebody known, nor moved to them, nor joined with them', async () => {
    const bilal = await ensure(...bilalNames);
    await expect(ensure(bilalBsuid, phone)).rejects.toMatchObject(isBusy);
    const change = { previous: [bilalPhone], names: [bilalBsuid, phone] };
    await expect(world.stores.subjects.move(world.tenant, change)).rejects.toMatchObject(isBusy);
    await ensure(phone);
    await expect(ensure(bilalBsuid, phone)).rejects.toMatchObject(isBusy);
    expect(await world.stores.subjects.byId(bilal.subjectId)).toEqual(bilal);
  });

  test('does not make its known id out of somebody who wrote under it alone', async () => {
    await ensure(phone);
    await expect(ensure(bilalBsuid, phone)).rejects.toMatchObject(isBusy);
  });

  test.each([
    ['with their own id', anaNames],
    ['with their own id alone', [anaBsuid]],
    ['without any id', [phone]],
  ])('is still theirs: what they write meanwhile %s is erased as well', async (_how, names) => {
    await ensure(...names);
    await goOn();
    expect((await world.request(requestId)).state.name).toBe('erased');
    expect(await world.stores.models.subject.countDocuments()).toBe(0);
  });

  test('when somebody else has it all the same, erases nothing of theirs, and the run comes to its end', async () => {
    const bilal = await world.stores.subjects.admit(world.tenant, [bilalBsuid, phone]);
    const stores = ['contacts', 'messages', 'opt_ins', 'media', 'conversations', 'subjects', 'person_keys'];
    const person = world.identity(bilal);
    await fill(world, person, 2, stores);
    const counts = async (): Promise<readonly number[]> =>
      Promise.all(
        stores.map((store) => {
          const { collection, filter } = sampleOf(store);
          return world.connection.collection(collection).countDocuments(filter(world, person));
        }),
      );
    const before = await counts();
    await goOn();
    expect((await world.request(requestId)).state.name).toBe('erased');
    expect(await world.stores.subjects.byId(bilal.subjectId)).toMatchObject(bilal);
    expect(await counts()).toEqual(before);
    expect(before).not.toContain(0);
    expect(await world.stores.tombstones.latest(world.tenant, [bilalBsuid])).toBeNull();
    expect(await world.stores.tombstones.latest(world.tenant, [anaBsuid])).not.toBeNull();
  });
});
