import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { createRemembrance } from '../../src/erasure/remembrance.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';
import { anaNames, bilalNames } from './tenant-and-names.ts';

let world: ErasureWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(() => world.empty());
afterAll(() => world.close());

const hour = 3_600_000;

function tombstone() {
  return world.stores.tombstones.latest(world.tenant, [anaNames[0] ?? { kind: 'phone', value: '' }]);
}

describe('what a run leaves so that nobody comes back', () => {
  test('is a tombstone and a suppression for each name, and says when it was done', async () => {
    const { tenant, stores } = world;
    const requestId = await world.verifiedRequest(tenant, await world.person(tenant, anaNames));
    const erasedAt = world.clock.time;
    expect((await world.runUntilRest(world.runnerOf(), requestId)).state.name).toBe('erased');
    for (const name of anaNames) {
      expect(await stores.tombstones.latest(tenant, [name])).toEqual({ erasedAt, doneAt: erasedAt, locale: 'en' });
      expect(await stores.suppressions.isSuppressed(tenant, [name])).toBe(true);
    }
    expect(await stores.tombstones.latest(tenant, bilalNames)).toBeNull();
    expect(await stores.suppressions.isSuppressed(tenant, bilalNames)).toBe(false);
  });

  test('stands before anything is erased: without it the run goes no further', async () => {
    const { tenant, stores } = world;
    const subject = await world.person(tenant, anaNames);
    const requestId = await world.verifiedRequest(tenant, subject);
    const real = createRemembrance(stores);
    const begin = () => Promise.reject(new Error('The disk is full.'));
    const broken = world.runnerOf({ remembrance: { ...real, begin } });
    await broken.run(requestId);
    expect((await world.request(requestId)).state.name).toBe('planning');
    expect(await stores.subjects.byId(subject.subjectId)).not.toBeNull();
    world.clock.time += hour;
    expect((await world.runUntilRest(world.runnerOf(), requestId)).state.name).toBe('erased');
  });

  test('holds when the clock is put back an hour after the code was typed: the messages that asked are before it', async () => {
    const { tenant } = world;
    const requestId = await world.verifiedRequest(tenant, await world.person(tenant, anaNames));
    const typedAt = world.clock.time;
    world.clock.time -= hour;
    await world.runnerOf().run(requestId);
    world.clock.time = typedAt;
    await world.runUntilRest(world.runnerOf(), requestId);
    expect((await tombstone())?.erasedAt).toBeGreaterThanOrEqual(typedAt);
  });

  test('moves forward when a run starts over because more of the person turned up', async () => {
    const { tenant, stores } = world;
    const requestId = await world.verifiedRequest(tenant, await world.person(tenant, anaNames));
    const [first] = world.erasers;
    if (first === undefined) throw new Error('There are no erasers.');
    const sick = { ...first, erase: () => Promise.reject(new Error('Not now.')) };
    await world.runnerWith([sick, ...world.erasers.slice(1)]).run(requestId);
    const before = (await tombstone())?.erasedAt ?? 0;
    world.clock.time += hour;
    // Meanwhile they write under a name that was not known.
    const [bsuid] = anaNames;
    if (bsuid === undefined) throw new Error('Ana has no name.');
    const other = { kind: 'phone', value: '447700900199' } as const;
    await stores.subjects.ensure(tenant, [bsuid, other]);
    expect((await world.runUntilRest(world.runnerOf(), requestId)).state.name).toBe('erased');
    expect(await tombstone()).toMatchObject({ erasedAt: before + hour });
    expect(await stores.tombstones.latest(tenant, [other])).toMatchObject({ erasedAt: before + hour });
  });
});
