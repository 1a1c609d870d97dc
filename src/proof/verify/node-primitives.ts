import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';

import { toBase64url } from './base64url.ts';
import { type Bytes } from './bytes.ts';
import { type Primitives } from './primitives.ts';

/** By `node:crypto`. Not by Node's WebCrypto: its Ed25519 prints an ExperimentalWarning up to Node 22. */
export const nodePrimitives: Primitives = {
  sha256: (bytes) => Promise.resolve(new Uint8Array(createHash('sha256').update(bytes).digest())),
  hmacSha256: (key, message) => Promise.resolve(new Uint8Array(createHmac('sha256', key).update(message).digest())),
  verifyEd25519: (publicKey, message, signature) => Promise.resolve(isSigned(publicKey, message, signature)),
};

function isSigned(publicKey: Bytes, message: Bytes, signature: Bytes): boolean {
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: toBase64url(publicKey) };
    return verify(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature);
  } catch {
    return false;
  }
}
