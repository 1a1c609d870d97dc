import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';
import { type Model } from 'mongoose';

import { type InboxEventRow } from '../../models/inbox-event.ts';
import { type IdentitySet } from '../../src/domain/subject.ts';
import { type InboxTraces } from '../../src/erasure/erasers/inbox.ts';
import { handledInboxUpdate } from '../../src/stores/inbox.ts';
import { createInboxTraces } from '../../src/stores/inbox-traces.ts';
import { takeAllIn } from '../support/take-in.ts';
import { type OpenStores, openStores, startOfTest } from './open-stores.ts';

const ana: IdentitySet = {
  ...{ tenantId: 'tenant-1', subjectId: 'ana', keyIds: [], identifiers: [] },
  hashes: ['1.ana-phone', '1.ana-bsuid'],
};
let stores: OpenStores;
let model: Model<InboxEventRow>;
let traces: InboxTraces;

beforeAll(async () => {
  stores = await openStores();
  model = stores.models.inboxEvents;
  const { arrivals } = stores.models;
  traces = createInboxTraces({
    model,
    arrivals,
    async takeIn(id) {
      for await (const taken of stores.inbox.arrivals.takeIn([id], 0)) expect(taken.refusedRows).toBe(0);
    },
  });
});
afterEach(() => stores.empty());
afterAll(() => stores.close());

/** Rows of Ana's. */
function rowsOf(count: number, rest: Partial<InboxEventRow> = {}): readonly InboxEventRow[] {
  const time = new Date(startOfTest);
  const row = {
    tenantId: 'tenant-1',
    kind: 'message' as const,
    lane: 'lane-of-ana',
    names: ['1.ana-phone', '1.ana-bsuid'],
  };
  const times = { at: time, receivedAt: time, dueAt: time, expiresAt: new Date(startOfTest + 86_400_000) };
  const state = 'pending' as const;
  return Array.from({ length: count }, () => ({ _id: randomUUID(), ...row, ...times, state, attempts: 0, ...rest }));
}

/** Rows by the raw driver: what is given is what stands there. */
async function plant(count: number, rest: Partial<InboxEventRow> = {}): Promise<void> {
  if (count > 0) await model.collection.insertMany(rowsOf(count, rest) as never[]);
}

/** An arrival that nobody took in. */
async function plantArrival(...rows: readonly InboxEventRow[]): Promise<void> {
  const expiresAt = new Date(startOfTest + 86_400_000);
  await stores.models.arrivals.collection.insertOne({
    _id: `00${randomUUID()}`,
    rows,
    expiresAt,
  } as never);
}

/** Rows that were handled: nothing is left in them but the keyed id. */
async function plantHandled(count: number): Promise<void> {
  await plant(count, { state: 'done' });
  await model.collection.updateMany({ state: 'done' }, handledInboxUpdate);
}

async function strip(limit: number, until = startOfTest): Promise<readonly number[]> {
  const chunks = [];
  for await (const stripped of traces.strip(ana, until, limit)) chunks.push(stripped);
  return chunks;
}

const states = ['pending', 'dead', 'done'] as const;

