import { type KeyObject, sign } from 'node:crypto';

import { canonicalJson, type Json } from './canonical-json.ts';
import { sha256Base64url } from './receipt-format.ts';

/** An Ed25519 public key as the key set publishes it (RFC 8037). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

/** What is signed says what it is, so that one thing never passes for another. */
export type JwsType = 'oubli-receipt+jws' | 'oubli-tree-head+jws';

/** A compact JWS (RFC 7515) over canonical JSON, signed with Ed25519. */
export function signCompact(
  type: JwsType,
  payload: Json,
  key: { readonly kid: string; readonly privateKey: KeyObject },
): string {
  const header = canonicalJson({ alg: 'EdDSA', kid: key.kid, typ: type });
  const signed = `${toBase64url(header)}.${toBase64url(canonicalJson(payload))}`;
  return `${signed}.${sign(null, Buffer.from(signed, 'ascii'), key.privateKey).toString('base64url')}`;
}

/** The payload of a compact JWS that we signed ourselves: not verified here. */
export function payloadOf(jws: string): unknown {
  const [, payload = ''] = jws.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as unknown;
}

/** The public half under its thumbprint (RFC 7638). */
export function publicJwk(x: string): PublicJwk {
  const thumbprint = canonicalJson({ crv: 'Ed25519', kty: 'OKP', x });
  return { kty: 'OKP', crv: 'Ed25519', x, kid: sha256Base64url(thumbprint), alg: 'EdDSA', use: 'sig' };
}

function toBase64url(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
