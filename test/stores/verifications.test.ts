import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { codeLimits } from '../../src/conversation/codes.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { startOfTest } from './open-stores.ts';
import { openVerifications } from './open-verifications.ts';

const minute = 60_000;
const hour = 60 * minute;
const tenantId = 'tenant-1';
const { stores, reserve, check } = openVerifications();
const reserved = { name: 'reserved' };
const wrong = (triesLeft: number) => ({ name: 'wrong', triesLeft });

describe('checking a code', () => {
  test('a hundred tries at once with the right code: one succeeds', async () => {
    await reserve();
    const results = await Promise.all(Array.from({ length: 100 }, () => check('right')));
    expect(results.filter(({ name }) => name === 'right')).toHaveLength(1);
    expect(results.filter(({ name }) => name === 'expired')).toHaveLength(99);
  });

  test('a hundred tries at once of which one has the right code: each gets its own answer, at most three are compared', async () => {
    for (let round = 0; round < 2; round += 1) {
      await stores().empty();
      await reserve();
      const results = await Promise.all(Array.from({ length: 100 }, (_, at) => check(at === 50 ? 'right' : 'wrong')));
      const count = (name: string) => results.filter((one) => one.name === name).length;
      expect(count('wrong')).toBeLessThanOrEqual(2);
      expect(count('right')).toBeLessThanOrEqual(1);
      const row = await stores().models.verifications.findOne().lean();
      expect(row?.failures.length).toBeLessThanOrEqual(codeLimits.triesPerCode);
      expect(row?.live?.consumedBy !== null).toBe(count('right') === 1);
    }
  });

  test('asking again with the same effect gives the first answer and counts nothing', async () => {
    await reserve();
    expect(await check('wrong', { effectId: 'a' })).toEqual(wrong(2));
    for (let again = 0; again < 5; again += 1) expect(await check('wrong', { effectId: 'a' })).toEqual(wrong(2));
    expect(await check('right', { effectId: 'a' })).toEqual(wrong(2));
    expect(await check('right', { effectId: 'b' })).toEqual({ name: 'right' });
    expect(await check('right', { effectId: 'b' })).toEqual({ name: 'right' });
    expect(await check('right', { effectId: 'c' })).toEqual({ name: 'expired' });
  });

  test('the same effect checked by many at once has one answer', async () => {
    await reserve();
    const results = await Promise.all(Array.from({ length: 30 }, () => check('wrong', { effectId: 'a' })));
    expect(results).toEqual(results.map(() => wrong(2)));
  });

  test('the answer “right” is not forgotten behind later checks', async () => {
    await reserve();
    expect(await check('right', { effectId: 'mine' })).toEqual({ name: 'right' });
    for (let later = 0; later < 40; later += 1) await check('right');
    expect(await check('right', { effectId: 'mine' })).toEqual({ name: 'right' });
  });

  test('an effect’s id and a request’s id are data, whatever they look like', async () => {
    await reserve({ requestId: '$_id', mac: '$live.mac' });
    expect(await check('$live.mac', { requestId: '$live.requestId', effectId: '$_id' })).toEqual({ name: 'expired' });
    expect(await check('$live', { requestId: '$_id', effectId: '$live' })).toEqual(wrong(2));
    expect(await check('$live.mac', { requestId: '$_id', effectId: '$tenantId' })).toEqual({ name: 'right' });
    expect(await check('$live.mac', { requestId: '$_id', effectId: '$tenantId' })).toEqual({ name: 'right' });
  });

  test('without a code, for another request and at another tenant nothing fits', async () => {
    expect(await check('right')).toEqual({ name: 'expired' });
    await reserve({ counters: ['counter-2'] });
    expect(await check('right', { counters: ['counter-2'], requestId: 'request-2' })).toEqual({ name: 'expired' });
    expect(await check('right', { counters: ['counter-2'], tenantId: 'tenant-2' })).toEqual({ name: 'expired' });
    expect(await check('right', { counters: ['counter-3'] })).toEqual({ name: 'expired' });
    expect(await check('right', { counters: ['counter-2'] })).toEqual({ name: 'right' });
  });

  test('a code lives until its moment and not beyond', async () => {
    await reserve({ expiresAt: startOfTest + 10 * minute });
    expect(await check('right', { now: startOfTest + 10 * minute })).toEqual({ name: 'expired' });
    expect(await check('wrong', { now: startOfTest + 10 * minute })).toEqual({ name: 'expired' });
    expect(await check('right', { now: startOfTest + 10 * minute - 1 })).toEqual({ name: 'right' });
  });

  test('a new code takes the place of the old one', async () => {
    await reserve({ mac: 'old' });
    await reserve({ mac: 'new', now: startOfTest + minute });
    const now = startOfTest + minute;
    expect(await check('old', { now })).toEqual(wrong(2));
    expect(await check('new', { now })).toEqual({ name: 'right' });
  });
});

