import { hkdfSync } from 'node:crypto';

import { OubliError } from '../domain/errors.ts';

/** One key per purpose, so that a leak of one says nothing about another (privacy.md 8.6). */
export const keyPurposes = [
  'name-index',
  'lane-index',
  'event-index',
  'message-index',
  'code',
  'code-counter',
  'tenant-secrets',
  'api-key-index',
  'subject-ref',
  'flood-index',
  'signing-key-wrap',
  'key-file',
  'key-file-mac',
  'master-check',
  'notices',
  'tombstone-index',
  'suppression-index',
  'journal',
  'backup',
] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

/** Derives the 32-byte key of a purpose. */
export interface Keyring {
  derive(purpose: KeyPurpose): Buffer;
}

/**
 * Derives every purpose's key from the master key by HKDF-SHA256 (RFC 5869).
 * @param masterKey exactly 32 bytes.
 * @throws OubliError `master_key_length` when it is shorter or longer.
 */
export function createKeyring(masterKey: Buffer): Keyring {
  if (masterKey.length !== 32) throw new OubliError('master_key_length', 'MASTER_KEY must be 32 bytes in base64.');
  const derived = new Map<KeyPurpose, Buffer>();
  for (const purpose of keyPurposes) {
    derived.set(purpose, Buffer.from(hkdfSync('sha256', masterKey, 'oubli/1', purpose, 32)));
  }
  return {
    derive(purpose) {
      const key = derived.get(purpose);
      if (key === undefined) throw new OubliError('key_purpose_unknown', 'No key was derived for this purpose.');
      return key;
    },
  };
}
