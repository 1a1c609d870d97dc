import { beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Tenant, type TenantDirectory } from '../../src/tenants/tenant.ts';
import { createTenantDirectory } from '../../src/tenants/tenant-directory.ts';
import { type TenantKey } from '../../src/tenants/tenant-store.ts';

// The directory reads two fields; the rest of a tenant passes through it.
const plants = { tenantId: 'tenant-plants', wabaId: '111000111000111' } as unknown as Tenant;

let now: number;
let asked: TenantKey[];
let answer: () => Promise<Tenant | null>;
let directory: TenantDirectory;

beforeEach(() => {
  now = 1_000_000;
  asked = [];
  answer = () => Promise.resolve(plants);
  directory = createTenantDirectory({
    store: {
      find: (key) => {
        asked.push(key);
        return answer();
      },
      all: () => Promise.resolve([plants]),
    },
    clock: { now: () => now },
    ttlMs: 5_000,
    absentTtlMs: 1_000,
  });
});

describe('the tenant directory', () => {
  test('asks the store once in the time it remembers, and again after it', async () => {
    expect(await directory.byId('tenant-plants')).toBe(plants);
    now += 4_999;
    await directory.byId('tenant-plants');
    expect(asked).toHaveLength(1);
    now += 1;
    await directory.byId('tenant-plants');
    expect(asked).toHaveLength(2);
  });

  test('finds a tenant that was just added within a second, although it was asked for before', async () => {
    answer = () => Promise.resolve(null);
    expect(await directory.byWaba('111000111000111')).toBeNull();
    answer = () => Promise.resolve(plants);
    expect(await directory.byWaba('111000111000111')).toBeNull();
    now += 1_000;
    expect(await directory.byWaba('111000111000111')).toBe(plants);
  });

  test('a hundred questions at once reach the store as one', async () => {
    const found = await Promise.all(Array.from({ length: 100 }, () => directory.byApiKeyHash('1.hash')));
    expect(found.every((one) => one === plants)).toBe(true);
    expect(asked).toEqual([{ apiKeyHash: '1.hash' }]);
  });

  test('remembers no failure', async () => {
    answer = () => Promise.reject(new Error('MongoDB is away.'));
    await expect(directory.byId('tenant-plants')).rejects.toThrow();
    answer = () => Promise.resolve(plants);
    expect(await directory.byId('tenant-plants')).toBe(plants);
  });

  test('a number under a WABA that is not its own belongs to nobody', async () => {
    expect(await directory.byNumber('111000111000111', '222000222000222')).toBe(plants);
    expect(await directory.byNumber('999000999000999', '222000222000222')).toBeNull();
  });

  test('an id never answers for another kind of name', async () => {
    await directory.byId('111000111000111');
    answer = () => Promise.resolve(null);
    expect(await directory.byWaba('111000111000111')).toBeNull();
  });

  test('strangers who ask for many names do not fill the memory', async () => {
    answer = () => Promise.resolve(null);
    for (let index = 0; index < 10_001; index += 1) await directory.byWaba(String(index));
    await directory.byWaba('10000');
    expect(asked).toHaveLength(10_001);
    await directory.byWaba('0');
    expect(asked).toHaveLength(10_002);
  });
});
