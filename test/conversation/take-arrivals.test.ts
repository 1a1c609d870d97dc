import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Arrivals, createTakeArrival } from '../../src/conversation/take-arrivals.ts';
import { type NewInboxRow } from '../../webhooks/inbox.ts';
import { recordTelemetry } from '../queue/open-queue.ts';
import { type OpenStores, openStores, startOfTest } from '../stores/open-stores.ts';

const unending = new AbortController().signal;
type Taker = (id: string, signal?: AbortSignal) => Promise<readonly string[]>;

let stores: OpenStores;
let take: Taker;
let woken: string[];
let telemetry: ReturnType<typeof recordTelemetry>;
/** The clock by which arrivals are named, a moment on or back. */
let skewMs = 0;

beforeAll(async () => {
  stores = await openStores();
});
beforeEach(() => {
  woken = [];
  skewMs = 0;
  telemetry = recordTelemetry();
  take = taker();
});
afterEach(() => stores.empty());
afterAll(() => stores.close());

/** What one worker has. */
function taker(): Taker {
  const wake = { wake: (kind: string, id: string) => Promise.resolve(void woken.push(`${kind} ${id}`)) };
  const { arrivals } = stores.inbox;
  const takeArrival = createTakeArrival({ arrivals, wake, telemetry, clock: { now: () => Date.now() + skewMs } });
  return (id, signal = unending) => takeArrival(id, signal);
}

function rowIn(lane: string, rest: Partial<NewInboxRow> = {}): NewInboxRow {
  const time = new Date(startOfTest);
  const row = { _id: randomUUID(), tenantId: 'tenant-1', kind: 'message', lane, names: ['1.hash'] } as const;
  const times = { at: time, receivedAt: time, dueAt: time, expiresAt: new Date(startOfTest + 86_400_000) };
  return { ...row, names: [...row.names], ...times, ...pending, ...rest };
}
const pending = { state: 'pending', attempts: 0, keyId: '2031-03-05', sealed: Buffer.from('sealed') } as const;

/** Stores rows as one arrival. */
async function arrive(...rows: readonly NewInboxRow[]): Promise<string> {
  const [id] = await stores.inbox.accept(rows);
  if (id === undefined) throw new Error('Nothing was stored.');
  return id;
}

const waiting = (): Promise<number> => stores.models.arrivals.countDocuments();
const claimed = async (lane: string) => (await stores.inbox.claimLane(lane, startOfTest, 10)).map(({ _id }) => _id);