describe('wrong codes', () => {
  test('three void a code, and the right one comes too late', async () => {
    await reserve();
    expect([await check('w'), await check('w'), await check('w')]).toEqual([wrong(2), wrong(1), { name: 'void' }]);
    expect(await check('right')).toEqual({ name: 'void' });
  });

  test('nine in a day lock the person, whatever is resent or cancelled in between (privacy.md 8.7 number 6)', async () => {
    const results: string[] = [];
    for (let code = 0; code < 3; code += 1) {
      const now = startOfTest + code * minute;
      expect(await reserve({ now, mac: `right-${String(code)}`, requestId: `request-${String(code)}` })).toEqual(
        reserved,
      );
      for (let tries = 0; tries < 3; tries += 1) {
        results.push((await check('w', { now, requestId: `request-${String(code)}` })).name);
      }
      await stores().verifications.voidLive(tenantId, ['counter-1']);
    }
    expect(results).toEqual(['wrong', 'wrong', 'void', 'wrong', 'wrong', 'void', 'wrong', 'wrong', 'locked']);
    const until = toInstant(startOfTest + codeLimits.dayMs);
    const now = startOfTest + 3 * minute;
    expect(await check('right-2', { now, requestId: 'request-2' })).toEqual({ name: 'locked', until });
    expect(await reserve({ now })).toEqual({ name: 'locked', retryAt: until });
    expect(await reserve({ now, countsAsSend: false })).toEqual({ name: 'locked', retryAt: until });
  });

  test('the right code itself is refused while locked, and taken a day after the first wrong one', async () => {
    for (let code = 0; code < 3; code += 1) {
      const now = startOfTest + code * hour;
      await reserve({ now });
      for (let tries = 0; tries < 3; tries += 1) await check('w', { now });
    }
    const end = startOfTest + codeLimits.dayMs;
    expect(await reserve({ now: end - 1 })).toMatchObject({ name: 'locked' });
    expect(await reserve({ now: end })).toEqual(reserved);
    // Six of the nine still count: three more lock again.
    expect([await check('w', { now: end }), await check('w', { now: end })]).toEqual([wrong(2), wrong(1)]);
    expect(await check('w', { now: end })).toMatchObject({ name: 'locked', until: toInstant(end + hour) });
  });

  test('the count never falls within a day, whatever happens in whatever order', async () => {
    const step = fc.record({
      what: fc.constantFrom('wrong', 'wrong', 'wrong', 'resend', 'void', 'fallback'),
      pause: fc.integer({ min: 0, max: 30 * minute }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
        await stores().empty();
        let now = startOfTest;
        let compared = 0;
        let before = 0;
        for (const { what, pause } of steps) {
          now += pause;
          if (now >= startOfTest + codeLimits.dayMs) break;
          if (what === 'void') await stores().verifications.voidLive(tenantId, ['counter-1']);
          else if (what === 'wrong') compared += (await check('w', { now })).name === 'wrong' ? 1 : 0;
          else await reserve({ now, mac: 'right', countsAsSend: what === 'resend' });
          const row = await stores().models.verifications.findOne().lean();
          const failures = row?.failures.length ?? 0;
          expect(failures).toBeGreaterThanOrEqual(before);
          before = failures;
        }
        expect(compared).toBeLessThanOrEqual(codeLimits.failuresPerDay);
        expect(before).toBeLessThanOrEqual(codeLimits.failuresPerDay);
      }),
      { numRuns: 8 },
    );
  });
});

describe('sending codes', () => {
  test('another after sixty seconds, not before', async () => {
    expect(await reserve()).toEqual(reserved);
    const retryAt = toInstant(startOfTest + minute);
    expect(await reserve({ mac: 'two', now: startOfTest + minute - 1 })).toEqual({ name: 'too-soon', retryAt });
    expect(await check('two', { now: startOfTest + minute - 1 })).toEqual(wrong(2));
    expect(await reserve({ mac: 'two', now: startOfTest + minute })).toEqual(reserved);
  });

  test('four a day, and a fifth a day after the first', async () => {
    for (let sent = 0; sent < 4; sent += 1) expect(await reserve({ now: startOfTest + sent * hour })).toEqual(reserved);
    const retryAt = toInstant(startOfTest + codeLimits.dayMs);
    expect(await reserve({ mac: 'fifth', now: startOfTest + 5 * hour })).toEqual({ name: 'daily-limit', retryAt });
    expect(await reserve({ mac: 'fifth', now: startOfTest + codeLimits.dayMs })).toEqual(reserved);
  });

  test('many at once send one', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, (_, at) => reserve({ mac: `mac-${String(at)}` })));
    expect(results.filter(({ name }) => name === 'reserved')).toHaveLength(1);
    expect(await stores().models.verifications.countDocuments()).toBe(1);
  });

  test('a second way of sending is no resend, and no way around the lock', async () => {
    await reserve();
    expect(await reserve({ mac: 'again', countsAsSend: false })).toEqual(reserved);
    expect(await reserve({ mac: 'third', now: startOfTest + minute })).toEqual(reserved);
    expect((await stores().models.verifications.findOne().lean())?.sends).toHaveLength(2);
  });

  test('cancelling voids the code and leaves the counts', async () => {
    await reserve();
    await check('w');
    await stores().verifications.voidLive(tenantId, ['counter-1']);
    expect(await check('right')).toEqual({ name: 'expired' });
    expect(await reserve({ now: startOfTest + 1 })).toMatchObject({ name: 'too-soon' });
    expect(await stores().models.verifications.findOne().lean()).toMatchObject({
      live: null,
      failures: [expect.any(Date)],
    });
    await stores().verifications.voidLive('tenant-2', ['counter-1']);
    await stores().verifications.voidLive(tenantId, ['counter-9']);
  });
});

test('a row goes a day after it was last used', async () => {
  await reserve();
  await check('w', { now: startOfTest + hour });
  const row = await stores().models.verifications.findOne().lean();
  expect(row?.expiresAt).toEqual(new Date(startOfTest + hour + codeLimits.dayMs));
  const indexes = await stores().models.verifications.collection.indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }));
});
