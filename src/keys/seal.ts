import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { OubliError } from '../domain/errors.ts';

/** Where a sealed value stands. It is bound to it (AAD): moved to another place, it does not open. */
export interface SealPlace {
  readonly tenantId: string;
  readonly collection: string;
  readonly field: string;
  readonly keyId: string;
}

const nonceBytes = 12;
const tagBytes = 16;

/** Seals bytes, or text as UTF-8, with AES-256-GCM (NIST SP 800-38D) under a fresh nonce. Layout: nonce ‖ tag ‖ ciphertext. */
export function sealBytes(key: Buffer, plain: Uint8Array | string, place: SealPlace): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associatedData(place));
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  // Nothing comes of it: GCM is a stream, and holds nothing back for a last block.
  cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

let nonces = Buffer.alloc(0);
let nextNonce = 0;

/** Random bytes are fetched many at a time, each used once: asking the system costs half as much as sealing. */
function freshNonce(): Buffer {
  if (nextNonce >= nonces.length) {
    nonces = randomBytes(nonceBytes * 256);
    nextNonce = 0;
  }
  nextNonce += nonceBytes;
  return nonces.subarray(nextNonce - nonceBytes, nextNonce);
}

/** Opens what {@link sealBytes} sealed. @throws OubliError `seal_broken` for a wrong key, place or byte. */
export function openBytes(key: Buffer, sealed: Uint8Array, place: SealPlace): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  try {
    const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    opener.setAAD(associatedData(place)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([opener.update(bytes.subarray(nonceBytes + tagBytes)), opener.final()]);
  } catch {
    throw new OubliError('seal_broken', 'A sealed value does not open: wrong key, wrong place or changed bytes.');
  }
}

/** Seals a JSON value. */
export function sealJson(key: Buffer, value: unknown, place: SealPlace): Buffer {
  return sealBytes(key, JSON.stringify(value), place);
}

/** Opens a JSON value; the caller parses it with zod or owns the shape. */
export function openJson(key: Buffer, sealed: Uint8Array, place: SealPlace): unknown {
  return JSON.parse(openBytes(key, sealed, place).toString('utf8')) as unknown;
}

function associatedData(place: SealPlace): Buffer {
  return Buffer.from(JSON.stringify([place.tenantId, place.collection, place.field, place.keyId]), 'utf8');
}
