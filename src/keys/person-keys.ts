import { randomBytes, randomUUID } from 'node:crypto';

import { OubliError } from '../domain/errors.ts';
import { type EpochKeys, type OpenEpoch } from './epoch-keys.ts';
import { type HeldKeys } from './held-keys.ts';
import { type PersonKey } from './person-key.ts';
import { openBytes, sealBytes, type SealPlace } from './seal.ts';

/** A data key as it rests: wrapped under the key of an epoch, which the database does not hold. */
export interface WrappedKey {
  readonly keyId: string;
  readonly tenantId: string;
  readonly epochId: string;
  readonly wrapped: Buffer;
}

/** Where wrapped person keys rest. */
export interface PersonKeyStore {
  /** Durable with the next write that is. */
  insert(key: WrappedKey): Promise<void>;
  /** Returns the key that stands under this id: the given one, or one that was there before. */
  insertIfAbsent(key: WrappedKey): Promise<WrappedKey>;
  find(keyId: string): Promise<WrappedKey | null>;
  remove(keyIds: readonly string[]): Promise<number>;
  /** Lets keys live until a moment (milliseconds since the Unix epoch), then drops them. Those kept longer stay so. */
  keep(keyIds: readonly string[], until: number): Promise<void>;
}

/** One data key per person. Destroying it makes everything sealed under it unreadable (crypto-shredding). */
export interface PersonKeys {
  /** Durable with the next write that is: write the person under it. */
  create(tenantId: string): Promise<PersonKey>;
  /** The key with this id, made if it is not there: asking again after a crash leaves no orphan. */
  ensure(tenantId: string, keyId: string): Promise<PersonKey>;
  /** The open key, or `null` once it is destroyed. Read anew each time, but for `held` under the lease of a lane. */
  open(keyId: string, held?: HeldKeys): Promise<PersonKey | null>;
  /** Returns how many were there to destroy. */
  destroy(keyIds: readonly string[]): Promise<number>;
  /** Lets keys live until a moment (milliseconds since the Unix epoch), for what a ground keeps; then they go by themselves. */
  keep(keyIds: readonly string[], until: number): Promise<void>;
}

/** Makes person keys over a store; wrapping is AES-256-GCM under the epoch's key `person-key-wrap`. Nothing is kept in memory but by {@link HeldKeys}. */
export function createPersonKeys({
  store,
  epochs,
}: {
  readonly store: PersonKeyStore;
  readonly epochs: Pick<EpochKeys, 'current' | 'find'>;
}): PersonKeys {
  const unwrap = async (wrapped: WrappedKey): Promise<PersonKey | null> => {
    const epoch = await epochs.find(wrapped.epochId);
    const { keyId, tenantId } = wrapped;
    return epoch === null ? null : { keyId, tenantId, key: unwrapPersonKey(epoch, wrapped) };
  };
  const read = async (keyId: string): Promise<PersonKey | null> => {
    const found = await store.find(keyId);
    return found === null ? null : unwrap(found);
  };
  return {
    async create(tenantId) {
      const made = { keyId: randomUUID(), tenantId, key: randomBytes(32) };
      await store.insert(wrapPersonKey(await epochs.current(), made));
      return made;
    },
    async ensure(tenantId, keyId) {
      const made = { keyId, tenantId, key: randomBytes(32) };
      const standing = await unwrap(await store.insertIfAbsent(wrapPersonKey(await epochs.current(), made)));
      if (standing !== null) return standing;
      throw new OubliError('person_key_destroyed', 'The epoch of a key that still stands is destroyed.');
    },
    open: (keyId, held) => (held === undefined ? read(keyId) : held.open(keyId, () => read(keyId))),
    destroy: (keyIds) => store.remove(keyIds),
    keep: (keyIds, until) => store.keep(keyIds, until),
  };
}

/** Wraps under an epoch. Also for what is re-wrapped when the epoch changes. */
export function wrapPersonKey({ epochId, keys }: OpenEpoch, { keyId, tenantId, key }: PersonKey): WrappedKey {
  return { keyId, tenantId, epochId, wrapped: sealBytes(keys['person-key-wrap'], key, placeOf(tenantId, keyId)) };
}

/** @throws OubliError `seal_broken`. */
export function unwrapPersonKey({ keys }: OpenEpoch, { keyId, tenantId, wrapped }: WrappedKey): Buffer {
  return openBytes(keys['person-key-wrap'], wrapped, placeOf(tenantId, keyId));
}

function placeOf(tenantId: string, keyId: string): SealPlace {
  return { tenantId, collection: 'person_keys', field: 'wrapped', keyId };
}
