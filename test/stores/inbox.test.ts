import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';
import { type Connection, type Model } from 'mongoose';

import { defineDayKey } from '../../models/day-key.ts';
import { defineInboxEvent, type InboxEventRow } from '../../models/inbox-event.ts';
import { type InboundEvent } from '../../src/domain/inbound.ts';
import { createDayKeys, type DayKeys } from '../../src/keys/day-keys.ts';
import { type EpochKeys } from '../../src/keys/epoch-keys.ts';
import { createKeyring } from '../../src/keys/keyring.ts';
import { sealJson } from '../../src/keys/seal.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { createDayKeyStore } from '../../src/stores/day-keys.ts';
import { createGroupCommit, type GroupCommitOptions } from '../../src/stores/group-commit.ts';
import { createInboxStore, type InboxStore } from '../../src/stores/inbox.ts';
import { inboxSealPlace, type NewInboxRow } from '../../webhooks/inbox.ts';
import { testDatabase } from '../support/database.ts';
import { freshEpochs } from '../support/key-file.ts';

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
let epochs: EpochKeys;
let dayKeys: DayKeys;
let inbox: InboxStore;
let giveBack: () => unknown;

beforeAll(async () => {
  const database = await testDatabase();
  connection = await connectMongo(database.databaseUri);
  giveBack = () => database.giveBack();
  model = defineInboxEvent(connection);
  await model.createIndexes();
  epochs = await freshEpochs(keyring);
  dayKeys = createDayKeys({ store: createDayKeyStore({ model: defineDayKey(connection) }), epochs, clock });
  inbox = createInboxStore({ model, dayKeys });
});
afterEach(() => model.collection.deleteMany({}));
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

describe('accepting', () => {
  test('says which ids are new, per caller, when many callers share a batch', async () => {
    const shared = await rowOf();
    const rows = await Promise.all(Array.from({ length: 50 }, () => rowOf()));
    const answers = await Promise.all(rows.map((row) => inbox.accept([row, shared])));
    expect(answers.flatMap((answer) => answer.inserted).sort()).toEqual([...rows, shared].map((row) => row._id).sort());
    expect(answers.reduce((sum, answer) => sum + answer.duplicates, 0)).toBe(49);
    expect(await model.countDocuments()).toBe(51);
  });

  test('takes more rows from one caller than fit one command', async () => {
    const one = await rowOf();
    const rows = Array.from({ length: 4_500 }, (_, index) => ({ ...one, _id: `row-${String(index % 4_499)}` }));
    const { inserted, duplicates } = await inbox.accept(rows);
    expect([inserted.length, duplicates]).toEqual([4_499, 1]);
  });

  test('a row that MongoDB refuses is unavailable for its batch, not silently dropped', async () => {
    const bad = { ...(await rowOf()), names: [['nested'], ['arrays']] as never, _id: ['no'] as never };
    await expect(inbox.accept([bad])).rejects.toMatchObject({ code: 'inbox_unavailable' });
  });

  test('does nothing for nothing', async () => {
    expect(await inbox.accept([])).toEqual({ inserted: [], duplicates: 0 });
  });
});

