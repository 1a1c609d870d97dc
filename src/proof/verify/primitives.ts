import { type Bytes } from './bytes.ts';

/** All that the verifier needs of cryptography. Given by Node (`node-primitives.ts`) or by a browser (`web-primitives.ts`). */
export interface Primitives {
  readonly sha256: (bytes: Bytes) => Promise<Bytes>;
  readonly hmacSha256: (key: Bytes, message: Bytes) => Promise<Bytes>;
  /**
   * @param publicKey 32 bytes (RFC 8032).
   * @returns false for whatever is no signature of this message by this key, a key that is no point included.
   * @throws when this machine cannot check such signatures at all.
   */
  readonly verifyEd25519: (publicKey: Bytes, message: Bytes, signature: Bytes) => Promise<boolean>;
}
