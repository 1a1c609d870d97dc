import { expect, test } from '../support/jest.ts';

import { businessMatcher } from '../../src/tenants/match-business.ts';

const businesses = [
  'Made-Up Plants',
  'Made-Up Teas',
  'Café Lumière',
  'Shop 21',
  'Shop 22',
  'مقهى النور',
  'Rose',
  'Salt and Pepper',
].map((name) => ({ name }));

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
  ['Salt & Pepper', 'Salt and Pepper'],
  ['salt y pepper', 'Salt and Pepper'],
  ['Salt', null],
  ['Shop 23', null],
  ['Rosa', null],
  ['Plants', null],
  ['Made-Up', null],
  ['', null],
  ['•••', null],
  ['{"$gt":""}', null],
])('%p is taken for %p', (words, expected) => {
  expect(businessMatcher(businesses)(words)?.business.name ?? null).toBe(expected);
});

test('of two businesses that fit as well, neither is taken: people decide', () => {
  expect(businessMatcher([{ name: 'Green Leaves' }, { name: 'The Green Leaves Ltd' }])('Green Leaves')).toBeNull();
  expect(businessMatcher([{ name: 'Green Leaves' }, { name: 'Green Leaved' }])('Green Leavez')).toBeNull();
});

test('an exact name goes before a near one', () => {
  expect(businessMatcher([{ name: 'Green Leaved' }, { name: 'Green Leaves' }])('Green Leaves')?.business.name).toBe(
    'Green Leaves',
  );
});
