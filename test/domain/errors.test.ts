import { describe, expect, test } from '../support/jest.ts';

import { errorCode, OubliError } from '../../src/domain/errors.ts';

describe('the code of an error', () => {
  test('is our own, or the driver’s', () => {
    expect(errorCode(new OubliError('seal_broken', 'Broken.'))).toBe('seal_broken');
    expect(errorCode(Object.assign(new Error('x'), { code: 11_000 }))).toBe('11000');
    expect(errorCode(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
    expect(errorCode(new TypeError('x'))).toBe('TypeError');
  });

  test('never quotes a message, a name or a code that may be a person’s', () => {
    const words = 'write to Ana Example on +1 650 555 0100';
    const thrown = [
      new Error(words),
      Object.assign(new Error(words), { code: words }),
      Object.assign(new Error(words), { name: words }),
      { code: words, name: words, message: words },
      { code: {} },
      words,
      null,
      undefined,
    ];
    expect(thrown.map((one) => errorCode(one))).toEqual([
      'Error',
      'Error',
      'unknown',
      'unknown',
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  test('a cause is kept for the debugger and does not become part of the message', () => {
    const cause = new Error('inner');
    const error = new OubliError('a_code', 'Plain words.', { cause, retry: 'yes' });
    expect([error.cause, error.message, error.retry]).toEqual([cause, 'Plain words.', 'yes']);
    expect(new OubliError('a_code', 'Plain words.').retry).toBe('no');
  });
});