describe('the group commit', () => {
  const limits: Omit<GroupCommitOptions<{ _id: string }>, 'insert'> = {
    sizeOf: () => 1,
    lingerMs: 1,
    maxBatchRows: 100,
    maxBatchBytes: 1_000,
    maxBatchesInFlight: 2,
    maxQueuedRows: 250,
    maxQueuedBytes: 100_000,
    timeoutMs: 2_000,
  };
  const rows = (count: number): { _id: string }[] => Array.from({ length: count }, () => ({ _id: randomUUID() }));

  test('makes one insert of callers that come together', async () => {
    const batches: number[] = [];
    const insert = (batch: readonly unknown[]) => Promise.resolve((batches.push(batch.length), new Set<number>()));
    const commit = createGroupCommit({ ...limits, insert });
    await Promise.all(Array.from({ length: 64 }, () => commit(rows(1))));
    expect(batches).toEqual([64]);
  });

  test('refuses what does not fit its queue, and takes callers again afterwards', async () => {
    const open: (() => void)[] = [];
    const insert = () => new Promise<Set<number>>((resolve) => open.push(() => resolve(new Set())));
    const commit = createGroupCommit({ ...limits, insert });
    const taken = [commit(rows(100)), commit(rows(100)), commit(rows(100))];
    await expect(commit(rows(1))).rejects.toMatchObject({ code: 'inbox_unavailable', retry: 'yes' });
    for (const answer of taken) {
      open.shift()?.();
      expect((await answer).inserted).toHaveLength(100);
    }
    const next = commit(rows(1));
    for (let tries = 0; open.length === 0 && tries < 1_000; tries += 1) await new Promise(setImmediate);
    open.shift()?.();
    expect((await next).inserted).toHaveLength(1);
  });

  test('gives up on an insert that never ends', async () => {
    const commit = createGroupCommit({
      ...limits,
      timeoutMs: 20,
      insert: () => new Promise<Set<number>>(() => undefined),
    });
    await expect(commit(rows(1))).rejects.toMatchObject({ code: 'inbox_unavailable' });
  });
});

describe('working through a lane', () => {
  test('hands out what is due, in the order in which it happened', async () => {
    const at = (minute: number) => new Date(now - 3_600_000 + minute * 60_000);
    await inbox.accept([
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
    await inbox.accept([await rowOf()]);
    const [row] = await inbox.claimLane('lane-1', now, 1);
    if (row === undefined) throw new Error('nothing was claimed');
    expect(await inbox.open(row)).toEqual(event);
    const keyless = createDayKeys({
      store: { insertIfAbsent: (key) => Promise.resolve(key), find: () => Promise.resolve(null) },
      epochs,
      clock,
    });
    expect(await createInboxStore({ model, dayKeys: keyless }).open(row)).toBeNull();
    await expect(inbox.open({ ...row, tenantId: 'tenant-second' })).rejects.toMatchObject({ code: 'seal_broken' });
  });

  test('what is done keeps its keyed id and nothing about the person', async () => {
    await inbox.accept([await rowOf({ _id: 'a' })]);
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
    await inbox.accept([await rowOf({ _id: 'a' })]);
    const dueAt = new Date(now + 1_000);
    const states: unknown[] = [];
    for (let tries = 1; tries <= 9; tries += 1) states.push(await inbox.failed('a', { errorCode: '$$ROOT', dueAt }));
    expect(states).toEqual([...Array.from({ length: 7 }, () => 'pending'), 'dead', null]);
    expect(await model.findById('a').lean()).toMatchObject({ state: 'dead', attempts: 8, errorCode: '$$ROOT', dueAt });
    expect(await inbox.dueLanes(now + 2_000, 10)).toEqual([]);
  });

  test('the sweep finds each lane in which something is due, longest waiting first', async () => {
    await inbox.accept([
      await rowOf({ lane: 'young', dueAt: new Date(now - 1) }),
      await rowOf({ lane: 'old', dueAt: new Date(now - 9) }),
      await rowOf({ lane: 'old', dueAt: new Date(now - 2) }),
      await rowOf({ lane: 'resting', dueAt: new Date(now + 1) }),
    ]);
    expect(await inbox.dueLanes(now, 10)).toEqual(['old', 'young']);
    expect(await inbox.dueLanes(now, 1)).toEqual(['old']);
  });
});

describe('the indexes that the door waits for', () => {
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
    await inbox.accept([row, await rowOf()]);
    await inbox.done([row._id]);
    const checked = await connection.db?.command({ validate: 'inbox_events' });
    expect(checked?.['keysPerIndex']).toMatchObject({ lane_1_at_1: 1, dueAt_1: 1 });
  });

  test('hold a name only of a row that lies: what waits would cost the door an entry for each', async () => {
    const [dead, tried] = [await rowOf(), await rowOf()];
    await inbox.accept([dead, tried]);
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
