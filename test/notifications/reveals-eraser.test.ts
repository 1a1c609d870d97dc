import { afterAll, beforeAll, beforeEach, expect, test } from '../support/jest.ts';

import { type IdentitySet } from '../../src/domain/subject.ts';
import { type Eraser } from '../../src/erasure/eraser.ts';
import { createRevealsEraser } from '../../src/erasure/erasers/reveals.ts';
import { revealLifeMs, type RevealMatter } from '../../src/notifications/reveals.ts';
import { createRevealRows } from '../../src/stores/reveals.ts';
import { anaPerson, type NoticeWorld, openNoticeWorld, reference } from './notice-world.ts';

const person: IdentitySet = { tenantId: 'tenant-plants', keyIds: ['key-1'], ...anaPerson };
const context = { signal: new AbortController().signal, stillOurs: () => Promise.resolve(), erasedFrom: 0 };

let world: NoticeWorld;
let eraser: Eraser;
beforeAll(async () => {
  world = await openNoticeWorld();
  eraser = createRevealsEraser({ rows: createRevealRows({ model: world.models.reveals }), clock: world.clock });
});
beforeEach(() => world.empty());
afterAll(() => world.close());

const link = (requestId: string, of = anaPerson, what: RevealMatter = 'erasure') =>
  world.reveals.create(world.tenant, { requestId, reference, what, person: of });
const requestIds = async () => (await world.models.reveals.find().lean()).map((row) => row.requestId).sort();

test('the link of the request that is being erased stays, as the receipt says, and is no residue', async () => {
  await link('request-1');
  expect(await eraser.count(person)).toBe(0);
  expect(await eraser.erase(person, null, context)).toEqual({ deleted: 0, retained: 0 });
  expect(await eraser.scan(person, null, context)).toEqual({ residual: 0 });
  expect(await world.reveals.heldUntil('request-1')).not.toBeNull();
});

test('links of former requests go, other people keep theirs', async () => {
  await link('request-0');
  world.clock.time += 1_000;
  await link('request-1');
  await link('request-other', { ...anaPerson, subjectId: 'subject-2', hashes: ['1.hash-of-somebody-else'] });
  expect(await eraser.count(person)).toBe(1);
  expect(await eraser.scan(person, null, context)).toEqual({ residual: 1 });
  expect(await eraser.erase(person, null, context)).toEqual({ deleted: 1, retained: 0 });
  expect(await requestIds()).toEqual(['request-1', 'request-other']);
  expect(await eraser.erase(person, null, context)).toEqual({ deleted: 0, retained: 0 });
});

test('the link of the erasure stays also where others were made after it: those go, and are residue until then', async () => {
  await link('request-1');
  for (const [id, what] of [
    ['freeze-x', 'restriction'],
    ['correction-x.reminder-1', 'correction'],
    ['request-2', 'copy'],
  ] as const) {
    world.clock.time += 1_000;
    await link(id, anaPerson, what);
  }
  expect(await eraser.count(person)).toBe(3);
  expect(await eraser.scan(person, null, context)).toEqual({ residual: 3 });
  expect(await eraser.erase(person, null, context)).toEqual({ deleted: 3, retained: 0 });
  expect(await requestIds()).toEqual(['request-1']);
  expect(await eraser.scan(person, null, context)).toEqual({ residual: 0 });
});

test('a link of anything but an erasure is residue, also where it is the only one', async () => {
  await link('freeze-x', anaPerson, 'restriction');
  expect(await eraser.scan(person, null, context)).toEqual({ residual: 1 });
  await eraser.erase(person, null, context);
  expect(await requestIds()).toEqual([]);
});

test('a link that is over is residue until it is gone, also when MongoDB has not dropped it yet', async () => {
  await link('request-1');
  world.clock.time += revealLifeMs;
  expect(await eraser.scan(person, null, context)).toEqual({ residual: 1 });
  await eraser.erase(person, null, context);
  expect(await eraser.scan(person, null, context)).toEqual({ residual: 0 });
  expect(await requestIds()).toEqual([]);
});

test('a row without an end, and one that only the random id of the person leads to, are found by the scan', async () => {
  await link('request-1');
  const { tenantId, subjectId } = person;
  await world.models.reveals.collection.insertOne({
    _id: 'planted-1' as never,
    tenantId,
    subjectId: 'x',
    names: [...person.hashes],
  });
  await world.models.reveals.collection.insertOne({ _id: 'planted-2' as never, tenantId, subjectId, names: [] });
  expect(await eraser.scan(person, null, context)).toEqual({ residual: 2 });
});
