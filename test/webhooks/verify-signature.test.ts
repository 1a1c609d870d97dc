import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { indexOfSigner } from '../../webhooks/whatsapp/verify-signature.ts';
import { sign } from './door.ts';

const body = Buffer.from('{"text":"\\u00e9t\\u00e9 \\/ \\u0040"}');

describe('the signature', () => {
  test('names the secret that signed, old and new alike', () => {
    expect(indexOfSigner(body, sign(body, 'new-secret'), ['new-secret', 'old-secret'])).toBe(0);
    expect(indexOfSigner(body, sign(body, 'old-secret'), ['new-secret', 'old-secret'])).toBe(1);
    expect(indexOfSigner(body, sign(body, 'old-secret').toUpperCase().replace('SHA', 'sha'), ['old-secret'])).toBe(0);
  });

  test('pitfall 1: is taken over the bytes as they came, so re-serialised JSON does not match', () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(again.equals(body)).toBe(false);
    expect(indexOfSigner(again, sign(body, 'secret'), ['secret'])).toBe(-1);
  });

  test('pitfall 2: no secret, or an empty one, accepts nothing', () => {
    expect(indexOfSigner(body, sign(body, ''), [])).toBe(-1);
    expect(indexOfSigner(body, sign(body, ''), [''])).toBe(-1);
  });

  test('pitfall 3: missing, short, odd and non-hex headers are refused without an exception', () => {
    const right = sign(body, 'secret');
    const wrong = [
      undefined,
      '',
      'sha256=',
      'sha256=ab',
      right.slice(0, -1),
      `${right}0`,
      right.replace('256', '1'),
      ` ${right}`,
    ];
    for (const header of [...wrong, `sha256=${'z'.repeat(64)}`, right.slice(7)]) {
      expect(indexOfSigner(body, header, ['secret'])).toBe(-1);
    }
  });

  test('any other header, body or secret is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), fc.string({ minLength: 1 }), (bytes, header, secret) => {
        const message = Buffer.from(bytes);
        expect(indexOfSigner(message, header, [secret])).toBe(-1);
        expect(indexOfSigner(Buffer.concat([message, Buffer.from('x')]), sign(message, secret), [secret])).toBe(-1);
      }),
    );
  });
});
