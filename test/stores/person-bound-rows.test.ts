import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';
import { type Model } from 'mongoose';

import { defineMessage, type MessageRow } from '../../models/message.ts';
import { type IdentitySet } from '../../src/domain/subject.ts';
import { type PersonBoundRows } from '../../src/erasure/person-bound-eraser.ts';
import { createPersonBoundRows } from '../../src/stores/person-bound-rows.ts';
import { type OpenStores, openStores, startOfTest } from './open-stores.ts';

const day = 86_400_000;
const ana: IdentitySet = personOf('tenant-1', 'ana');
let stores: OpenStores;
let model: Model<MessageRow>;
let rows: PersonBoundRows;

beforeAll(async () => {
  stores = await openStores();
  model = defineMessage(stores.connection);
  await model.createIndexes();
  rows = createPersonBoundRows(model, 'at');
});
afterEach(() => stores.empty());
afterAll(() => stores.close());

function personOf(tenantId: string, who: string): IdentitySet {
  const hashes = [`1.${who}-phone`, `1.${who}-bsuid`];
  return { tenantId, subjectId: who, keyIds: [`${who}-key-1`, `${who}-key-2`], hashes, identifiers: [] };
}

/** Writes as a stranger to our code does: what the driver is given is what stands there. */
async function plant(count: number, rest: Partial<MessageRow> = {}): Promise<void> {
  const { tenantId, subjectId } = ana;
  const message = { direction: 'in', origin: 'live', type: 'text', phoneNumberId: '222', at: new Date(startOfTest) };
  const bound = { tenantId, subjectId, keyId: 'ana-key-1', names: ['1.ana-phone', '1.ana-bsuid'] };
  const made = Array.from({ length: count }, () => ({ ...message, ...bound, messageHash: randomUUID(), ...rest }));
  await model.collection.insertMany(made.map((one) => ({ ...one, _id: randomUUID() as never })));
}

const left = () => model.countDocuments();

async function deleteAll(person: IdentitySet, limit: number): Promise<number> {
  let gone = 0;
  for await (const count of rows.deleteInChunks(person, limit)) gone += count;
  return gone;
}

describe('deleting', () => {
  test('takes at most so many at once, until none is left', async () => {
    await plant(7);
    const gone = [];
    for await (const count of rows.deleteInChunks(ana, 3)) gone.push([count, await left()]);
    expect(gone).toEqual([
      [3, 4],
      [3, 1],
      [1, 0],
    ]);
  });

  test('stops when nobody asks for the next', async () => {
    await plant(7);
    for await (const count of rows.deleteInChunks(ana, 3)) if (count === 3) break;
    expect(await left()).toBe(4);
  });

  test('finds what came in while it went on', async () => {
    await plant(4);
    let isFirst = true;
    for await (const count of rows.deleteInChunks(ana, 2)) {
      if (isFirst) await plant(count);
      isFirst = false;
    }
    expect(await left()).toBe(0);
  });

  test('finds what stands under any of the names, former ones included', async () => {
    await plant(1, { names: ['1.ana-bsuid'] });
    await plant(1, { names: ['1.ana-phone'], keyId: 'a-key-of-before' });
    await plant(1, { names: ['1.somebody', '1.ana-phone'] });
    expect(await rows.count(ana)).toBe(3);
    expect(await deleteAll(ana, 10)).toBe(3);
  });

  test('touches nobody else, not even the same person at another tenant', async () => {
    await plant(1, { tenantId: 'tenant-2' });
    await plant(1, { names: ['1.bea-phone'], keyId: 'bea-key-1' });
    expect([await rows.count(ana), await rows.residue(ana)]).toEqual([0, 0]);
    await rows.keep(ana, 0, startOfTest + day);
    expect(await deleteAll(ana, 10)).toBe(0);
    expect(await left()).toBe(2);
    expect(await model.countDocuments({ keptUntil: { $exists: true } })).toBe(0);
  });

  test('somebody of whom no name is known has nothing', async () => {
    await plant(2);
    const nobody: IdentitySet = { ...ana, hashes: [], keyIds: [] };
    expect([await rows.count(nobody), await deleteAll(nobody, 10), await rows.residue(nobody)]).toEqual([0, 0, 0]);
    expect(await left()).toBe(2);
  });
});

