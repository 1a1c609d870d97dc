import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Sender } from '../../src/conversation/sender.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { fill } from '../erasure/samples.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { copyingIn, linksIn, lookingForFiles, restingIn, verifiedMatter } from './copying.ts';

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
const cancel = async (requestId: string): Promise<void> =>
  expect((await world.desk.cancel(requestId)).isCancelled).toBe(true);

describe('a copy that is cancelled while it is made', () => {
  test('does not leave, and nothing of it stays', async () => {
    const requestId = await copyAsked();
    const keyPin = async () => {
      await cancel(requestId);
      return null;
    };
    await copyingIn(world, { keyPin }).runner.run(requestId);
    expect(await stateOf(requestId)).toBe('cancelled');
    expect(linksIn(world)).toEqual([]);
    expect(await restingIn(world)).toEqual([0, 0]);
  });

  test('while the link leaves: the link opens nothing', async () => {
    const requestId = await copyAsked();
    const sender: Sender = {
      async send(order) {
        await cancel(requestId);
        return world.parts.sender.send(order);
      },
    };
    await copyingIn(world, { sender }).runner.run(requestId);
    expect(await stateOf(requestId)).toBe('cancelled');
    expect(await restingIn(world)).toEqual([0, 0]);
  });
});

test('a part that is being erased is not said to be taken back: something of it may be gone', async () => {
  await fill(world, world.identity(ana), 2);
  const requestId = await verifiedMatter(world, ana, { right: 'erasure', part: { kind: 'media' } });
  const answers: boolean[] = [];
  const register = lookingForFiles(world, async () => {
    answers.push((await world.desk.cancel(requestId)).isCancelled);
  });
  await world.runnerOf({ register }).run(requestId);
  expect(new Set(answers)).toEqual(new Set([false]));
  expect(await stateOf(requestId)).toBe('answered');
});
