import { describe, expect, test } from '../support/jest.ts';

import { createKeyring, keyPurposes } from '../../src/keys/keyring.ts';

const masterKey = Buffer.alloc(32, 5);

describe('the keyring', () => {
  test('gives each purpose a key of its own, of 32 bytes', () => {
    const keyring = createKeyring(masterKey);
    const keys = keyPurposes.map((purpose) => keyring.derive(purpose));
    expect(keys.map((key) => key.length)).toEqual(keyPurposes.map(() => 32));
    expect(new Set([masterKey, ...keys].map((key) => key.toString('hex'))).size).toBe(keyPurposes.length + 1);
  });

  test('derives the same from the same master key, and nothing alike from another', () => {
    const [one, again, other] = [masterKey, masterKey, Buffer.alloc(32, 6)].map((key) => createKeyring(key));
    for (const purpose of keyPurposes) {
      expect(again?.derive(purpose)).toEqual(one?.derive(purpose));
      expect(other?.derive(purpose)).not.toEqual(one?.derive(purpose));
    }
  });

  test('derives by HKDF-SHA256 as published, so that what was sealed last year still opens', () => {
    const found = createKeyring(masterKey).derive('name-index').toString('hex');
    // Computed apart from Node's hkdf: HMAC(HMAC("oubli/1", key), "name-index" ‖ 0x01).
    expect(found).toBe('c53f090a4ef3777a3b8f43227bf47c9604ff64087bfa3e1d23db350f404e3fc4');
  });

  test.each([0, 16, 31, 33, 64])('refuses a master key of %i bytes', (bytes) => {
    expect(() => createKeyring(Buffer.alloc(bytes, 1))).toThrow(expect.objectContaining({ code: 'master_key_length' }));
  });

  test('refuses a purpose that it does not know', () => {
    expect(() => createKeyring(masterKey).derive('elsewhere' as never)).toThrow(
      expect.objectContaining({ code: 'key_purpose_unknown' }),
    );
  });
});
