import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';
import { type Connection, type Model } from 'mongoose';

import { type ArrivalRow, defineArrival } from '../../models/arrival.ts';
import { defineDayKey } from '../../models/day-key.ts';
import { defineInboxEvent, type InboxEventRow } from '../../models/inbox-event.ts';
import { type InboundEvent } from '../../src/domain/inbound.ts';
import { createDayKeys, type DayKeys } from '../../src/keys/day-keys.ts';
import { type EpochKeys } from '../../src/keys/epoch-keys.ts';
import { createKeyring } from '../../src/keys/keyring.ts';
import { sealJson } from '../../src/keys/seal.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { createDayKeyStore } from '../../src/stores/day-keys.ts';
import { createInboxStore, type InboxStore } from '../../src/stores/inbox.ts';
import { inboxSealPlace, type NewInboxRow } from '../../webhooks/inbox.ts';
import { testDatabase } from '../support/database.ts';
import { freshEpochs } from '../support/key-file.ts';
import { takeAllIn } from '../support/take-in.ts';

const now = Date.parse('2026-11-24T12:00:00.000Z');
const clock = { now: () => now };
const keyring = createKeyring(Buffer.alloc(32, 3));
const event: InboundEvent = {
  kind: 'preference',
  business: { wabaId: '1', phoneNumberId: '2' },
  at: '2026-11-24T11:00:00.000Z',
  names: [{ kind: 'phone', value: '16505550100' }],
  wantsMarketing: false,
};

let connection: Connection;
let model: Model<InboxEventRow>;
let arrivals: Model<ArrivalRow>;
let epochs: EpochKeys;
let dayKeys: DayKeys;
let inbox: InboxStore;
let giveBack: () => unknown;

beforeAll(async () => {
  const database = await testDatabase();
  connection = await connectMongo(database.databaseUri);
  giveBack = () => database.giveBack();
  model = defineInboxEvent(connection);
  arrivals = defineArrival(connection);
  await model.createIndexes();
  epochs = await freshEpochs(keyring);
  dayKeys = createDayKeys({ store: createDayKeyStore({ model: defineDayKey(connection) }), epochs, clock });
  inbox = createInboxStore({ model, arrivals, dayKeys });
});
afterEach(() => Promise.all([model.deleteMany({}), arrivals.deleteMany({})]));
afterAll(async () => {
  await connection.close();
  await giveBack();
});

async function rowOf(rest: Partial<NewInboxRow> = {}): Promise<NewInboxRow> {
  const { keyId, key } = await dayKeys.today();
  const time = new Date(now);
  return {
    _id: randomUUID(),
    tenantId: 'tenant-first',
    kind: 'preference',
    lane: 'lane-1',
    names: ['1.hash'],
    at: time,
    receivedAt: time,
    state: 'pending',
    dueAt: time,
    attempts: 0,
    keyId,
    sealed: sealJson(key, event, inboxSealPlace('tenant-first', keyId)),
    expiresAt: new Date(now + 8 * 86_400_000),
    ...rest,
  };
}

/** Accepts, and puts everything in its lane. */
async function take(rows: readonly NewInboxRow[]): Promise<void> {
  await inbox.accept(rows);
  await takeAllIn(inbox);
}

describe('accepting', () => {
  test('says in which arrival the rows are, per caller, when many callers share one', async () => {
    const shared = await rowOf();
    const rows = await Promise.all(Array.from({ length: 50 }, () => rowOf()));
    const answers = await Promise.all(rows.map((row) => inbox.accept([row, shared])));
    expect(new Set(answers.flat()).size).toBe(await arrivals.countDocuments());
    const held = async (ids: readonly string[]) =>
      (await arrivals.find({ _id: { $in: ids } }).lean()).flatMap((one) => one.rows.map(({ _id }) => _id));
    for (const [index, row] of rows.entries()) {
      expect(await held(answers[index] ?? [])).toEqual(expect.arrayContaining([row._id, shared._id]));
    }
    await takeAllIn(inbox);
    expect(await model.countDocuments()).toBe(51);
  });

  test('takes more rows from one caller than fit one arrival', async () => {
    const one = await rowOf();
    const rows = Array.from({ length: 4_500 }, (_, index) => ({ ...one, _id: `row-${String(index % 4_499)}` }));
    expect(await inbox.accept(rows)).toHaveLength(3);
    await takeAllIn(inbox);
    expect(await model.countDocuments()).toBe(4_499);
  });

  test('many callers with more than fits a document share as many as it takes', async () => {
    const names = Array.from({ length: 60_000 }, (_, index) => `1.${String(index).padStart(43, '0')}`);
    const rows = await Promise.all(Array.from({ length: 9 }, () => rowOf({ names })));
    const answers = await Promise.all(rows.map((row) => inbox.accept([row])));
    expect(new Set(answers.flat()).size).toBeGreaterThan(2);
    await takeAllIn(inbox);
    expect(await model.countDocuments()).toBe(9);
  });

  test('what MongoDB refuses is unavailable for its batch, not silently dropped', async () => {
    const tooLarge = await rowOf({ sealed: Buffer.alloc(17 * 1024 * 1024) });
    await expect(inbox.accept([tooLarge])).rejects.toMatchObject({ code: 'inbox_unavailable' });
    expect(await arrivals.countDocuments()).toBe(0);
  });

  test('does nothing for nothing', async () => {
    expect(await inbox.accept([])).toEqual([]);
    expect(await arrivals.countDocuments()).toBe(0);
  });
});

