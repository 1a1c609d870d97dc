import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { allSpellings, isSameName, spellingsOf } from '../../src/domain/phone-spellings.ts';
import { type Identifier } from '../../src/domain/subject.ts';

const phone = (value: string): Identifier => ({ kind: 'phone', value });
const values = (value: string): readonly string[] => spellingsOf(phone(value)).map((one) => one.value);

describe('the spellings of a number', () => {
  test.each([
    ['Brazil, a mobile with the ninth digit', '5511987654321', '551187654321'],
    ['Mexico, with the 1 of old', '5215512345678', '525512345678'],
    ['Argentina, with the 9 of mobiles', '5491123456789', '541123456789'],
  ])('%s: two, found from either, the given one first', (_, long, short) => {
    expect(values(long)).toEqual([long, short]);
    expect(values(short)).toEqual([short, long]);
    expect(isSameName(phone(long), phone(short))).toBe(true);
    expect(allSpellings([phone(long), phone(short)])).toHaveLength(2);
  });

  test.each([
    ['a landline of Brazil is nobody’s mobile', '551132345678'],
    ['a mobile of Brazil whose short form would be a landline', '5511932345678'],
    ['a number of the United States', '16505550100'],
    ['a number of France', '33639980001'],
    ['what is too short', '5511'],
    ['what is no number', 'undefined'],
  ])('%s: one', (_, value) => {
    expect(values(value)).toEqual([value]);
  });

  test('of an id are one: it is never rewritten', () => {
    const bsuid: Identifier = { kind: 'bsuid', value: '5511987654321' };
    expect(spellingsOf(bsuid)).toEqual([bsuid]);
    expect(isSameName(bsuid, phone('5511987654321'))).toBe(false);
  });

  test('lead back to each other, whatever the number', () => {
    const number = fc.tuple(fc.constantFrom('55', '52', '521', '54', '549', '1'), fc.stringMatching(/^[0-9]{8,11}$/));
    fc.assert(
      fc.property(number, ([head, tail]) => {
        const all = values(`${head}${tail}`);
        for (const one of all) expect([...values(one)].sort()).toEqual([...all].sort());
      }),
      { numRuns: 2_000 },
    );
  });
});