describe('what the inbox holds of a person', () => {
  test.each(states)('is found in a row that is %s, by any of the names, and taken from it', async (state) => {
    await plant(1, { state });
    await plant(1, { state, names: ['1.somebody', '1.ana-bsuid'], lane: 'lane-of-somebody' });
    expect(await traces.count(ana)).toBe(2);
    expect(await traces.residue(ana, [], startOfTest)).toBe(2);
    expect(await strip(10)).toEqual([2]);
    expect(await traces.count(ana)).toBe(0);
    expect(await traces.residue(ana, ['lane-of-ana', 'lane-of-somebody'], startOfTest)).toBe(0);
    expect(await model.countDocuments({ state: 'done', names: { $exists: false } })).toBe(2);
  });

  test.each(states)('is nobody else’s, in a row that is %s', async (state) => {
    await plant(1, { state, names: ['1.somebody'], lane: 'lane-of-somebody' });
    await plant(1, { state, tenantId: 'tenant-2' });
    expect(await traces.count(ana)).toBe(0);
    expect(await strip(10)).toEqual([]);
    expect(await model.countDocuments({ names: { $exists: true } })).toBe(2);
  });

  test('is found in what has arrived and is in no lane yet, and taken from it, beside what is others’', async () => {
    const others = { names: ['1.somebody'], lane: 'lane-of-somebody' };
    const later = { receivedAt: new Date(startOfTest + 1) };
    await plantArrival(...rowsOf(2), ...rowsOf(1, others), ...rowsOf(1, { names: [] }), ...rowsOf(1, later));
    await plantArrival(...rowsOf(1, others));
    await plantArrival(...rowsOf(1, { tenantId: 'tenant-2', lane: 'lane-at-another' }));
    await plant(1);
    expect(await traces.count(ana)).toBe(4);
    expect(await traces.residue(ana, ['lane-of-ana'], startOfTest)).toBe(4);
    expect(await stores.models.arrivals.countDocuments()).toBe(3);
    expect(await strip(10)).toEqual([0, 3]);
    expect(await traces.residue(ana, [], startOfTest)).toBe(0);
    expect(await traces.residue(ana, ['lane-of-ana'], startOfTest)).toBe(1);
    expect(await traces.count(ana)).toBe(1);
    // Only what names her was taken in.
    expect(await stores.models.arrivals.countDocuments()).toBe(2);
    expect(await model.countDocuments({ names: '1.somebody', state: 'pending' })).toBe(1);
  });

  test('stays away when somebody else held the arrival while it was stripped', async () => {
    const [row, other] = [...rowsOf(1), ...rowsOf(1, { names: ['1.somebody'], lane: 'lane-of-somebody' })];
    if (row === undefined || other === undefined) throw new Error('There are two rows.');
    await plantArrival(row, other);
    expect(await strip(10)).toEqual([0, 1]);
    // Whoever had read the arrival before puts it in now.
    await plantArrival(row, other);
    expect(await takeAllIn(stores.inbox)).toEqual([]);
    expect(await traces.residue(ana, ['lane-of-ana'], startOfTest)).toBe(0);
    expect(await traces.count(ana)).toBe(0);
  });

  test('goes a chunk at a time, and no further when nobody asks for the next', async () => {
    await plant(5);
    await plant(2, { state: 'dead' });
    for await (const stripped of traces.strip(ana, startOfTest, 2)) if (stripped === 2) break;
    expect(await traces.count(ana)).toBe(5);
    expect(await strip(2)).toEqual([2, 1, 2]);
  });

  test('is of this run only when it had come in by then', async () => {
    await plant(1, { receivedAt: new Date(startOfTest + 1) });
    expect(await strip(10)).toEqual([]);
    expect(await traces.residue(ana, ['lane-of-ana'], startOfTest)).toBe(0);
    expect(await traces.count(ana)).toBe(1);
  });

  test('is missed by neither way of looking: what stands in the lane counts without a name', async () => {
    await plant(1, { names: [] });
    expect(await traces.residue(ana, [], startOfTest)).toBe(0);
    expect(await traces.residue(ana, ['lane-of-ana'], startOfTest)).toBe(1);
  });

  test('costs nothing for what was handled: only rows that wait are looked at, and the person’s own', async () => {
    await plantHandled(300);
    await plant(4, { names: ['1.somebody'] });
    await plant(3, { state: 'dead', names: ['1.somebody'] });
    await plant(2);
    await plant(1, { state: 'dead' });
    const { db } = stores.connection;
    await db?.command({ profile: 2 });
    await traces.count(ana);
    await traces.residue(ana, ['lane-of-ana'], startOfTest);
    await strip(10);
    await db?.command({ profile: 0 });
    const ns = `${db?.databaseName ?? ''}.inbox_events`;
    const seen = await db
      ?.collection('system.profile')
      .find({ ns, op: { $ne: 'getmore' } })
      .toArray();
    await db?.dropCollection('system.profile');
    const examined = seen?.map((one) => Number(one['docsExamined'])) ?? [];
    // Counted, looked for (in the lane as well), found: six that wait and one that lies. Then the two and the one are stripped.
    expect(examined.toSorted()).toEqual([1, 1, 1, 1, 2, 6, 6, 6, 6]);
  });
});
