import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { phoneInWamid } from '../../src/domain/wamid.ts';
import { makeWamid } from '../support/graph/wamid.ts';

describe('a wamid', () => {
  test.each(['in', 'out'] as const)('says whose message it is, whoever wrote it (%s)', (direction) => {
    for (const phone of ['16505550100', '447700900123', '22240000000']) {
      expect(phoneInWamid(makeWamid({ phone }, direction))).toBe(phone);
    }
  });

  test('of somebody without a number says none', () => {
    expect(phoneInWamid(makeWamid({ bsuid: 'US.1000000000000000001' }, 'in'))).toBeNull();
  });

  test('of another form, cut off, or no wamid at all says none and throws nothing', () => {
    const whole = makeWamid({ phone: '16505550100' }, 'in');
    for (let length = 0; length < 20; length += 1) expect(phoneInWamid(whole.slice(0, length))).toBeNull();
    expect(phoneInWamid(`wamid.${Buffer.from('16505550100').toString('base64')}`)).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => phoneInWamid(text) === null && phoneInWamid(`wamid.${text}`) === null),
    );
  });
});
