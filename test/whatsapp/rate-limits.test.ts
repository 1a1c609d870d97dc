import { beforeEach, describe, expect, test } from '../support/jest.ts';

import { createRateLimits, type RateLimits } from '../../src/whatsapp/rate-limits.ts';

const clock = { at: 0, now: () => clock.at };
const toAna = { phoneNumberId: '222000222000222', addressee: '16505550100' };
const toChiara = { ...toAna, addressee: 'IT.1000000000000000003' };
const fromElsewhere = { ...toAna, phoneNumberId: '777000777000777' };

let limits: RateLimits;

beforeEach(() => {
  clock.at = 1_000_000;
  limits = createRateLimits({ clock, messagesPerSecond: 10, random: () => 0 });
});

describe('the token bucket of a number', () => {
  test('lets a second’s worth go at once, then one each tenth of a second', async () => {
    for (let index = 0; index < 10; index += 1) expect(await limits.admit(toAna)).toBe(0);
    expect(await limits.admit(toAna)).toBe(100);
    clock.at += 100;
    expect(await limits.admit(toChiara)).toBe(0);
    expect(await limits.admit(toAna)).toBe(100);
  });

  test('is its own: another number is free', async () => {
    for (let index = 0; index < 10; index += 1) await limits.admit(toAna);
    expect(await limits.admit(fromElsewhere)).toBe(0);
  });

  test('never holds more than a second’s worth, however long it was quiet', async () => {
    clock.at += 3_600_000;
    for (let index = 0; index < 10; index += 1) expect(await limits.admit(toAna)).toBe(0);
    expect(await limits.admit(toAna)).toBe(100);
  });
});

describe('after a refusal', () => {
  test.each([
    ['pair', [1000, 4000, 16_000, 64_000]],
    ['service', [1000, 4000, 16_000, 64_000, 256_000, 300_000, 300_000]],
    ['fault', [1000, 4000, 16_000]],
    ['throughput', [1000, 2000, 4000]],
    ['calls', [120_000, 240_000, 480_000]],
    ['maintenance', [60_000, 60_000]],
  ] as const)('%s waits %j', async (kind, expected) => {
    const waits: number[] = [];
    while (waits.length < expected.length) waits.push(await limits.backOff(toAna, kind, null));
    expect(waits).toEqual(expected);
  });

  test.each(['pair', 'service', 'fault'] as const)('%s holds up that person only', async (kind) => {
    await limits.backOff(toAna, kind, null);
    expect(await limits.admit(toAna)).toBe(1000);
    expect(await limits.admit(toChiara)).toBe(0);
  });

  test.each(['throughput', 'calls', 'maintenance'] as const)(
    '%s holds up the whole number, and no other',
    async (kind) => {
      await limits.backOff(toAna, kind, null);
      expect(await limits.admit(toChiara)).toBeGreaterThan(0);
      expect(await limits.admit(fromElsewhere)).toBe(0);
    },
  );

  test('waits of many are spread, by a fifth at most', async () => {
    const spread = createRateLimits({ clock, random: () => 1 });
    expect(await spread.backOff(toAna, 'pair', null)).toBe(1200);
  });

  test('Retry-After wins when it is longer, and not when it is shorter', async () => {
    expect(await limits.backOff(toAna, 'throughput', 30_000)).toBe(30_000);
    expect(await limits.backOff(toAna, 'calls', 10)).toBe(120_000);
  });

  test('a success starts the count over', async () => {
    await limits.backOff(toAna, 'pair', null);
    await limits.backOff(toAna, 'pair', null);
    await limits.succeed(toAna);
    expect(await limits.admit(toAna)).toBe(0);
    expect(await limits.backOff(toAna, 'pair', null)).toBe(1000);
  });

  test.each(['throughput', 'calls', 'maintenance'] as const)(
    'a success that was on its way before leaves the number paused for %s, and the next after the pause starts the count over',
    async (kind) => {
      await limits.admit(toAna);
      await limits.admit(toChiara);
      const pauseMs = await limits.backOff(toAna, kind, null);
      await limits.succeed(toChiara);
      expect(await limits.admit(toChiara)).toBe(pauseMs);
      clock.at += pauseMs;
      expect(await limits.admit(toChiara)).toBe(0);
      await limits.succeed(toChiara);
      expect(await limits.backOff(toAna, kind, null)).toBe(pauseMs);
    },
  );
});
