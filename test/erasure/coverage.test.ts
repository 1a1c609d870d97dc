import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { findUncovered, type Places } from '../../src/erasure/coverage.ts';
import { waivers } from '../../src/erasure/waivers.ts';
import { defaultPrefix, queueName } from '../../src/queue/look-queue.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';

let world: ErasureWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());

/** What a running product has: collections as MongoDB lists them once every model is registered. */
async function places(): Promise<Places> {
  return {
    collections: await world.collections(),
    redisPrefixes: [defaultPrefix],
    queues: [queueName],
    buckets: ['media_files'],
  };
}

describe('coverage', () => {
  test('every collection, key prefix, queue and bucket is erased by somebody, or waived', async () => {
    const there = await places();
    expect(there.collections.length).toBeGreaterThan(15);
    expect(findUncovered(there, world.parts.register, waivers)).toEqual({ uncovered: [], needless: [] });
  });

  test('a store that nobody registered is found, of whatever kind', async () => {
    const there = await places();
    const more: Places = {
      collections: [...there.collections, 'crm_notes'],
      redisPrefixes: ['oubli', 'session'],
      queues: ['look', 'mail'],
      buckets: ['media_files', 'exports'],
    };
    expect(findUncovered(more, world.parts.register, waivers).uncovered).toEqual([
      ...['bucket:exports', 'crm_notes', 'queue:mail', 'redis:session'],
    ]);
  });

  test('an eraser taken out of the register is missed', async () => {
    for (const eraser of world.erasers) {
      const others = { erasers: world.erasers.filter((one) => one !== eraser) };
      expect(findUncovered(await places(), others, waivers).uncovered).not.toEqual([]);
    }
  });

  test('a waiver of what is erased by now is named', async () => {
    const needless = [...waivers, { covers: 'contacts', reason: 'x', owner: 'x', reviewBy: '2027-01-01' }];
    expect(findUncovered(await places(), world.parts.register, needless).needless).toEqual(['contacts']);
  });

  test('each waiver says why, who and when it is looked at again', () => {
    for (const { reason, owner, reviewBy } of waivers) {
      expect(reason.length).toBeGreaterThan(30);
      expect(owner).not.toBe('');
      expect(new Date(reviewBy).toISOString()).toContain(reviewBy);
    }
  });
});
