import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { type CopyStore } from '../../src/access/copies.ts';
import { createCopyStore } from '../../src/stores/copies.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { plant } from '../erasure/samples.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { copyingIn, linksIn, verifiedMatter } from './copying.ts';

const hourMs = 3_600_000;

let world: ErasureWorld;
let ana: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  ana = await world.person(world.tenant, anaNames);
});
afterAll(() => world.close());

const copyAsked = () => verifiedMatter(world, ana, { right: 'access', part: 'all' });

/** Ana last wrote then, on the number that the request came by. Milliseconds since the Unix epoch. */
async function heardAt(time: number): Promise<void> {
  await plant(world, 'conversations', world.identity(ana));
  const lastInboundAt = new Date(time);
  // Of no chat that opens: when it was is all that counts here.
  const change = { $set: { phoneNumberId: '222000222000222', subjectId: 'of-a-test', lastInboundAt } };
  await world.connection.collection('conversations').updateMany({}, change);
}

/** A copy that was handed over: what opens it. */
async function handedOver(copyStore?: CopyStore) {
  const made = copyingIn(world, copyStore === undefined ? {} : { copyStore });
  await made.runner.run(await copyAsked());
  const [link] = linksIn(world);
  if (link === undefined) throw new Error('no link was sent');
  return { ...made, link };
}

describe('a copy', () => {
  test('is sent within a day of what was last heard', async () => {
    await heardAt(world.clock.time);
    const requestId = await copyAsked();
    world.clock.time += 23 * hourMs;
    expect((await world.runUntilRest(copyingIn(world).runner, requestId)).state.name).toBe('answered');
    expect(linksIn(world)).toHaveLength(1);
  });
});

describe('opening a copy', () => {
  test('fails, and refuses nobody, when the database does not answer', async () => {
    const real = createCopyStore(world.stores.models);
    const down: CopyStore = { ...real, chunk: () => Promise.reject(new Error('down')) };
    const { copies, link } = await handedOver(down);
    await expect(copies.open(link.copyId, link.key)).rejects.toThrow('down');
    expect(world.said.map(({ name }) => name)).not.toContain('copy_refused');
  });

  test.each(['', 'short', Buffer.alloc(32).toString('base64url'), Buffer.alloc(99).toString('base64url')])(
    'with a key that is none of it is refused (%#)',
    async (key) => {
      const { copies, link } = await handedOver();
      expect(await copies.open(link.copyId, key)).toEqual({ name: 'wrong-key' });
    },
  );

  test('gives its pieces an end soon after its own, so that a download that runs is not cut', async () => {
    const { copies, link } = await handedOver();
    expect((await copies.open(link.copyId, link.key)).name).toBe('opened');
    const { copy, copyChunk } = world.stores.models;
    const row = await copy.findById(link.copyId).lean();
    const ends = (await copyChunk.find({ copyId: link.copyId }).lean()).map(({ expiresAt }) => expiresAt.getTime());
    const ownEnd = row?.expiresAt.getTime() ?? 0;
    expect(ownEnd).toBe(world.clock.time + hourMs / 6);
    expect(ends.length).toBeGreaterThan(0);
    for (const end of ends) {
      expect(end).toBeGreaterThan(ownEnd);
      expect(end).toBeLessThanOrEqual(ownEnd + hourMs);
    }
  });
});
