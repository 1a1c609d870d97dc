import { randomBytes } from 'node:crypto';

import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { openBytes, openJson, sealBytes, sealJson, type SealPlace } from '../../src/keys/seal.ts';

const key = Buffer.alloc(32, 9);
const place: SealPlace = { tenantId: 'tenant-1', collection: 'subjects', field: 'sealed', keyId: 'key-1' };
const broken = expect.objectContaining({ code: 'seal_broken' });
const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const anyPlace = fc.record({ tenantId: fc.string(), collection: fc.string(), field: fc.string(), keyId: fc.string() });

describe('a seal', () => {
  test('opens to the same bytes, whatever they are and wherever they stand', () => {
    fc.assert(
      fc.property(anyKey, fc.uint8Array({ maxLength: 2_000 }), anyPlace, (anyone, plain, where) => {
        expect(new Uint8Array(openBytes(anyone, sealBytes(anyone, plain, where), where))).toEqual(plain);
      }),
    );
  });

  test('opens to the same JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(openJson(key, sealJson(key, value, place), place))).toBe(JSON.stringify(value));
      }),
    );
  });

  test.each(['tenantId', 'collection', 'field', 'keyId'] as const)('does not open under another %s', (part) => {
    const sealed = sealBytes(key, Buffer.from('words'), place);
    expect(() => openBytes(key, sealed, { ...place, [part]: `${place[part]}x` })).toThrow(broken);
  });

  test('does not open where the parts of a place only read alike when put together', () => {
    const sealed = sealBytes(key, Buffer.from('words'), { ...place, tenantId: 'a', collection: 'bc' });
    expect(() => openBytes(key, sealed, { ...place, tenantId: 'ab', collection: 'c' })).toThrow(broken);
    const quoted = sealBytes(key, Buffer.from('words'), { ...place, tenantId: 'a","b', collection: 'c' });
    expect(() => openBytes(key, quoted, { ...place, tenantId: 'a', collection: 'b","c' })).toThrow(broken);
  });

  test('does not open with one bit flipped, in the nonce, the tag or the words', () => {
    const sealed = sealBytes(key, Buffer.from('some words of a person'), place);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openBytes(key, changed, place)).toThrow(broken);
    }
  });

  test('does not open when cut short, prolonged or empty', () => {
    const sealed = sealBytes(key, Buffer.from('some words'), place);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => openBytes(key, sealed.subarray(0, length), place)).toThrow(broken);
    }
    expect(() => openBytes(key, Buffer.concat([sealed, Buffer.from([0])]), place)).toThrow(broken);
  });

  test('does not open with another key', () => {
    expect(() => openBytes(randomBytes(32), sealBytes(key, Buffer.from('words'), place), place)).toThrow(broken);
  });

  test('says nothing of what it holds in its error', () => {
    const attempt = (): unknown => openJson(randomBytes(32), sealJson(key, 'Ana Example', place), place);
    expect(attempt).toThrow(expect.not.objectContaining({ cause: expect.anything() as unknown }));
    expect(attempt).toThrow(/^A sealed value does not open: wrong key, wrong place or changed bytes\.$/);
  });

  test('is another one each time, and shows nothing of what it holds', () => {
    const words = 'some words of a person, some words of a person';
    const seals = Array.from({ length: 200 }, () => sealBytes(key, Buffer.from(words), place));
    expect(new Set(seals.map((sealed) => sealed.subarray(0, 12).toString('hex'))).size).toBe(200);
    expect(new Set(seals.map((sealed) => sealed.subarray(28).toString('hex'))).size).toBe(200);
    expect(seals[0]?.includes('words')).toBe(false);
  });

  test('opens from a view into a larger buffer, as drivers hand them out', () => {
    const sealed = sealBytes(key, Buffer.from('words'), place);
    const larger = new Uint8Array(sealed.length + 10);
    larger.set(sealed, 7);
    expect(openBytes(key, larger.subarray(7, 7 + sealed.length), place).toString()).toBe('words');
  });
});
