import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type OpenStores, openStores, startOfTest } from './open-stores.ts';

const leaseMs = 30_000;
let stores: OpenStores;

beforeAll(async () => {
  stores = await openStores();
});
afterEach(() => stores.empty());
afterAll(() => stores.close());

describe('the lease on a lane', () => {
  test('goes to one of fifty who ask at once', async () => {
    const asked = Array.from({ length: 50 }, () => stores.lanes.take('lane', startOfTest, leaseMs));
    expect((await Promise.all(asked)).filter((fence) => fence !== null)).toEqual([1]);
  });

  test('is one per lane', async () => {
    expect(await stores.lanes.take('lane-1', startOfTest, leaseMs)).toBe(1);
    expect(await stores.lanes.take('lane-2', startOfTest, leaseMs)).toBe(1);
    expect(await stores.lanes.take('lane-1', startOfTest, leaseMs)).toBeNull();
  });

  test('is free again once released, or once its holder let it run out', async () => {
    expect(await stores.lanes.take('lane', startOfTest, leaseMs)).toBe(1);
    await stores.lanes.release('lane', 1);
    expect(await stores.lanes.take('lane', startOfTest, leaseMs)).toBe(2);
    expect(await stores.lanes.take('lane', startOfTest + leaseMs - 1, leaseMs)).toBeNull();
    expect(await stores.lanes.take('lane', startOfTest + leaseMs, leaseMs)).toBe(3);
  });

  test('holds as long as it is renewed', async () => {
    await stores.lanes.take('lane', startOfTest, leaseMs);
    expect(await stores.lanes.renew('lane', 1, startOfTest + 20_000, leaseMs)).toBe(true);
    expect(await stores.lanes.take('lane', startOfTest + 49_999, leaseMs)).toBeNull();
    expect(await stores.lanes.take('lane', startOfTest + 50_000, leaseMs)).toBe(2);
  });

  test('who lost it can neither renew it nor release it from under the next', async () => {
    await stores.lanes.take('lane', startOfTest, leaseMs);
    const later = startOfTest + leaseMs;
    expect(await stores.lanes.take('lane', later, leaseMs)).toBe(2);
    expect(await stores.lanes.renew('lane', 1, later, leaseMs)).toBe(false);
    await stores.lanes.release('lane', 1);
    expect(await stores.lanes.take('lane', later, leaseMs)).toBeNull();
    expect(await stores.lanes.renew('lane', 2, later, leaseMs)).toBe(true);
  });

  test('nobody renews what was never taken', async () => {
    expect(await stores.lanes.renew('lane', 1, startOfTest, leaseMs)).toBe(false);
    await stores.lanes.release('lane', 1);
    expect(await stores.rowCounts()).toEqual({});
  });

  test('its row goes an hour after the last use', async () => {
    await stores.lanes.take('lane', startOfTest, leaseMs);
    await stores.lanes.renew('lane', 1, startOfTest + 60_000, leaseMs);
    const row = await stores.models.lanes.findById('lane').lean();
    expect(row?.expiresAt).toEqual(new Date(startOfTest + 60_000 + 3_600_000));
  });
});
