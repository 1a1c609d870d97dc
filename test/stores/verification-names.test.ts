import { describe, expect, test } from '../support/jest.ts';

import { startOfTest } from './open-stores.ts';
import { openVerifications } from './open-verifications.ts';

const minute = 60_000;
const { stores, reserve, check } = openVerifications();
const reserved = { name: 'reserved' };
const wrong = (triesLeft: number) => ({ name: 'wrong', triesLeft });

describe('one person under several names', () => {
  test('is counted once, whichever of the names is at hand', async () => {
    await reserve({ counters: ['of-phone'] });
    for (let tries = 0; tries < 3; tries += 1) await check('w', { counters: ['of-bsuid', 'of-phone'] });
    const now = startOfTest + minute;
    expect(await reserve({ counters: ['of-bsuid'], now })).toEqual(reserved);
    for (let tries = 0; tries < 3; tries += 1) await check('w', { counters: ['of-bsuid'], now });
    expect(await reserve({ counters: ['of-phone'], now: now + minute })).toEqual(reserved);
    expect(await check('w', { counters: ['of-phone'], now: now + minute })).toEqual(wrong(2));
    const rows = await stores().models.verifications.find().lean();
    expect(rows.map((row) => row.failures.length)).toEqual([7]);
  });

  test('counts that were made apart are added when the names turn out to be one person’s', async () => {
    for (const counters of [['of-phone'], ['of-bsuid']]) {
      await reserve({ counters });
      for (let tries = 0; tries < 3; tries += 1) await check('w', { counters });
    }
    const now = startOfTest + minute;
    const counters = ['of-bsuid', 'of-phone'];
    const [one, ...others] = await Promise.all(
      Array.from({ length: 10 }, (_, at) => reserve({ counters, now, mac: `mac-${String(at)}` })),
    );
    expect([one, ...others].filter((result) => result?.name === 'reserved')).toHaveLength(1);
    const rows = await stores().models.verifications.find().lean();
    expect(rows.map((row) => [row.failures.length, row.sends.length, [...row.counters].sort()])).toEqual([
      [6, 3, counters],
    ]);
    expect([await check('w', { counters, now }), await check('w', { counters, now })]).toEqual([wrong(2), wrong(1)]);
    expect(await check('w', { counters, now })).toMatchObject({ name: 'locked' });
    expect(await reserve({ counters: ['of-phone'], now: now + minute })).toMatchObject({ name: 'locked' });
  });

  test('a code sent before the names were joined is still taken, once', async () => {
    await reserve({ counters: ['of-bsuid'], requestId: 'other', mac: 'other' });
    await reserve({ counters: ['of-phone'], now: startOfTest + 1 });
    const counters = ['of-bsuid', 'of-phone'];
    const results = await Promise.all(
      Array.from({ length: 10 }, () => check('right', { counters, now: startOfTest + 2 })),
    );
    expect(results.filter(({ name }) => name === 'right')).toHaveLength(1);
  });

  test('two people are not counted together', async () => {
    await reserve({ counters: ['of-ana'] });
    await reserve({ counters: ['of-bea'] });
    for (let tries = 0; tries < 3; tries += 1) await check('w', { counters: ['of-ana'] });
    expect(await check('right', { counters: ['of-bea'] })).toEqual({ name: 'right' });
  });
});
