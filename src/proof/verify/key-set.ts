import { canonicalJson } from '../canonical-json.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { type Bytes, utf8 } from './bytes.ts';
import { type Primitives } from './primitives.ts';

/** An Ed25519 public key of a key set. */
export interface ReceiptKey {
  /** Made from the key itself (RFC 7638): what a key set says its `kid` is, is not believed. */
  readonly kid: string;
  readonly publicKey: Bytes;
}

/** The Ed25519 keys of a JWK set (RFC 7517, 8037); other keys are passed over. `null` when it is no key set. */
export async function readKeySet(value: unknown, primitives: Primitives): Promise<readonly ReceiptKey[] | null> {
  const keys = typeof value === 'object' && value !== null ? (value as { keys?: unknown }).keys : null;
  if (!Array.isArray(keys)) return null;
  const read = await Promise.all(keys.map((key: unknown) => readKey(key, primitives)));
  return read.flatMap((key) => key ?? []);
}

async function readKey(value: unknown, primitives: Primitives): Promise<ReceiptKey | null> {
  if (typeof value !== 'object' || value === null) return null;
  const { kty, crv, x } = value as Readonly<Record<string, unknown>>;
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string') return null;
  const publicKey = fromBase64url(x);
  if (publicKey?.length !== 32) return null;
  return { kid: toBase64url(await primitives.sha256(utf8(canonicalJson({ crv, kty, x })))), publicKey };
}
