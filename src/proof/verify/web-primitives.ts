import { fromBase64url } from './base64url.ts';
import { type Bytes } from './bytes.ts';
import { type Primitives } from './primitives.ts';

/** What is used of `crypto.subtle`: the types of Node and of browsers differ in their names only. */
export interface Subtle {
  digest(algorithm: string, data: Bytes): Promise<ArrayBuffer>;
  importKey(
    format: 'raw',
    data: Bytes,
    algorithm: { readonly name: string; readonly hash?: string },
    isExtractable: boolean,
    usages: readonly ('sign' | 'verify')[],
  ): Promise<unknown>;
  sign(algorithm: string, key: unknown, data: Bytes): Promise<ArrayBuffer>;
  verify(algorithm: string, key: unknown, signature: Bytes, data: Bytes): Promise<boolean>;
}

/** By WebCrypto. Ed25519 is there from Chrome 137, Firefox 129 and Safari 17 on: ask {@link canVerify} first. */
export function createWebPrimitives(subtle: Subtle): Primitives {
  return {
    sha256: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', bytes)),
    async hmacSha256(key, message) {
      const imported = await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
      return new Uint8Array(await subtle.sign('HMAC', imported, message));
    },
    async verifyEd25519(publicKey, message, signature) {
      const key = await subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
      return subtle.verify('Ed25519', key, signature, message);
    },
  };
}

/** Test 1 of RFC 8032, 7.1: the empty message. */
const known = {
  publicKey: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  signature: '5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc-bRr0lv18FlbviRlUUFDjnoQCw',
};

/** Whether these can tell a right Ed25519 signature from a wrong one: seen, not believed. */
export async function canVerify(primitives: Primitives): Promise<boolean> {
  const [publicKey, signature] = [fromBase64url(known.publicKey), fromBase64url(known.signature)];
  if (publicKey === null || signature === null) return false;
  try {
    const isRightTaken = await primitives.verifyEd25519(publicKey, new Uint8Array(), signature);
    const isWrongTaken = await primitives.verifyEd25519(publicKey, new Uint8Array(1), signature);
    return isRightTaken && !isWrongTaken;
  } catch {
    return false;
  }
}
