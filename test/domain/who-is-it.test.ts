import { describe, expect, test } from '../support/jest.ts';

import { type Identifier } from '../../src/domain/subject.ts';
import { type KnownPerson, whoIsIt, whoMoved } from '../../src/domain/who-is-it.ts';

const phone: Identifier = { kind: 'phone', value: '16505550100' };
const newPhone: Identifier = { kind: 'phone', value: '16505550101' };
const bsuid: Identifier = { kind: 'bsuid', value: 'US.exampleAna0000001' };
const newBsuid: Identifier = { kind: 'bsuid', value: 'US.exampleAna0000002' };
const parent: Identifier = { kind: 'parent_bsuid', value: 'US.ENT.exampleAna0001' };
const ana = (...identifiers: readonly Identifier[]): KnownPerson => ({ subjectId: 'ana', identifiers });
const bea = (...identifiers: readonly Identifier[]): KnownPerson => ({ subjectId: 'bea', identifiers });

type Row = readonly [
  name: string,
  shown: readonly Identifier[],
  known: readonly KnownPerson[],
  is: string | null,
  lost?: readonly (readonly [string, Identifier])[],
  joined?: readonly string[],
];

const messages: readonly Row[] = [
  ['nobody is known', [bsuid, phone], [], null],
  ['a BSUID alone', [bsuid], [ana(bsuid, phone)], 'ana'],
  ['a number alone', [phone], [ana(bsuid, phone)], 'ana'],
  ['both, as they were', [bsuid, phone], [ana(bsuid, phone)], 'ana'],
  ['a known BSUID and a number that is nobody’s', [bsuid, newPhone], [ana(bsuid, phone)], 'ana'],
  ['the first BSUID of a known number', [bsuid, phone], [ana(phone)], 'ana'],
  ['a former BSUID that comes late', [bsuid, phone], [ana(bsuid, newBsuid, phone)], 'ana'],
  ['a recycled number', [newBsuid, phone], [ana(bsuid, phone)], null, [['ana', phone]]],
  [
    'a recycled number of a known person',
    [newBsuid, phone],
    [ana(bsuid, phone), bea(newBsuid)],
    'bea',
    [['ana', phone]],
  ],
  ['a number that was known apart', [bsuid, phone], [ana(bsuid), bea(phone)], 'ana', [], ['bea']],
  ['two numbers without any BSUID', [phone, newPhone], [ana(phone), bea(newPhone)], 'ana'],
  ['a parent id alone', [parent], [ana(bsuid, parent)], 'ana'],
  ['a parent id beside a BSUID that is nobody’s', [newBsuid, parent], [ana(bsuid, parent)], null],
  ['a parent id beside somebody else’s number', [phone, parent], [ana(bsuid, parent), bea(phone)], 'bea'],
];

describe('whose message it is', () => {
  test.each(messages)('%s', (_, shown, known, subjectId, lost = [], joined = []) => {
    const expected = { subjectId, joined, lost: lost.map(([one, identifier]) => ({ subjectId: one, identifier })) };
    expect(whoIsIt(shown, known)).toEqual(expected);
    expect(whoIsIt([...shown].reverse(), [...known].reverse()).lost).toEqual(expected.lost);
  });

  test('is asked of a Brazilian, Mexican or Argentine number in any of its spellings', () => {
    const pairs = [
      ['5511987654321', '551187654321'],
      ['5215512345678', '525512345678'],
      ['5491123456789', '541123456789'],
    ];
    for (const [long = '', short = ''] of pairs) {
      const known = [ana({ kind: 'phone', value: long })];
      expect(whoIsIt([{ kind: 'phone', value: short }], known).subjectId).toBe('ana');
      expect(
        whoIsIt([newBsuid, { kind: 'phone', value: short }], [ana(bsuid, { kind: 'phone', value: long })]),
      ).toEqual({
        subjectId: null,
        lost: [{ subjectId: 'ana', identifier: { kind: 'phone', value: short } }],
        joined: [],
      });
    }
  });
});

type Change = readonly [
  name: string,
  previous: readonly Identifier[],
  names: readonly Identifier[],
  known: readonly KnownPerson[],
  is: string | null,
  lost?: readonly (readonly [string, Identifier])[],
  joined?: readonly string[],
];

const changes: readonly Change[] = [
  ['of a stranger', [phone], [newPhone], [], null],
  ['of a stranger, to a name that somebody has', [phone], [newPhone], [bea(newPhone)], null],
  ['to names that are nobody’s', [bsuid, phone], [newBsuid, newPhone], [ana(bsuid, phone)], 'ana'],
  ['told by ids alone', [bsuid], [newBsuid], [ana(bsuid, phone)], 'ana'],
  ['to a number that was somebody’s', [phone], [newPhone], [ana(phone), bea(newPhone)], 'ana', [['bea', newPhone]]],
  ['that comes after the first message', [bsuid], [newBsuid], [ana(bsuid), bea(newBsuid)], 'ana', [], ['bea']],
  [
    'that comes after the first message with the new number',
    [bsuid],
    [newBsuid, newPhone],
    [ana(bsuid, phone), bea(newBsuid, newPhone)],
    'ana',
    [],
    ['bea'],
  ],
  [
    'to a BSUID of somebody with other names',
    [bsuid],
    [newBsuid],
    [ana(bsuid), bea(newBsuid, newPhone)],
    'ana',
    [['bea', newBsuid]],
  ],
  ['from a number that is another’s by now', [newBsuid, phone], [newPhone], [ana(bsuid, phone)], null],
];

describe('whom a system event is about', () => {
  test.each(changes)('a change %s', (_, previous, names, known, subjectId, lost = [], joined = []) => {
    const expected = { subjectId, joined, lost: lost.map(([one, identifier]) => ({ subjectId: one, identifier })) };
    expect(whoMoved({ previous, names }, known)).toEqual(subjectId === null ? null : expected);
  });
});
