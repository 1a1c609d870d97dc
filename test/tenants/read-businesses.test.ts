import { describe, expect, it, test } from '../support/jest.ts';
import fc from 'fast-check';

import { readBusinesses } from '../../src/tenants/read-businesses.ts';

const ours = [
  'Made-Up Plants',
  'Made-Up Teas',
  'Salt and Pepper',
  'Dupont, Fils',
  'مقهى النور',
  'شاي',
  'H&M Fictive',
].map((name) => ({ name }));
const read = (...items: readonly string[]) =>
  readBusinesses(items, ours).map(({ words, business }) => [words, business?.name ?? null]);

test.each([
  [['made up plnats and Made-Up Teas'], ['Made-Up Plants', 'Made-Up Teas']],
  [['Made-Up Plants et Made-Up Teas'], ['Made-Up Plants', 'Made-Up Teas']],
  [['Made-Up Plants y Made-Up Teas'], ['Made-Up Plants', 'Made-Up Teas']],
  [['Made-Up Plants E Made-Up Teas'], ['Made-Up Plants', 'Made-Up Teas']],
  [['مقهى النور وشاي'], ['مقهى النور', 'شاي']],
  [['شاي و مقهى النور'], ['شاي', 'مقهى النور']],
  [['Made-Up Plants & Made-Up Teas; Salt & Pepper'], ['Made-Up Plants', 'Made-Up Teas', 'Salt and Pepper']],
  [['Salt and Pepper and Made-Up Teas'], ['Salt and Pepper', 'Made-Up Teas']],
  [['Made-Up Teas and Salt and Pepper'], ['Made-Up Teas', 'Salt and Pepper']],
  [['Salt and Pepper'], ['Salt and Pepper']],
  [['Salt and Peper'], ['Salt and Pepper']],
  [['H&M Fictive'], ['H&M Fictive']],
  [['Dupont', 'Fils'], ['Dupont, Fils']],
  [['Made-Up Teas', 'made up teas ltd'], ['Made-Up Teas']],
])('%j means %j', (items, names) => {
  expect(read(...items).map(([, name]) => name)).toEqual(names);
});

test.each([
  ['Rose and Lily', [['Rose and Lily', null]]],
  ['Johnson & Johnson', [['Johnson & Johnson', null]]],
  [
    'Rose and Made-Up Teas',
    [
      ['Rose', null],
      ['Made-Up Teas', 'Made-Up Teas'],
    ],
  ],
  [
    'Rose and Lily and Made-Up Teas',
    [
      ['Rose and Lily', null],
      ['Made-Up Teas', 'Made-Up Teas'],
    ],
  ],
  ['and', [['and', null]]],
  ['&', [['&', null]]],
])('what nobody here has stays as it was typed: %j', (item, named) => {
  expect(read(item)).toEqual(named);
});

const words = ['Cobalt', 'Juniper', 'Velvet', 'Tundra', 'Origami', 'Zephyr', 'Bramble', 'Quartz', 'Lagoon', 'Mimosa'];
const joins = [' and ', ' et ', ' y ', ' e ', ' و ', ' و', ' & ', '&', ', ', '; ', '،', '\n'];
/** Businesses of ours, some with a joining word in the name, none near another. */
const known = fc
  .tuple(fc.shuffledSubarray(words, { minLength: 2 }), fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }))
  .map(([chosen, isJoined]) =>
    chosen.reduce<string[]>((names, word, at) => {
      const last = names.at(-1);
      const joins = isJoined[at] === true && last !== undefined && !last.includes(' and ');
      return joins ? [...names.slice(0, -1), `${last} and ${word}`] : [...names, word];
    }, []),
  )
  .map((names) => names.map((name) => ({ name })));
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

describe('whatever is ours and however it is joined', () => {
  it('names of ours on one line are each of them, in that order', () => {
    fc.assert(
      fc.property(known, fc.array(fc.constantFrom(...joins), { minLength: 10, maxLength: 10 }), (all, between) => {
        const line = all.map(({ name }, at) => (at === 0 ? name : `${between[at] ?? ''}${name}`)).join('');
        expect(readBusinesses([line], all).map(({ business }) => business?.name)).toEqual(all.map(({ name }) => name));
      }),
      { numRuns: 500, seed: 21 },
    );
  });

  it('a name of ours alone is that one, joining words and all', () => {
    fc.assert(
      fc.property(known, (all) => {
        for (const one of all) expect(readBusinesses([one.name], all)).toEqual([{ words: one.name, business: one }]);
      }),
      { numRuns: 200, seed: 22 },
    );
  });

  it('nothing that was typed is lost, and where nobody is ours, nothing is changed', () => {
    const typed = fc.array(fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom(...words, ...joins)), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(typed, (items) => {
        expect(readBusinesses(items, []).map((one) => one.words)).toEqual(items);
        const found = readBusinesses(items, [{ name: 'Cobalt' }]);
        expect(found.length).toBeGreaterThan(0);
        const kept = found.map((one) => letters(one.words)).join('');
        for (const word of words.slice(1)) if (items.some((item) => item === word)) expect(kept).toContain(word);
      }),
      { numRuns: 500, seed: 23 },
    );
  });
});
