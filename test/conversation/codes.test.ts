import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type CodeBinding, type Codes, createCodes, type VerificationStore } from '../../src/conversation/codes.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { foundIn } from '../stores/forms-of.ts';
import { type OpenStores, openStores, startOfTest } from '../stores/open-stores.ts';

const binding: CodeBinding = {
  requestId: 'request-1',
  tenantId: 'tenant-1',
  subjectId: 'subject-1',
  action: 'erasure',
};
const counters = ['counter-1'];
let stores: OpenStores;
let codes: Codes;

beforeAll(async () => {
  stores = await openStores();
  codes = codesWith(stores.verifications);
});
afterEach(() => stores.empty());
afterAll(() => stores.close());

function codesWith(store: VerificationStore, key = stores.keyring.derive('code')): Codes {
  return createCodes({ store, key, now: () => stores.clock.now() });
}

async function issue(bound = binding, digits = 6): Promise<string> {
  const drawn = await codes.issue({ binding: bound, counters, digits, lifeMinutes: 10, countsAsSend: true });
  if (drawn.name !== 'drawn') throw new Error(drawn.name);
  return drawn.code;
}

let effects = 0;
const check = (candidate: string, change: Partial<CodeBinding> = {}, by = codes) =>
  by.check({ binding: { ...binding, ...change }, counters, candidate, effectId: `effect-${String((effects += 1))}` });

/** Another code than the right one. */
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a code', () => {
  test('is taken once', async () => {
    const code = await issue();
    expect(await check(code)).toEqual({ name: 'right' });
    expect(await check(code)).toEqual({ name: 'expired' });
  });

  test('succeeds once under a hundred parallel tries (privacy.md 8.7 number 7)', async () => {
    const code = await issue();
    const results = await Promise.all(Array.from({ length: 100 }, () => check(code)));
    expect(results.filter(({ name }) => name === 'right')).toHaveLength(1);
  });

  test.each<[string, Partial<CodeBinding>]>([
    ['request', { requestId: 'request-2' }],
    ['person', { subjectId: 'subject-2' }],
    ['tenant', { tenantId: 'tenant-2' }],
    ['action', { action: 'access' }],
  ])('of another %s does not fit', async (_, change) => {
    const code = await issue();
    expect((await check(code, change)).name).not.toBe('right');
    expect(await check(code)).toEqual({ name: 'right' });
  });

  test('is asked about again after a crash between checking and saving: the first answer stands', async () => {
    const code = await issue();
    const again = { binding, counters, effectId: 'effect-of-the-crash' };
    expect(await codes.check({ ...again, candidate: code })).toEqual({ name: 'right' });
    expect(await codesWith(stores.verifications).check({ ...again, candidate: code })).toEqual({ name: 'right' });
    expect((await stores.models.verifications.findOne().lean())?.failures).toEqual([]);
  });

  test('lives as long as it was given', async () => {
    const drawn = await codes.issue({ binding, counters, digits: 6, lifeMinutes: 3, countsAsSend: true });
    expect(drawn).toMatchObject({ name: 'drawn', expiresAt: toInstant(startOfTest + 3 * 60_000) });
    stores.clock.time += 3 * 60_000;
    expect(await check(drawn.name === 'drawn' ? drawn.code : '')).toEqual({ name: 'expired' });
  });

  test('an empty or strange candidate is a wrong one', async () => {
    await issue();
    expect(await check('')).toEqual({ name: 'wrong', triesLeft: 2 });
    expect(await check('x'.repeat(4096))).toEqual({ name: 'wrong', triesLeft: 1 });
  });

  test('is refused while too many were sent, and none is drawn', async () => {
    await issue();
    const again = await codes.issue({ binding, counters, digits: 6, lifeMinutes: 10, countsAsSend: true });
    expect(again).toEqual({ name: 'too-soon', retryAt: toInstant(startOfTest + 60_000) });
  });

  test('voided with a cancelled request is worth nothing', async () => {
    const code = await issue();
    await codes.voidLive('tenant-1', counters);
    expect(await check(code)).toEqual({ name: 'expired' });
  });
});

describe('drawing', () => {
  test('gives as many digits as asked, all of them used, zeros in front included', async () => {
    const drawn: string[] = [];
    const store = { ...stores.verifications, reserve: () => Promise.resolve({ name: 'reserved' as const }) };
    const many = codesWith(store);
    for (const digits of [6, 7, 8]) {
      for (let time = 0; time < 400; time += 1) {
        const one = await many.issue({ binding, counters, digits, lifeMinutes: 10, countsAsSend: true });
        if (one.name === 'drawn') drawn.push(one.code);
      }
      expect(drawn.slice(-400).every((code) => new RegExp(`^[0-9]{${String(digits)}}$`).test(code))).toBe(true);
    }
    expect(drawn).toHaveLength(1_200);
    const firsts = new Set(drawn.map((code) => code.slice(0, 1)));
    expect(firsts.size).toBe(10);
    expect(new Set(drawn).size).toBeGreaterThan(1_150);
  });
});

describe('at rest', () => {
  test('a code stands nowhere, and cannot be guessed from the row without the key', async () => {
    const code = await issue();
    await check(other(code));
    expect(foundIn(await stores.rawBytes(), [code, other(code)])).toEqual([]);
    const row = await stores.models.verifications.findOne().lean();
    // Whoever tries all codes with another key, though knowing all else, finds nothing that fits.
    const guess = codesWith(stores.verifications, Buffer.alloc(32, 1));
    expect((await check(code, {}, guess)).name).not.toBe('right');
    expect(row?.live?.mac).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  test('the same code gives another row for another request', async () => {
    const macs: string[] = [];
    const store = {
      ...stores.verifications,
      check: (order: { readonly mac: string }) => (macs.push(order.mac), Promise.resolve({ name: 'void' as const })),
    };
    const recording = codesWith(store);
    const bindings: Partial<CodeBinding>[] = [
      {},
      { requestId: 'r' },
      { tenantId: 't' },
      { subjectId: 's' },
      { action: 'a' as 'erasure' },
    ];
    for (const change of bindings) await check('482913', change, recording);
    await check('482913', {}, recording);
    expect(new Set(macs).size).toBe(5);
    expect(macs[5]).toBe(macs[0]);
  });
});
