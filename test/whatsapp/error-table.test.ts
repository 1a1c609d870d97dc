import { describe, expect, test } from '../support/jest.ts';

import { verdictOf } from '../../src/whatsapp/error-table.ts';

/** Every code of cloud-api.md 6, and what the page advises. */
const advice: Readonly<Record<string, readonly number[]>> = {
  'window-closed': [131047],
  undeliverable: [130403, 130472, 130497, 131021, 131026, 131030, 131049, 131050],
  template: [131064, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018],
  'phone-needed': [131062],
  'identity-changed': [137000],
  authorisation: [0, 3, 10, 33, 190, 200, 250, 299, 131005],
  account: [
    368, 131031, 131035, 131036, 131037, 131042, 131045, 131048, 133000, 133005, 133006, 133008, 133009, 133010, 133015,
    133016, 134011, 2593107, 2593108, 2593109,
  ],
  invalid: [
    100, 131008, 131009, 131051, 131052, 131053, 131060, 132068, 132069, 135000, 139100, 139101, 139102, 139103,
  ],
  'try-later': [1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057, 133004],
};

const all = Object.entries(advice).flatMap(([expected, codes]) => codes.map((code) => [code, expected] as const));

describe('errors by code', () => {
  test.each(all)('%i is %s, whatever the HTTP status', (code, expected) => {
    for (const httpStatus of [200, 400, 500]) {
      const verdict = verdictOf({ code, subcode: null, httpStatus });
      expect(verdict.name === 'refused' ? verdict.reason : verdict.name).toBe(expected);
    }
  });

  test('100 with subcode 33 is a missing object: the grant is gone', () => {
    expect(verdictOf({ code: 100, subcode: 33, httpStatus: 400 })).toEqual({
      name: 'refused',
      reason: 'authorisation',
    });
  });
});

describe('codes nobody knows, by HTTP status', () => {
  test.each([
    [999_999, 400, 'refused'],
    [999_999, 403, 'refused'],
    [999_999, 429, 'try-later'],
    [999_999, 500, 'try-later'],
    [999_999, 503, 'try-later'],
    [null, 302, 'refused'],
    [null, 401, 'refused'],
    [null, 404, 'refused'],
    [null, 408, 'unknown'],
    [null, 429, 'try-later'],
    [null, 500, 'unknown'],
    [null, 502, 'unknown'],
    [null, 503, 'try-later'],
    [null, 504, 'unknown'],
  ])('code %p with HTTP %i is %s', (code, httpStatus, expected) => {
    expect(verdictOf({ code, subcode: null, httpStatus }).name).toBe(expected);
  });
});
