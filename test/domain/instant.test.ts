import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { addMinutes, toInstant, toMilliseconds } from '../../src/domain/instant.ts';

/** Up to the year 9999: later years have a longer form, which does not sort. */
const anyTime = fc.integer({ min: 0, max: Date.parse('9999-12-31T23:59:59.999Z') });

describe('an instant', () => {
  test('holds its millisecond', () => {
    fc.assert(fc.property(anyTime, (time) => expect(toMilliseconds(toInstant(time))).toBe(time)));
  });

  test('sorts as text in the order of time', () => {
    fc.assert(
      fc.property(anyTime, anyTime, (one, other) => {
        expect(toInstant(one) < toInstant(other)).toBe(one < other);
      }),
    );
  });

  test('minutes are sixty seconds, over midnight, the end of summer time and a leap day alike', () => {
    expect(addMinutes('2026-11-24T23:59:30.000Z', 1)).toBe('2026-11-25T00:00:30.000Z');
    expect(addMinutes('2026-10-25T00:30:00.000Z', 60)).toBe('2026-10-25T01:30:00.000Z');
    expect(addMinutes('2028-02-28T12:00:00.000Z', 24 * 60)).toBe('2028-02-29T12:00:00.000Z');
    expect(addMinutes('2026-11-24T12:00:00.000Z', 0.5)).toBe('2026-11-24T12:00:30.000Z');
    expect(addMinutes('2026-11-24T12:00:00.000Z', -60)).toBe('2026-11-24T11:00:00.000Z');
  });
});
