import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { accessTexts } from '../../flows/data-access/texts/index.ts';
import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { partTexts } from '../../flows/partial-deletion/texts/index.ts';
import { dayInWords } from '../../flows/phrasing.ts';
import { standingInWords } from '../../flows/standing.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { locales } from '../../src/domain/locale.ts';
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

test.each(locales)('STATUS of a part that is under way speaks of that part: %s', async (locale) => {
  const requestId = await verifiedMatter(world, ana, files);
  const seen: string[] = [];
  const erasers = world.erasers.map((eraser) => {
    const { part } = eraser;
    if (eraser.store !== 'media' || part === undefined) return eraser;
    const erase: typeof part.erase = async (...given) => {
      const found = await world.desk.status({ tenant: world.tenant, subject: ana, requestId, reference: null });
      if (found !== null) seen.push(standingInWords(locale, found));
      return part.erase(...given);
    };
    return { ...eraser, part: { ...part, erase } };
  });
  await world.runUntilRest(world.runnerWith(erasers), requestId);
  const { reference } = await world.request(requestId);
  const whole = deletionTexts[locale].status({ reference, group: 'deleting', day: null });
  expect(seen).toHaveLength(1);
  expect(seen[0]).toContain(reference);
  expect(seen[0]).not.toContain(whole);
  expect(seen[0]).toContain(partTexts[locale].standing.deleting);
});

test('a copy that is held and let go before it was told is spoken of as a copy', async () => {
  const requestId = await verifiedMatter(world, ana, copy);
  const { reference } = await world.request(requestId);
  const holds = createHolds(world.parts);
  await holds.hold('tenant-first', reference, 'legal_claims', toInstant(world.clock.time + dayMs));
  await holds.release('tenant-first', reference);
  const found = await world.desk.status({ tenant: world.tenant, subject: ana, requestId, reference: null });
  await copyingIn(world).runner.run(requestId);
  const day = dayInWords('en', found?.dueAt ?? toInstant(0));
  expect(said()[0]).toBe(accessTexts.en.status({ reference, group: 'waiting', day }));
});
