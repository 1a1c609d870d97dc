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
  /** Returns the key that stands under this id: the given one, or one that was there before. */
  insertIfAbsent(key: WrappedKey): Promise<WrappedKey>;
  find(keyId: string): Promise<WrappedKey | null>;
  remove(keyIds: readonly string[]): Promise<number>;
  /** Lets keys live until a moment (milliseconds since the Unix epoch), then drops them. Those kept longer stay so. */
  keep(keyIds: readonly string[], until: number): Promise<void>;
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
  /** The key with this id, made if it is not there: asking again after a crash leaves no orphan. */
  ensure(tenantId: string, keyId: string): Promise<PersonKey>;
  /** The open key, or `null` once it is destroyed. */
  open(keyId: string): Promise<PersonKey | null>;
  /** Returns how many were there to destroy. */
  destroy(keyIds: readonly string[]): Promise<number>;
  /** Lets keys live until a moment (milliseconds since the Unix epoch), for what a ground keeps; then they go by themselves. */
  keep(keyIds: readonly string[], until: number): Promise<void>;
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
  const unwrap = ({ keyId, tenantId, wrapped }: WrappedKey): PersonKey => ({
    keyId,
    tenantId,
    key: openBytes(wrappingKey, wrapped, placeOf(tenantId, keyId)),
  });
  return {
    async create(tenantId) {
      const keyId = randomUUID();
      const key = randomBytes(32);
      await store.insert({ keyId, tenantId, wrapped: sealBytes(wrappingKey, key, placeOf(tenantId, keyId)) });
      return { keyId, tenantId, key };
    },
    async ensure(tenantId, keyId) {
      const wrapped = sealBytes(wrappingKey, randomBytes(32), placeOf(tenantId, keyId));
      return unwrap(await store.insertIfAbsent({ keyId, tenantId, wrapped }));
    },
    async open(keyId) {
      const found = await store.find(keyId);
      return found === null ? null : unwrap(found);
    },
    destroy: (keyIds) => store.remove(keyIds),
    keep: (keyIds, until) => store.keep(keyIds, until),
  };
}

function placeOf(tenantId: string, keyId: string): SealPlace {
  return { tenantId, collection: 'person_keys', field: 'wrapped', keyId };
}
