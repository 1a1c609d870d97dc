import { createHmac } from 'node:crypto';

import { canonicalJson, type Json } from '../../../src/proof/canonical-json.ts';
import { base64url, headerOf, signTexts, type TestSigner, testSigner } from './signer.ts';
import { type Vector, type VectorParts } from './vector.ts';

/** What somebody without the key could send, and what is no receipt to the byte. */
export function forgedVectors(
  { signer, live, final }: VectorParts,
  { liar, lyingKid }: { readonly liar: TestSigner; readonly lyingKid: string },
): readonly Vector[] {
  const [head = '', body = '', tail = ''] = live.split('.');
  const [, finalPayload = ''] = final.split('.');
  const [header, payload] = [decoded(head), decoded(body)];
  const { kid } = signer.jwk;
  const stranger = testSigner('stranger');
  const withHeader = (members: Readonly<Record<string, Json>>): string =>
    signTexts(signer, canonicalJson({ alg: 'EdDSA', kid, typ: 'oubli-receipt+jws', ...members }), payload);
  const signed = (text: string | Buffer): string => signTexts(signer, header, text);
  const none = base64url(canonicalJson({ alg: 'none', kid, typ: 'oubli-receipt+jws' }));
  const hmacHead = `${base64url(canonicalJson({ alg: 'HS256', kid, typ: 'oubli-receipt+jws' }))}.${body}`;
  const publicKey = Buffer.from(signer.jwk.x, 'base64url');
  const hmac = createHmac('sha256', publicKey).update(hmacHead).digest('base64url');

  const cases: readonly (readonly [string, Vector['code'], string, string])[] = [
    ['empty', 'malformed', 'nothing at all', ''],
    ['two-parts', 'malformed', 'the signature is cut off', `${head}.${body}`],
    ['four-parts', 'malformed', 'a part too many', `${live}.${tail}`],
    [
      'json-serialization',
      'malformed',
      'a JWS, but not a compact one',
      JSON.stringify({ payload: body, signature: tail }),
    ],
    ['padded', 'malformed', 'base64url with padding', `${live}==`],
    ['plain-base64', 'malformed', '+ and / of plain base64', live.replaceAll('-', '+').replaceAll('_', '/')],
    [
      'loose-bits',
      'malformed',
      'the same signature written another way',
      `${live.slice(0, -1)}${loosened(live.slice(-1))}`,
    ],
    ['line-broken', 'malformed', 'a line end in the middle', `${live.slice(0, 64)}\n${live.slice(64)}`],
    [
      'not-utf8',
      'malformed',
      'a byte that is no UTF-8',
      signed(Buffer.concat([Buffer.from(payload), Buffer.from([255])])),
    ],
    ['byte-order-mark', 'malformed', 'a byte order mark before the payload', signed(`\ufeff${payload}`)],
    ['not-json', 'malformed', 'the payload is cut off', signed(payload.slice(0, -1))],
    ['duplicate-member', 'malformed', 'a member twice', signed(payload.replace('"v":1}', '"v":1,"v":1}'))],
    [
      'duplicate-inner',
      'malformed',
      'a member twice, with another value',
      signed(payload.replace('"residual":0', '"residual":0,"residual":1')),
    ],
    ['spaces', 'malformed', 'not canonical: a blank', signed(payload.replace('"v":1', '"v": 1'))],
    [
      'other-order',
      'malformed',
      'not canonical: members in another order',
      signed(`{"v":1,${payload.slice(1).replace(',"v":1}', '}')}`),
    ],
    [
      'escaped',
      'malformed',
      'not canonical: a letter written as an escape',
      signed(payload.replace('"live"', '"\\u006cive"')),
    ],
    ['fraction', 'malformed', 'not canonical: 1.0', signed(payload.replace('"v":1}', '"v":1.0}'))],
    [
      'header-spaces',
      'malformed',
      'the header is not canonical',
      signTexts(signer, header.replace(',', ', '), payload),
    ],
    [
      'header-duplicate',
      'malformed',
      'the header names alg twice',
      signTexts(signer, header.replace('{', '{"alg":"EdDSA",'), payload),
    ],
    ['header-list', 'malformed', 'the header is a list', signTexts(signer, '[]', payload)],
    ['alg-none', 'algorithm_refused', 'alg none, unsigned', `${none}.${body}.`],
    ['alg-none-signed', 'algorithm_refused', 'alg none, with the signature of the good one', `${none}.${body}.${tail}`],
    ['alg-hmac', 'algorithm_refused', 'HMAC with the public key as its secret', `${hmacHead}.${hmac}`],
    ['alg-lower-case', 'algorithm_refused', 'alg eddsa: names are exact', withHeader({ alg: 'eddsa' })],
    ['crit', 'algorithm_refused', 'an extension that must be understood', withHeader({ crit: ['b64'], b64: true })],
    [
      'embedded-key',
      'algorithm_refused',
      'a key inside the receipt',
      signTexts(stranger, canonicalJson({ alg: 'EdDSA', jwk: stranger.jwk, kid, typ: 'oubli-receipt+jws' }), payload),
    ],
    ['other-typ', 'algorithm_refused', 'signed for another purpose', withHeader({ typ: 'JWT' })],
    [
      'no-kid',
      'algorithm_refused',
      'no key is named',
      signTexts(signer, canonicalJson({ alg: 'EdDSA', typ: 'oubli-receipt+jws' }), payload),
    ],
    [
      'unknown-key',
      'key_unknown',
      'right in itself, by a key that is in no key set',
      signTexts(stranger, headerOf(stranger.jwk.kid), payload),
    ],
    [
      'lying-kid',
      'key_unknown',
      'the key set calls a key by a name that is not its thumbprint',
      signTexts(liar, headerOf(lyingKid), payload),
    ],
    [
      'other-key',
      'signature_wrong',
      'signed by another key under the name of the good one',
      signTexts(stranger, header, payload),
    ],
    [
      'swapped-payload',
      'signature_wrong',
      'the payload of final.jws under the signature of live.jws',
      `${head}.${finalPayload}.${tail}`,
    ],
    [
      'header-bit',
      'key_unknown',
      'one bit changed in the header, in kid',
      [changedBit(head, header.indexOf(kid)), body, tail].join('.'),
    ],
    [
      'payload-bit',
      'signature_wrong',
      'one bit changed in the payload: 412 became 512',
      [head, base64url(payload.replaceAll('412', '512')), tail].join('.'),
    ],
    [
      'signature-bit',
      'signature_wrong',
      'one bit changed in the signature',
      [head, body, changedBit(tail, 20)].join('.'),
    ],
    [
      'signature-short',
      'signature_wrong',
      'a signature of 63 bytes',
      [head, body, Buffer.from(tail, 'base64url').subarray(0, 63).toString('base64url')].join('.'),
    ],
    [
      'signature-zero',
      'signature_wrong',
      'a signature of 64 zeros',
      [head, body, base64url(Buffer.alloc(64))].join('.'),
    ],
  ];
  return cases.map(([name, code, why, text]) => ({ file: `${name}.jws`, text, code, why }));
}

function decoded(part: string): string {
  return Buffer.from(part, 'base64url').toString('utf8');
}

/** The lowest bit of a byte the other way round. */
function changedBit(part: string, at: number): string {
  const bytes = Buffer.from(part, 'base64url');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return base64url(bytes);
}

/** The next character of the alphabet: it differs in a bit that is no bit of any byte. */
function loosened(last: string): string {
  return String.fromCharCode(last.charCodeAt(0) + 1);
}
