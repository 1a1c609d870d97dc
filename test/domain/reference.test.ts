import { randomBytes } from 'node:crypto';

import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { makeReference, readReference } from '../../src/domain/reference.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const anyReference = fc.uint8Array({ minLength: 11, maxLength: 11 }).map((bytes) => makeReference(bytes));
/** Lone surrogates and NUL included. */
const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
/** Places of the twelve characters in `ER-XXXX-XXXX-XXXX`. */
const places = [3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16];

function put(reference: string, ...changes: readonly (readonly [at: number, character: string])[]): string {
  const characters = Array.from(reference);
  for (const [at, character] of changes) characters[at] = character;
  return characters.join('');
}

describe('a reference', () => {
  test('has 55 bits of its bytes in it and a check character', () => {
    expect(makeReference(new Uint8Array(11))).toBe('ER-0000-0000-0000');
    expect(makeReference(new Uint8Array(11).fill(255))).toMatch(/^ER-ZZZZ-ZZZZ-ZZZ[0-9A-Z]$/);
    const bytes = randomBytes(11);
    for (let bit = 0; bit < 55; bit += 1) {
      const changed = Buffer.from(bytes);
      const at = Math.floor(bit / 5);
      changed[at] = (changed[at] ?? 0) ^ (1 << (bit % 5));
      expect(makeReference(changed)).not.toBe(makeReference(bytes));
    }
  });

  test('reads back as itself', () => {
    fc.assert(fc.property(anyReference, (reference) => expect(readReference(reference)).toBe(reference)));
  });

  test('every slip of a single character is caught', () => {
    fc.assert(
      fc.property(anyReference, (reference) => {
        const slips = places.flatMap((at) => Array.from(alphabet).map((other) => put(reference, [at, other])));
        expect(slips.filter((slip) => slip !== reference && readReference(slip) !== null)).toEqual([]);
      }),
    );
  });

  test('every swap of neighbours is caught', () => {
    fc.assert(
      fc.property(anyReference, (reference) => {
        const swaps = places.slice(1).map((at, index) => {
          const before = places[index] ?? 0;
          return put(reference, [before, reference[at] ?? ''], [at, reference[before] ?? '']);
        });
        expect(swaps.filter((swap) => swap !== reference && readReference(swap) !== null)).toEqual([]);
      }),
    );
  });

  test('is read as people type it: small letters, other dashes, spaces or none, O for 0, I and L for 1', () => {
    const reference = makeReference(Uint8Array.from([1, 0, 17, 4, 9, 31, 20, 1, 0, 8, 3]));
    expect(reference).toMatch(/^ER-10[0-9A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const ways = [
      reference.toLowerCase(),
      reference.replaceAll('-', ''),
      reference.replaceAll('-', ' '),
      reference.replaceAll('-', ' - '),
      reference.replaceAll('-', '\u2011'),
      reference.replaceAll('-', '–'),
      reference.replaceAll('-', '—'),
      `  ${reference}\n`,
      `ER ${Array.from(reference.slice(3)).join(' ')}`,
      put(reference, [3, 'I'], [4, 'O']),
      put(reference, [3, 'l'], [4, 'o']),
    ];
    expect(ways.map((way) => readReference(way))).toEqual(ways.map(() => reference));
  });

  test.each([
    '',
    'ER',
    'ER-0000-0000-000',
    'ER-0000-0000-00000',
    'RE-0000-0000-0000',
    'ER-0000-0000-000U',
    'x ER-0000-0000-0000',
    'ER-0000-0000-0000 x',
    'ER-0000-0000-0000\u0000',
    'ER-٠٠٠٠-0000-0000',
    'ER-ſſſſ-ſſſſ-ſſſſ',
    '\ud800ER-0000-0000-0000',
  ])('%j is none', (text) => {
    expect(readReference(text)).toBeNull();
  });

  test('any string is read without a stall or an error', () => {
    fc.assert(fc.property(anyText, (text) => void readReference(text)));
    const before = performance.now();
    for (const text of [`ER-0000-0000-0000${' '.repeat(65_536)}x`, `ER${'-'.repeat(65_536)}x`, '0 '.repeat(32_768)]) {
      expect(readReference(text)).toBeNull();
    }
    expect(performance.now() - before).toBeLessThan(250);
  });
});
