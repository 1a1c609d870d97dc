import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { findIdentifiers } from '../../src/erasure/deep-scan/find-identifiers.ts';
import { makeWamid } from '../support/graph/wamid.ts';

const phone = { kind: 'phone', value: '16505550100' } as const;
const bsuid = { kind: 'bsuid', value: 'US.1000000000000000001' } as const;

describe('what looks like a number or an id', () => {
  test.each([
    '16505550100',
    'call +1 (650) 555-0100 please',
    '001 650 555 0100',
    '1.650.555.0100',
    '١٦٥٠٥٥٥٠١٠٠',
    '۱ ۶۵۰ ۵۵۵ ۰۱۰۰',
    '１６５０５５５０１００',
    '+1 650\u00a0555\u20110100',
    '1\u200b650\u200b555\u200b0100',
    '{"phone":"16505550100","other":1}',
    '447700900123 16505550100',
    'https://wa.me/16505550100?text=x',
  ])('is found in %j', (text) => {
    expect(findIdentifiers(text)).toContainEqual(phone);
  });

  test('an id is found as it is written, that of a parent account as such', () => {
    expect(findIdentifiers('of US.1000000000000000001, once')).toContainEqual(bsuid);
    expect(findIdentifiers('US.ENT.exampleFamily01')).toContainEqual({
      kind: 'parent_bsuid',
      value: 'US.ENT.exampleFamily01',
    });
  });

  test('both are found in a wamid, and in base64 at each alignment', () => {
    expect(findIdentifiers(`see ${makeWamid({ phone: phone.value }, 'in')}`)).toContainEqual(phone);
    expect(findIdentifiers(makeWamid({ bsuid: bsuid.value }, 'out'))).toContainEqual(bsuid);
    for (const before of ['abc', 'abcd', 'abcde', 'abcdef']) {
      const encoded = Buffer.from(`${before} ${phone.value} `).toString('base64');
      for (const cut of [0, 1, 2, 3]) {
        expect([before, cut, findIdentifiers(encoded.slice(cut))]).toEqual([
          before,
          cut,
          expect.arrayContaining([phone]),
        ]);
      }
      expect(findIdentifiers(Buffer.from(`${before}${phone.value}`).toString('base64url'))).toContainEqual(phone);
    }
  });

  test('is not found in prose, prices and dates', () => {
    expect(findIdentifiers('On 3 May 2026 at 12:30 I paid 1,250.00 for 12 roses.')).toEqual([]);
  });

  test('a hostile text costs little and throws nothing', () => {
    const started = Date.now();
    for (const text of ['1 '.repeat(100_000), 'A'.repeat(200_000), '1-'.repeat(100_000), 'US.'.repeat(50_000)]) {
      expect(findIdentifiers(text).length).toBeLessThanOrEqual(200);
    }
    expect(Date.now() - started).toBeLessThan(5_000);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => Array.isArray(findIdentifiers(text))),
    );
  });
});
