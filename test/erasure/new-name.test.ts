import { afterAll, beforeAll, expect, test } from '../support/jest.ts';

import { type Identifier } from '../../src/domain/subject.ts';
import { createRequestOperator } from '../../src/requests/request-operator.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';
import { anaNames } from './tenant-and-names.ts';

const [bsuid, phone] = anaNames as [Identifier, Identifier];

let world: ErasureWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());

test('a name that is shown while an erasure stands still belongs to it: the business hears of both, and nobody else is let in', async () => {
  const requestId = await world.verifiedRequest(world.tenant, await world.person(world.tenant, [phone]));
  const blind = world.runnerWith(
    world.erasers.map((one) =>
      one.store === 'person_keys' ? { ...one, scan: () => Promise.reject(new Error('It is away.')) } : one,
    ),
  );
  const retry = async (): Promise<void> => {
    const { reference } = await world.request(requestId);
    await createRequestOperator({ ...world.parts, subjects: world.stores.subjects }).retry(reference);
  };
  expect((await world.runUntilRest(blind, requestId)).state.name).toBe('blocked');
  await world.person(world.tenant, [bsuid, phone]);
  await retry();
  expect((await world.runUntilRest(blind, requestId)).state.name).toBe('blocked');
  // And whoever restores a backup of before is to tell of both.
  const noted = await world.connection.collection('erasure_ledger').findOne({ requestId }, { sort: { _id: -1 } });
  expect(noted).toMatchObject({ kind: 'planned', told: { subjectRef: [{ kind: 'phone' }, { kind: 'bsuid' }] } });
  const newcomer = world.person(world.tenant, [{ kind: 'bsuid', value: 'US.9000000000000000009' }, phone]);
  await expect(newcomer).rejects.toMatchObject({ code: 'identity_busy' });
  await retry();
  expect((await world.runUntilRest(world.runnerOf(), requestId)).state.name).toBe('erased');
  const notice = await world.notice(requestId, 'dsr.erased');
  const kinds = notice?.event === 'dsr.erased' ? notice.subjectRef.map(({ kind }) => kind) : [];
  expect([...kinds].sort()).toEqual(['bsuid', 'phone']);
});
