import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { runLeaseMs } from '../../src/erasure/run-session.ts';
import { createCopyStore } from '../../src/stores/copies.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { fill } from '../erasure/samples.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { collecting, copyingIn, linksIn, lookingForFiles, restingIn, verifiedMatter } from './copying.ts';

const words = ['fern', 'rose', 'moss', 'ivy'];

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

const stateOf = async (requestId: string): Promise<string> => (await world.request(requestId)).state.name;
const copyAsked = () => verifiedMatter(world, ana, { right: 'access', part: 'all' });

/** Once: this worker is frozen for longer than its lease, and another takes the request and is done with it. */
function freezing(requestId: string): () => Promise<void> {
  let isOver = false;
  return async () => {
    if (isOver) return;
    isOver = true;
    world.clock.time += runLeaseMs + 1;
    await copyingIn(world).runner.run(requestId);
  };
}

/** One link was sent, it opens, and nothing rests but its copy. */
async function expectOneCopy(requestId: string): Promise<void> {
  expect(await stateOf(requestId)).toBe('answered');
  const [link, ...more] = linksIn(world);
  expect(more).toEqual([]);
  expect(await restingIn(world)).toEqual([1, 1]);
  const opened = await copyingIn(world).copies.open(link?.copyId ?? '', link?.key ?? '');
  expect(opened.name).toBe('opened');
}

describe('a copy that takes longer than a lease', () => {
  test('keeps the request for whoever makes it', async () => {
    const requestId = await copyAsked();
    const long = collecting(words, async () => {
      world.clock.time += runLeaseMs / 2;
      await copyingIn(world).runner.run(requestId);
    });
    await copyingIn(world, { collectors: [long] }).runner.run(requestId);
    await expectOneCopy(requestId);
    expect(world.said.map((one) => one.name)).not.toContain('request_run_lost');
  });

  test('of what was agreed to keeps it as well', async () => {
    const requestId = await verifiedMatter(world, ana, { right: 'access', part: 'opt-ins' });
    const consent = { at: new Date(world.clock.time).toISOString(), state: 'in', source: 'chat' };
    const long = {
      store: 'opt_ins',
      async *collect() {
        for await (const item of collecting(words, meanwhile).collect()) yield { ...item, ...consent };
      },
    };
    const meanwhile = async (): Promise<void> => {
      world.clock.time += runLeaseMs / 2;
      await copyingIn(world).runner.run(requestId);
    };
    await copyingIn(world, { collectors: [long] }).runner.run(requestId);
    expect(await stateOf(requestId)).toBe('answered');
    expect(world.sent).toHaveLength(1);
  });
});

describe('whoever lost the lease of a copy sends nothing and leaves nothing', () => {
  test('while it is read', async () => {
    const requestId = await copyAsked();
    await copyingIn(world, { collectors: [collecting(words, freezing(requestId))] }).runner.run(requestId);
    await expectOneCopy(requestId);
    expect(world.said.map((one) => one.name)).toContain('request_run_lost');
  });

  test('while a piece of it is written', async () => {
    const requestId = await copyAsked();
    const freeze = freezing(requestId);
    const store = createCopyStore(world.stores.models);
    const copyStore = {
      ...store,
      async addChunk(...given: Parameters<typeof store.addChunk>) {
        await freeze();
        await store.addChunk(...given);
      },
    };
    await copyingIn(world, { copyStore }).runner.run(requestId);
    await expectOneCopy(requestId);
  });

  test('just before it leaves', async () => {
    const requestId = await copyAsked();
    const freeze = freezing(requestId);
    const keyPin = async () => {
      await freeze();
      return null;
    };
    await copyingIn(world, { keyPin }).runner.run(requestId);
    await expectOneCopy(requestId);
  });
});

test('a store that cannot be read for a copy is tried again later', async () => {
  const requestId = await copyAsked();
  const broken = collecting(words, () => Promise.reject(new Error('a made-up fault')));
  await copyingIn(world, { collectors: [broken] }).runner.run(requestId);
  expect(await world.request(requestId)).toMatchObject({ state: { name: 'planning' }, attempts: 1 });
  await world.runUntilRest(copyingIn(world).runner, requestId);
  await expectOneCopy(requestId);
});

describe('a part', () => {
  test('is told once: whoever lost the lease says nothing', async () => {
    await fill(world, world.identity(ana), 2);
    const requestId = await verifiedMatter(world, ana, { right: 'erasure', part: { kind: 'media' } });
    await world.runnerOf({ register: lookingForFiles(world, freezing(requestId)) }).run(requestId);
    expect(await stateOf(requestId)).toBe('answered');
    expect(world.sent).toHaveLength(1);
  });
});