describe('taking in what arrived', () => {
  test('puts each event in its lane, once, and says where there is something new', async () => {
    const known = rowIn('known');
    await take(await arrive(known));
    await stores.inbox.done([known._id]);
    const id = await arrive(known, rowIn('new'), rowIn('new'));
    const others = Array.from({ length: 4 }, () => taker()(id));
    const lanes = await Promise.all([take(id), take(id), ...others]);
    expect([...new Set(lanes.flat())]).toEqual(['new']);
    expect(await take(id)).toEqual([]);
    expect(await stores.models.inboxEvents.countDocuments()).toBe(3);
    expect(await waiting()).toBe(0);
    expect(await stores.models.inboxEvents.findById(known._id).lean()).toMatchObject({ state: 'done' });
  });

  test('says of each new event once that there is something, whoever asks', async () => {
    const id = await arrive(...Array.from({ length: 40 }, (_, at) => rowIn(`lane-${String(at).padStart(2, '0')}`)));
    const [mine, other] = await Promise.all([take(id), taker()(id)]);
    expect([mine, other]).toEqual([[], []]);
    // More than one worker should look at: handed on.
    expect(woken.toSorted()).toEqual(Array.from({ length: 40 }, (_, at) => `lane lane-${String(at).padStart(2, '0')}`));
  });

  test('takes in first what came before, though nobody was woken for it, and wakes whoever looks at that', async () => {
    const lost = await arrive(rowIn('ana', { _id: 'first' }), rowIn('bilal'));
    const id = await arrive(rowIn('ana', { _id: 'second', receivedAt: new Date(startOfTest + 1) }));
    skewMs = 200;
    expect(await take(id)).toEqual(['ana']);
    expect(await claimed('ana')).toEqual(['first', 'second']);
    expect(woken).toEqual(['lane ana', 'lane bilal']);
    expect(await take(lost)).toEqual([]);
  });

  test('lets nothing overtake what this worker has in hand, however large that is', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [lane, first, second] = [`lane-${String(round)}`, randomUUID(), randomUUID()];
      const many = Array.from({ length: 1_500 }, () => rowIn('crowd'));
      const large = await arrive(...many, rowIn(lane, { _id: first }));
      const small = await arrive(rowIn(lane, { _id: second, receivedAt: new Date(startOfTest + 1) }));
      const seen = await Promise.all([large, small].map(async (id) => (await take(id), claimed(lane))));
      expect(seen[1]).toEqual([first, second]);
      await stores.inbox.drop([first, second]);
    }
  });

  test('comes in the order of arrival, however many there are', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) ids.push(await arrive(rowIn(`lane-${String(at)}`)));
    expect(await stores.inbox.arrivals.due(Date.now() + 1, 3)).toEqual(ids.slice(0, 3));
    expect(ids).toEqual(ids.toSorted());
    expect(await stores.inbox.arrivals.due(Date.now() - 60_000, 3)).toEqual([]);
    const taken: string[] = [];
    for await (const { lanes } of stores.inbox.arrivals.takeIn([], Date.now() + 1)) taken.push(...lanes.keys());
    expect(taken).toEqual(ids);
  });

  test('an event that MongoDB refuses stays, holds up no other, and is tried again an hour later', async () => {
    const { collectionName } = stores.models.inboxEvents.collection;
    const refuse = (validator: object) => stores.connection.db?.command({ collMod: collectionName, validator });
    await refuse({ lane: { $ne: 'refused' } });
    const id = await arrive(rowIn('good'), rowIn('refused', { _id: 'refused' }), rowIn('good-as-well'));
    const later = await arrive(rowIn('later'));
    expect(await take(id)).toEqual(['good', 'good-as-well']);
    expect(telemetry.said.map(({ name, facts }) => [name, facts])).toEqual([['arrival_refused', { rows: 1 }]]);
    expect(await take(later)).toEqual(['later']);
    expect(await waiting()).toBe(1);
    await refuse({});
    expect(await stores.inbox.arrivals.due(Date.now() + 3_599_000, 10)).toEqual([]);
    const [again = ''] = await stores.inbox.arrivals.due(Date.now() + 3_601_000, 10);
    expect(await take(again)).toEqual(['refused']);
    expect(await waiting()).toBe(0);
  });

  test('told to stop, it stops between two batches and leaves the rest', async () => {
    const many = Array.from({ length: 1_500 }, () => rowIn('crowd'));
    for (let at = 0; at < 3; at += 1) await arrive(...many.map((row) => ({ ...row, _id: randomUUID() })));
    const id = await arrive(rowIn('ana'));
    skewMs = 200;
    expect(await take(id, AbortSignal.abort())).toEqual([]);
    expect(await waiting()).toBe(3);
    expect(await take(id)).toEqual(['ana']);
    expect(await waiting()).toBe(0);
  });

  test('goes on after it failed', async () => {
    let isAway = true;
    const { arrivals: own } = stores.inbox;
    const arrivals: Arrivals = {
      ...own,
      takeIn(ids, until) {
        if (isAway) throw new Error('away');
        return own.takeIn(ids, until);
      },
    };
    const wake = { wake: () => Promise.resolve() };
    const mine = createTakeArrival({ arrivals, wake, telemetry, clock: { now: () => Date.now() } });
    const id = await arrive(rowIn('ana'));
    await expect(mine(id, unending)).rejects.toThrow('away');
    isAway = false;
    expect(await mine(id, unending)).toEqual(['ana']);
  });
});
