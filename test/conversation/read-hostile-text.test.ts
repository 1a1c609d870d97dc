import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { readMessage } from '../../src/conversation/read-message.ts';

const read = (text: string) => readMessage({ kind: 'text', text }, 6);

describe('hostile text', () => {
  test('any sixteen-bit units are read without an error', () => {
    fc.assert(fc.property(fc.array(fc.nat(0xffff)), (units) => void read(String.fromCharCode(...units))));
  });

  test.each([
    ['digits', '4'],
    ['digits and spaces', '4 '],
    ['spaces', ' '],
    ['references begun', 'ER-'],
    ['half references', 'ER-1234-'],
    ['NUL', '\u0000'],
    ['lone surrogates', '\ud800'],
    ['bidi marks', '\u202e'],
    ['emoji', '👩‍👩‍👧'],
    ['letters with marks', 'é̀̂'],
  ])('65,536 characters of %s cost nothing', (_, part) => {
    const text = part.repeat(Math.ceil(65_536 / part.length)).slice(0, 65_536);
    const before = performance.now();
    const { message } = read(text);
    expect(performance.now() - before).toBeLessThan(200);
    expect(message.kind === 'text' && message.text.length).toBeLessThanOrEqual(4096);
  });

  test('a code at the very end of what is read is not cut in two', () => {
    const { candidate } = read(`${'x'.repeat(4090)} 482913`);
    expect(candidate).toBeNull();
    expect(read(`${'x'.repeat(4089)} 482913`).candidate).toBe('482913');
  });
});