describe('keeping', () => {
  test('what is younger than the ground says stays until its date, and is neither deleted nor residue', async () => {
    await plant(2, { at: new Date(startOfTest - 10 * day) });
    await plant(1, { at: new Date(startOfTest - 30 * day) });
    await plant(3, { at: new Date(startOfTest - 40 * day) });
    const until = startOfTest + 99 * day;
    await rows.keep(ana, startOfTest - 30 * day, until);
    expect([await rows.count(ana), await rows.countKept(ana), await rows.residue(ana)]).toEqual([6, 2, 4]);
    expect(await deleteAll(ana, 10)).toBe(4);
    expect([await rows.count(ana), await rows.countKept(ana), await rows.residue(ana)]).toEqual([2, 2, 0]);
    const kept = await model.find().lean();
    expect(kept.map((row) => row.keptUntil)).toEqual([new Date(until), new Date(until)]);
  });

  test('the same again after a crash changes nothing, even when the clock went on', async () => {
    await plant(2);
    await rows.keep(ana, startOfTest - day, startOfTest + day);
    await rows.keep(ana, startOfTest - day, startOfTest + 9 * day);
    const kept = await model.find().lean();
    expect(kept.map((row) => Number(row.keptUntil))).toEqual([startOfTest + day, startOfTest + day]);
  });

  test('each item goes a life after its own date, where that is sooner', async () => {
    await plant(1, { at: new Date(startOfTest - 5 * day), type: 'old' });
    await plant(1, { at: new Date(startOfTest), type: 'young' });
    await rows.keep(ana, startOfTest - 30 * day, startOfTest + 20 * day, 22 * day);
    const untilOf = async (type: string) => Number((await model.findOne({ type }).lean())?.keptUntil);
    expect([await untilOf('old'), await untilOf('young')]).toEqual([startOfTest + 17 * day, startOfTest + 20 * day]);
  });

  test('an end that is no date keeps nothing: it would never come', async () => {
    await plant(1, { keptUntil: null as never });
    await plant(1, { keptUntil: '2031-12-31' as never });
    expect([await rows.countKept(ana), await rows.residue(ana)]).toEqual([0, 2]);
    expect(await deleteAll(ana, 10)).toBe(2);
  });

  test('what stands under the name and another key is none of it: kept before, it stays; else it goes', async () => {
    await plant(1, { keyId: 'a-key-of-before', keptUntil: new Date(startOfTest + day) });
    await plant(1, { keyId: 'a-key-of-before' });
    await plant(1);
    await rows.keep(ana, 0, startOfTest + 9 * day);
    expect([await rows.count(ana), await rows.countKept(ana), await rows.countKeptBefore(ana)]).toEqual([3, 1, 1]);
    expect(await deleteAll(ana, 10)).toBe(1);
    expect([await left(), await rows.residue(ana)]).toEqual([2, 0]);
  });

  test('MongoDB itself drops what was kept, at its date', async () => {
    const indexes = await model.collection.indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { keptUntil: 1 }, expireAfterSeconds: 0 }));
  });
});

describe('looking for residue', () => {
  test('finds what carries only the person’s key, which deleting does not', async () => {
    await plant(1, { names: [], keyId: 'ana-key-2' });
    await plant(1, { names: ['1.unknown'], keyId: 'ana-key-1' });
    expect([await rows.count(ana), await deleteAll(ana, 10)]).toEqual([0, 0]);
    expect(await rows.residue(ana)).toBe(2);
  });

  test('finds what carries only a name', async () => {
    await plant(1, { keyId: 'unknown', names: ['1.ana-bsuid'] });
    expect(await rows.residue(ana)).toBe(1);
  });

  test('counts each document once, whichever way it was found', async () => {
    await plant(2);
    await plant(3, { names: [] });
    await plant(4, { keyId: 'unknown' });
    expect(await rows.residue(ana)).toBe(9);
  });

  test('a ground keeps what stands under a name; what only carries the key is kept by nothing', async () => {
    await plant(1, { names: [] });
    await plant(1);
    await rows.keep(ana, 0, startOfTest + day);
    expect([await rows.countKept(ana), await rows.residue(ana)]).toEqual([1, 1]);
  });

  test('costs what the person has, not what the collection holds', async () => {
    await plant(3);
    await plant(500, { names: ['1.bea-phone'], keyId: 'bea-key-1' });
    const db = stores.connection.db;
    // Plans that were chosen while the collection held a handful are no measure.
    await db?.command({ planCacheClear: 'messages' });
    await db?.command({ profile: 2 });
    await rows.count(ana);
    await rows.residue(ana);
    await deleteAll(ana, 2);
    await db?.command({ profile: 0 });
    const profile = db?.collection<{ readonly ns: string; readonly docsExamined?: number }>('system.profile');
    const seen = (await profile?.find({ ns: `${db?.databaseName ?? ''}.messages` }).toArray()) ?? [];
    await profile?.drop();
    const examined = seen.flatMap(({ docsExamined }) => docsExamined ?? []);
    expect(examined.length).toBeGreaterThanOrEqual(4);
    expect(Math.max(...examined)).toBeLessThanOrEqual(6);
  });
});
