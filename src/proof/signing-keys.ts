import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

import { OubliError } from '../domain/errors.ts';
import { type Clock } from '../domain/instant.ts';
import { type Keyring } from '../keys/keyring.ts';
import { openBytes, sealBytes, type SealPlace } from '../keys/seal.ts';
import { type PublicJwk, publicJwk } from './jws.ts';

/** A signing key as it rests. Times are milliseconds since the Unix epoch. */
export interface StoredSigningKey {
  readonly kid: string;
  readonly x: string;
  /** PKCS #8, sealed; `null` once retired: a retired key checks and never signs. */
  readonly sealed: Uint8Array | null;
  readonly createdAt: number;
  readonly retiredAt: number | null;
}

/** Where signing keys rest. */
export interface SigningKeyStore {
  /** The one that signs; `null` before there is one. */
  current(): Promise<StoredSigningKey | null>;
  /**
   * Makes it the one that signs in the place of `predecessor`, whose private half goes. False: somebody was faster.
   */
  replace(predecessor: string | null, key: StoredSigningKey): Promise<boolean>;
  all(): Promise<readonly StoredSigningKey[]>;
}

export interface Signer {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/** The keys under which receipts and tree heads are signed. */
export interface SigningKeys {
  /** The key that signs now, made if there is none. */
  signer(): Promise<Signer>;
  /** Every public half, retired ones as well: receipts outlive keys. */
  publicKeys(): Promise<readonly PublicJwk[]>;
  /** A new key from now on. @returns its `kid`. */
  rotate(): Promise<string>;
}

/** Makes signing keys over a store; the private half is sealed under the keyring's purpose `signing-key-wrap`. */
export function createSigningKeys(parts: {
  readonly store: SigningKeyStore;
  readonly keyring: Keyring;
  readonly clock: Clock;
}): SigningKeys {
  const { store, keyring, clock } = parts;
  const wrappingKey = keyring.derive('signing-key-wrap');
  let opened: Signer | null = null;

  const open = ({ kid, sealed }: StoredSigningKey): Signer => {
    if (sealed === null) throw new OubliError('signing_key_retired', 'A retired key signs nothing.');
    if (opened?.kid === kid) return opened;
    const key = openBytes(wrappingKey, sealed, placeOf(kid));
    opened = { kid, privateKey: createPrivateKey({ key, format: 'der', type: 'pkcs8' }) };
    return opened;
  };

  const make = async (predecessor: string | null): Promise<string | null> => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const { x = '' } = privateKey.export({ format: 'jwk' });
    const { kid } = publicJwk(x);
    const sealed = sealBytes(wrappingKey, privateKey.export({ format: 'der', type: 'pkcs8' }), placeOf(kid));
    const isOurs = await store.replace(predecessor, { kid, x, sealed, createdAt: clock.now(), retiredAt: null });
    return isOurs ? kid : null;
  };

  return {
    async signer() {
      const current = await store.current();
      if (current !== null) return open(current);
      await make(null);
      const made = await store.current();
      if (made === null)
        throw new OubliError('signing_key_missing', 'No signing key could be stored.', { retry: 'yes' });
      return open(made);
    },
    async publicKeys() {
      return (await store.all()).map(({ x }) => publicJwk(x));
    },
    async rotate() {
      const current = await store.current();
      const kid = await make(current?.kid ?? null);
      if (kid === null) throw new OubliError('signing_key_moved', 'Somebody else changed the key just now.');
      return kid;
    },
  };
}

function placeOf(keyId: string): SealPlace {
  return { tenantId: '', collection: 'signing_keys', field: 'sealed', keyId };
}
