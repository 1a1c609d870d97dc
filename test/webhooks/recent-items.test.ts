import { describe, expect, test } from '../support/jest.ts';

import { createRecentItems } from '../../webhooks/recent-items.ts';

describe('what a server remembers of what it took', () => {
  test('is new when any of it is, and then no more', () => {
    const items = createRecentItems();
    expect(items.areNew(['a', 'b'])).toBe(true);
    expect(items.areNew(['a', 'c'])).toBe(true);
    expect(items.areNew(['b', 'c', 'a'])).toBe(false);
  });

  test('reaches back as far as it should, and no further than twice that: it is kept in memory', () => {
    const items = createRecentItems(10);
    const take = (from: number, to: number) => {
      for (let at = from; at < to; at += 1) items.areNew([String(at)]);
    };
    take(0, 10);
    expect(items.areNew(['0'])).toBe(false);
    take(10, 15);
    expect(items.areNew(['5'])).toBe(false);
    take(15, 40);
    expect(items.areNew(['5'])).toBe(true);
    expect(items.areNew(['39'])).toBe(false);
  });
});
