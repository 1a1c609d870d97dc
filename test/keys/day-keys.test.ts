import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { createDayKeys, dayKeyLifeDays, type DayKeys } from '../../src/keys/day-keys.ts';
import { openBytes, sealBytes } from '../../src/keys/seal.ts';
import { type OpenStores, openStores, startOfTest } from '../stores/open-stores.ts';

const day = 86_400_000;
let stores: OpenStores;

beforeAll(async () => {
  stores = await openStores();
});
afterEach(() => stores.empty());
afterAll(() => stores.close());

/** Another process: the same database and master key, a memory of its own. */
function process(): DayKeys {
  return createDayKeys({ store: stores.dayKeyStore, epochs: stores.epochs, clock: stores.clock });
}

describe('the key of a day', () => {
  test('is the same all day, in every process, and another one the next day', async () => {
    const [one, other] = [process(), process()];
    const morning = await one.today();
    expect(morning.keyId).toBe('2031-03-05');
    expect(morning.key).toHaveLength(32);
    stores.clock.time = Date.parse('2031-03-05T23:59:59.999Z');
    expect(await one.today()).toEqual(morning);
    expect(await other.today()).toEqual(morning);
    stores.clock.time += 1;
    const next = await one.today();
    expect(next.keyId).toBe('2031-03-06');
    expect(next.key).not.toEqual(morning.key);
  });

  test('twenty processes that ask at midnight end with one key', async () => {
    stores.clock.time = Date.parse('2031-03-06T00:00:00.000Z');
    const asked = await Promise.all(Array.from({ length: 20 }, () => process().today()));
    expect(new Set(asked.map(({ key }) => key.toString('hex'))).size).toBe(1);
    expect(await stores.models.dayKeys.countDocuments()).toBe(1);
  });

  test('rests wrapped, with the day on which it goes', async () => {
    const { keyId, key } = await process().today();
    expect((await stores.rawBytes()).includes(key)).toBe(false);
    const row = await stores.models.dayKeys.findById(keyId).lean();
    expect(row?.expiresAt).toEqual(new Date(Date.parse(keyId) + (dayKeyLifeDays + 1) * day));
  });

  test('opens by its id, and not once its row is gone', async () => {
    const { keyId, key } = await process().today();
    const place = { tenantId: 'tenant-1', collection: 'inbox_events', field: 'sealed', keyId };
    const sealed = sealBytes(key, Buffer.from('words'), place);
    const opened = await process().open(keyId);
    expect(opened === null ? null : openBytes(opened, sealed, place).toString()).toBe('words');
    await stores.models.dayKeys.deleteOne({ _id: keyId });
    expect(await process().open(keyId)).toBeNull();
  });

  test('is forgotten by a process that had it in memory, the moment it expires', async () => {
    const long = process();
    const { keyId, key } = await long.today();
    stores.clock.time = Date.parse(keyId) + (dayKeyLifeDays + 1) * day - 1;
    expect(await long.open(keyId)).toEqual(key);
    stores.clock.time += 1;
    await stores.models.dayKeys.deleteOne({ _id: keyId });
    expect(await long.open(keyId)).toBeNull();
  });

  test('an expired one opens nowhere, though MongoDB has not yet dropped its row', async () => {
    const { keyId } = await process().today();
    stores.clock.time = startOfTest + (dayKeyLifeDays + 2) * day;
    expect(await process().open(keyId)).toBeNull();
  });

  test('a process asks the database for a key once, not for every message', async () => {
    let asked = 0;
    const { dayKeyStore } = stores;
    const store = {
      insertIfAbsent: (key: Parameters<typeof dayKeyStore.insertIfAbsent>[0]) => (
        (asked += 1),
        dayKeyStore.insertIfAbsent(key)
      ),
      find: (keyId: string) => ((asked += 1), dayKeyStore.find(keyId)),
    };
    const keys = createDayKeys({ store, epochs: stores.epochs, clock: stores.clock });
    for (let message = 0; message < 10; message += 1) await keys.open((await keys.today()).keyId);
    expect(asked).toBe(1);
  });

  test('what is no day opens nothing', async () => {
    expect(await process().open('')).toBeNull();
    expect(await process().open('yesterday')).toBeNull();
  });

  test('a row put under another day does not open', async () => {
    const { keyId } = await process().today();
    const row = await stores.models.dayKeys.findById(keyId).lean();
    if (row === null) throw new Error('no row');
    await stores.models.dayKeys.collection.insertOne({ ...row, _id: '2031-03-04' as never });
    await expect(process().open('2031-03-04')).rejects.toMatchObject({ code: 'seal_broken' });
  });
});
