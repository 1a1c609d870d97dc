import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { createRestrictions } from '../../src/requests/restrictions.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';

let world: ErasureWorld;
let ana: Subject;
let told: { readonly requestId: string; readonly what: string }[];
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  ana = await world.person(world.tenant, anaNames);
  told = [];
});
afterAll(() => world.close());

/** @param dies after the business was told, before the wish is written. */
async function wish(restricts: boolean, dies = false): Promise<void> {
  const { subjects, optIns } = world.stores;
  const restrictions = createRestrictions({
    ...{ subjects, clock: world.clock },
    optIns: dies ? { ...optIns, record: () => Promise.reject(new Error('The power is gone.')) } : optIns,
    notices: {
      announceAsked: (_, { requestId, what }) => Promise.resolve(void told.push({ requestId, what })),
    },
  });
  const { tenant } = world;
  if (restricts) await restrictions.pause({ tenant, subject: ana });
  else await restrictions.lift({ tenant, subject: ana, askId: randomUUID() });
}

/** As the notices are kept: one of each id. */
const heard = () => [...new Map(told.map(({ requestId, what }) => [requestId, what])).values()];

describe('a pause', () => {
  test('that is lifted and said again within an hour is told each time: the last word of the business is how it stands', async () => {
    for (const restricts of [true, false, true]) {
      await wish(restricts);
      world.clock.time += 60_000;
    }
    expect(heard()).toEqual(['restriction', 'restriction-lifted', 'restriction']);
  });

  test('said twice is told once, and what was never paused is not lifted', async () => {
    await wish(false);
    await wish(true);
    await wish(true);
    expect(heard()).toEqual(['restriction']);
  });

  test('is told once also when the worker dies before it is written, hours before it is said again', async () => {
    await wish(true);
    world.clock.time += 60_000;
    await expect(wish(false, true)).rejects.toThrow('The power is gone.');
    world.clock.time += 3 * 3_600_000;
    await wish(false);
    expect(heard()).toEqual(['restriction', 'restriction-lifted']);
    expect(await world.stores.optIns.current(ana, 'processing')).toBe('in');
  });
});