describe('working through a lane', () => {
  test('hands out what is due, in the order in which it happened', async () => {
    const at = (minute: number) => new Date(now - 3_600_000 + minute * 60_000);
    await take([
      await rowOf({ _id: 'c', at: at(2), receivedAt: at(5) }),
      await rowOf({ _id: 'b', at: at(2), receivedAt: at(4) }),
      await rowOf({ _id: 'd', at: at(2), receivedAt: at(5) }),
      await rowOf({ _id: 'a', at: at(1), receivedAt: at(9) }),
      await rowOf({ _id: 'later', dueAt: new Date(now + 1) }),
      await rowOf({ _id: 'other', lane: 'lane-2' }),
    ]);
    expect((await inbox.claimLane('lane-1', now, 10)).map((row) => row._id)).toEqual(['a', 'b', 'c', 'd']);
    expect(await inbox.claimLane('lane-1', now, 2)).toHaveLength(2);
  });

  test('opens what the door sealed, until the key of the day is gone', async () => {
    await take([await rowOf()]);
    const [row] = await inbox.claimLane('lane-1', now, 1);
    if (row === undefined) throw new Error('nothing was claimed');
    expect(await inbox.open(row)).toEqual(event);
    const keyless = createDayKeys({
      store: { insertIfAbsent: (key) => Promise.resolve(key), find: () => Promise.resolve(null) },
      epochs,
      clock,
    });
    expect(await createInboxStore({ model, arrivals, dayKeys: keyless }).open(row)).toBeNull();
    await expect(inbox.open({ ...row, tenantId: 'tenant-second' })).rejects.toMatchObject({ code: 'seal_broken' });
  });

  test('what is done keeps its keyed id and nothing about the person', async () => {
    await take([await rowOf({ _id: 'a' })]);
    await inbox.done(['a']);
    const row = await model.collection.findOne({ _id: 'a' as never });
    const expiresAt = new Date(now + 8 * 86_400_000);
    expect(row).toEqual({
      _id: 'a',
      tenantId: 'tenant-first',
      kind: 'preference',
      receivedAt: new Date(now),
      state: 'done',
      attempts: 0,
      expiresAt,
    });
    expect(await inbox.claimLane('lane-1', now, 10)).toEqual([]);
  });

  test('what fails waits, and is set aside after eight tries', async () => {
    await take([await rowOf({ _id: 'a' })]);
    const dueAt = new Date(now + 1_000);
    const states: unknown[] = [];
    for (let tries = 1; tries <= 9; tries += 1) states.push(await inbox.failed('a', { errorCode: '$$ROOT', dueAt }));
    expect(states).toEqual([...Array.from({ length: 7 }, () => 'pending'), 'dead', null]);
    expect(await model.findById('a').lean()).toMatchObject({ state: 'dead', attempts: 8, errorCode: '$$ROOT', dueAt });
    expect(await inbox.dueLanes(now + 2_000, 10)).toEqual([]);
  });

  test('the sweep finds each lane in which something is due, longest waiting first', async () => {
    await take([
      await rowOf({ lane: 'young', dueAt: new Date(now - 1) }),
      await rowOf({ lane: 'old', dueAt: new Date(now - 9) }),
      await rowOf({ lane: 'old', dueAt: new Date(now - 2) }),
      await rowOf({ lane: 'resting', dueAt: new Date(now + 1) }),
    ]);
    expect(await inbox.dueLanes(now, 10)).toEqual(['old', 'young']);
    expect(await inbox.dueLanes(now, 1)).toEqual(['old']);
  });
});

describe('the indexes of what waits', () => {
  test.each([
    ['a lane', 'lane_1_at_1', { lane: 'one', state: 'pending', dueAt: { $lte: new Date(now) } }, { at: 1 }],
    ['what is due', 'dueAt_1', { state: 'pending', dueAt: { $lte: new Date(now) } }, { dueAt: 1 }],
  ] as const)('%s is looked up by its own', async (_what, index, filter, sort) => {
    const plan = await model.collection
      .find(filter as object)
      .sort(sort)
      .explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain(`"indexName":"${index}"`);
  });

  test('hold nothing of a row that was handled', async () => {
    const row = await rowOf();
    await take([row, await rowOf()]);
    await inbox.done([row._id]);
    const checked = await connection.db?.command({ validate: 'inbox_events' });
    expect(checked?.['keysPerIndex']).toMatchObject({ lane_1_at_1: 1, dueAt_1: 1 });
  });

  test('hold a name only of a row that lies: what waits would cost an entry for each', async () => {
    const [dead, tried] = [await rowOf(), await rowOf()];
    await take([dead, tried]);
    const keys = async () => {
      const checked = await connection.db?.command({ validate: 'inbox_events' });
      return (checked?.['keysPerIndex'] as Readonly<Record<string, number>>)['names_of_lying'];
    };
    expect(await keys()).toBe(0);
    const failure = { errorCode: 'E', dueAt: new Date(now) };
    for (let tries = 0; tries < 8; tries += 1) await inbox.failed(dead._id, failure);
    await inbox.failed(tried._id, failure);
    expect(await keys()).toBe(1);
  });
});
