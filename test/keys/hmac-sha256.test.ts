import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { hmacSha256 } from '../../src/keys/hmac-sha256.ts';
import { describe, expect, test } from '../support/jest.ts';

/** RFC 4231, section 4: key, data and HMAC-SHA-256 of test cases 1, 2, 3, 4, 6 and 7 (5 shows a truncated one). */
const vectors: readonly (readonly [string, string, string])[] = [
  ['0b'.repeat(20), hex('Hi There'), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  [
    hex('Jefe'),
    hex('what do ya want for nothing?'),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  ['aa'.repeat(20), 'dd'.repeat(50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
  [
    '0102030405060708090a0b0c0d0e0f10111213141516171819',
    'cd'.repeat(50),
    '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b',
  ],
  [
    'aa'.repeat(131),
    hex('Test Using Larger Than Block-Size Key - Hash Key First'),
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
  [
    'aa'.repeat(131),
    hex(
      'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
    ),
    '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
  ],
];

describe('the HMAC of the way in', () => {
  test.each(vectors)('is that of RFC 4231, case %#', (key, data, expected) => {
    expect(hmacSha256(Buffer.from(key, 'hex'), Buffer.from(data, 'hex'), 'hex')).toBe(expected);
  });

  test('is what createHmac makes, for every key, text and bytes, also one after another', () => {
    const messages = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.uint8Array(),
      // Around the length from which createHmac does it, in characters of one, two and three bytes.
      fc
        .tuple(fc.constantFrom('a', 'é', 'ح'), fc.integer({ min: 2_700, max: 8_200 }))
        .map(([letter, length]) => letter.repeat(length)),
      fc.integer({ min: 8_180, max: 8_200 }).map((length) => new Uint8Array(length).fill(7)),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 130 }), messages, (key, message) => {
        expect(hmacSha256(key, message, 'hex')).toBe(createHmac('sha256', key).update(message).digest('hex'));
      }),
      { numRuns: 500 },
    );
  });
});

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}
