import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { toInstant } from '../../src/domain/instant.ts';
import { type RequestState } from '../../src/domain/request.ts';
import { createDrainSteps } from '../../src/proof/audit-drain.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames } from '../erasure/tenant-and-names.ts';

let world: ErasureWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(() => world.empty());
afterAll(() => world.close());

const at = toInstant(0);
const ends: readonly RequestState[] = [
  { name: 'closed', verifiedAt: at, erasedAt: at, stores: [], closedAt: at },
  { name: 'cancelled', at },
  { name: 'expired', at },
  { name: 'answered', verifiedAt: at, answeredAt: at },
  { name: 'refused', at, ground: 'legal_duty' },
];

async function drain(): Promise<void> {
  const { auditSteps, auditLog } = world.stores;
  await createDrainSteps({ steps: auditSteps, log: auditLog })(100);
}

async function end(requestId: string, state: RequestState): Promise<void> {
  expect(await world.parts.store.change(await world.request(requestId), { state })).not.toBeNull();
}

async function wordOf(requestId: string): Promise<string | undefined> {
  return (await world.stores.models.request.findById(requestId).lean())?.pseudonym;
}

/** Another request of Ana, found by her names alone. */
async function anotherOfAna(): Promise<string> {
  const requestId = await world.openRequest(world.tenant, await world.person(world.tenant, bilalNames));
  const { names } = await world.person(world.tenant, anaNames);
  await world.stores.models.request.updateOne({ _id: requestId }, { names: [...names] });
  return requestId;
}

const erasureOfAna = async () => world.verifiedRequest(world.tenant, await world.person(world.tenant, anaNames));

/** Type and place of what the log says under that word. */
async function saidOf(word: string | undefined): Promise<readonly unknown[]> {
  const stored = await world.stores.auditStore.entries(0, 100);
  return stored
    .map(({ text }) => JSON.parse(text) as { readonly p?: string; readonly type: string; readonly seq: number })
    .filter(({ p }) => p === word)
    .map(({ type, seq }) => [type, seq]);
}

describe('the word under which a request stands in the log', () => {
  test.each(ends.map((state) => [state.name, state] as const))('is forgotten when it is %s', async (_name, state) => {
    const requestId = await world.openRequest(world.tenant, await world.person(world.tenant, anaNames));
    await drain();
    expect(await wordOf(requestId)).toBeDefined();
    await end(requestId, state);
    await drain();
    expect(await wordOf(requestId)).toBeUndefined();
  });

  test('is forgotten when the erasure of the person answers it, once the log has heard of that end', async () => {
    const erasure = await erasureOfAna();
    const requestId = await anotherOfAna();
    const word = await wordOf(requestId);
    await drain();
    await world.runnerOf().run(erasure);
    await drain();
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'cancelled' }, version: 2 });
    expect(await saidOf(word)).toEqual([
      ['request.intent_shown', 1],
      ['request.cancelled', 2],
    ]);
    expect(await wordOf(requestId)).toBeUndefined();
  });

  test('is not missed by an erasure that finds a refused request whose person is not told yet: it stays refused', async () => {
    const erasure = await erasureOfAna();
    const requestId = await anotherOfAna();
    await end(requestId, { name: 'refused', at, ground: 'legal_duty' });
    await drain();
    await world.runnerOf().run(erasure);
    const { state, person } = await world.request(requestId);
    expect([state.name, person]).toEqual(['refused', null]);
    await drain();
    expect(await saidOf('')).toEqual([]);
  });
});
