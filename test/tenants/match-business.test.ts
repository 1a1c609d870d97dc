import { expect, test } from '@jest/globals';

import { matchBusiness } from '../../src/tenants/match-business.ts';

const businesses = ['Made-Up Plants', 'Made-Up Teas', 'Café Lumière', 'Shop 21', 'Shop 22', 'مقهى النور', 'Rose'].map(
  (name) => ({ name }),
);

test.each([
  ['made-up plants', 'Made-Up Plants'],
  ['Made Up Plants Ltd.', 'Made-Up Plants'],
  ['MADEUP PLANTS', 'Made-Up Plants'],
  ['Made-Up Plnats', 'Made-Up Plants'],
  ['the made up teas', 'Made-Up Teas'],
  ['cafe lumiere', 'Café Lumière'],
  ['Cafe Lumierre SARL', 'Café Lumière'],
  ['مقهي النور', 'مقهى النور'],
  ['shop 21', 'Shop 21'],
  ['Shop 23', null],
  ['Rosa', null],
  ['Plants', null],
  ['Made-Up', null],
  ['', null],
  ['•••', null],
  ['{"$gt":""}', null],
])('%p is taken for %p', (words, expected) => {
  expect(matchBusiness(words, businesses)?.name ?? null).toBe(expected);
});

test('of two businesses that fit as well, neither is taken: people decide', () => {
  expect(matchBusiness('Green Leaves', [{ name: 'Green Leaves' }, { name: 'The Green Leaves Ltd' }])).toBeNull();
  expect(matchBusiness('Green Leavez', [{ name: 'Green Leaves' }, { name: 'Green Leaved' }])).toBeNull();
});

test('an exact name goes before a near one', () => {
  expect(matchBusiness('Green Leaves', [{ name: 'Green Leaved' }, { name: 'Green Leaves' }])?.name).toBe(
    'Green Leaves',
  );
});
