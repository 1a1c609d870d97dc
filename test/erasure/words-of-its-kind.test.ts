import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { accessTexts } from '../../flows/data-access/texts/index.ts';
import { partTexts } from '../../flows/partial-deletion/texts/index.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { type Matter } from '../../src/domain/matter.ts';
import { createHolds } from '../../src/requests/holds.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { copyingIn, verifiedMatter } from '../access/copying.ts';
import { waitingIn } from '../requests/asking.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';
import { anaNames } from './tenant-and-names.ts';

const dayMs = 86_400_000;
const files: Matter = { right: 'erasure', part: { kind: 'media' } };
const copy: Matter = { right: 'access', part: 'all' };

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

const said = (): readonly string[] =>
  world.sent.map(({ message }) => (message.kind === 'text' ? message.body : message.kind));

/** Every step fails until people look at it. */
async function blocked(matter: Matter): Promise<string> {
  const requestId = await verifiedMatter(world, ana, matter);
  const failing = world.erasers.map((eraser) =>
    eraser.store === 'media' && eraser.part !== undefined
      ? { ...eraser, part: { ...eraser.part, erase: () => Promise.reject(new Error('down')) } }
      : eraser,
  );
  const { state, reference } = await world.runUntilRest(world.runnerWith(failing), requestId);
  expect(state.name).toBe('blocked');
  return reference;
}

describe('what gets stuck', () => {
  test('is told as a part to somebody who asked for a part', async () => {
    const reference = await blocked(files);
    expect(said()).toEqual([partTexts.en.news.blocked({ reference })]);
  });

  test('is told as a copy to somebody who asked for a copy', async () => {
    const reference = await blocked(copy);
    expect(said()).toEqual([accessTexts.en.news.blocked({ reference })]);
    expect(said().join()).not.toMatch(/[Dd]elet/);
  });

  test('is not told when the copy is withheld: somebody else may have the number', async () => {
    const requestId = await verifiedMatter(world, ana, copy);
    world.clock.time += 1_000;
    world.answers.push({ name: 'refused', reason: 'identity-changed', code: 137000 });
    const { state, reference } = await world.runUntilRest(copyingIn(world).runner, requestId);
    expect(state.name).toBe('blocked');
    expect(said()).not.toContain(accessTexts.en.news.blocked({ reference }));
    expect(said()).toHaveLength(1); // The copy itself, which Meta refused.
  });
});

test('the reminder of a part that waits speaks of that part', async () => {
  waitingIn(world, 72);
  const requestId = await verifiedMatter(world, ana, files);
  await world.runnerOf().run(requestId);
  world.clock.time += 1.1 * dayMs;
  await world.runnerOf().run(requestId);
  expect(said().join('\n')).toContain('The part that you chose will be deleted on');
  expect(said().join('\n')).not.toContain('Your data will be deleted');
});

test('a copy that is held and let go before it was told is spoken of as a copy', async () => {
  const requestId = await verifiedMatter(world, ana, copy);
  const { reference } = await world.request(requestId);
  const holds = createHolds(world.parts);
  await holds.hold('tenant-first', reference, 'legal_claims', toInstant(world.clock.time + dayMs));
  await holds.release('tenant-first', reference);
  await copyingIn(world).runner.run(requestId);
  expect(said()[0]).toBe(accessTexts.en.status({ reference, group: 'waiting' }));
});
