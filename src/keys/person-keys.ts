import { randomBytes, randomUUID } from 'node:crypto';

import { type Keyring } from './keyring.ts';
import { openBytes, sealBytes, type SealPlace } from './seal.ts';

/** A data key as it rests: wrapped under a key that the database does not hold. */
export interface WrappedKey {
  readonly keyId: string;
  readonly tenantId: string;
  readonly wrapped: Buffer;
}

/** Where wrapped person keys rest. */
export interface PersonKeyStore {
  insert(key: WrappedKey): Promise<void>;
  find(keyId: string): Promise<WrappedKey | null>;
  remove(keyIds: readonly string[]): Promise<number>;
}

/** An open data key: 32 bytes, in memory only. */
export interface PersonKey {
  readonly keyId: string;
  readonly tenantId: string;
  readonly key: Buffer;
}

/** One data key per person. Destroying it makes everything sealed under it unreadable (crypto-shredding). */
export interface PersonKeys {
  create(tenantId: string): Promise<PersonKey>;
  /** The open key, or `null` once it is destroyed. */
  open(keyId: string): Promise<PersonKey | null>;
  /** Returns how many were there to destroy. */
  destroy(keyIds: readonly string[]): Promise<number>;
}

/** Makes person keys over a store; wrapping is AES-256-GCM under the keyring's purpose `person-key-wrap`. */
export function createPersonKeys({
  store,
  keyring,
}: {
  readonly store: PersonKeyStore;
  readonly keyring: Keyring;
}): PersonKeys {
  const wrappingKey = keyring.derive('person-key-wrap');
  return {
    async create(tenantId) {
      const keyId = randomUUID();
      const key = randomBytes(32);
      await store.insert({ keyId, tenantId, wrapped: sealBytes(wrappingKey, key, placeOf(tenantId, keyId)) });
      return { keyId, tenantId, key };
    },
    async open(keyId) {
      const found = await store.find(keyId);
      if (found === null) return null;
      return {
        keyId,
        tenantId: found.tenantId,
        key: openBytes(wrappingKey, found.wrapped, placeOf(found.tenantId, keyId)),
      };
    },
    destroy: (keyIds) => store.remove(keyIds),
  };
}

function placeOf(tenantId: string, keyId: string): SealPlace {
  return { tenantId, collection: 'person_keys', field: 'wrapped', keyId };
}
