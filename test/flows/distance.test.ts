import { describe, expect, it } from '../support/jest.ts';
import fc from 'fast-check';

import { isWithin } from '../../flows/intent/distance.ts';

/** Optimal string alignment as it is defined, without a table. */
function slipsBetween(left: string, right: string): number {
  if (left === '' || right === '') return left.length + right.length;
  const [a, b] = [left.slice(1), right.slice(1)];
  const costs = [slipsBetween(a, right) + 1, slipsBetween(left, b) + 1];
  costs.push(slipsBetween(a, b) + (left.startsWith(right.slice(0, 1)) ? 0 : 1));
  const [first, second] = right;
  if (second !== undefined && left.startsWith(`${second}${first ?? ''}`))
    costs.push(slipsBetween(left.slice(2), right.slice(2)) + 1);
  return Math.min(...costs);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

describe('the distance of two words', () => {
  it('is the number of slips between them, whatever was compared before', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 3 }), (left, right, limit) => {
        expect(isWithin(left, right, limit)).toBe(slipsBetween(left, right) <= limit);
      }),
      { numRuns: 500 },
    );
  });

  it('is not asked of what is far too long for a word', () => {
    expect(isWithin('a'.repeat(300), 'a'.repeat(300), 2)).toBe(false);
  });
});
