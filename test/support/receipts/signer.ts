import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

import { canonicalJson } from '../../../src/proof/canonical-json.ts';
import { hashLeaf, type NodeHash } from '../../../src/proof/merkle-hash.ts';
import { appendLeaves, hashOfRange, inclusionRanges, type NodePlace, rootOf } from '../../../src/proof/merkle-tree.ts';
import { type ReceiptBody, receiptEntry } from '../../../src/proof/receipt-format.ts';
import { type Receipt } from '../../../src/proof/receipt.ts';

export interface TestSigner {
  /** As it stands in a key set. */
  readonly jwk: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string; readonly kid: string };
  sign(text: string): Buffer;
}

/** DER of a private Ed25519 key up to its 32 bytes. Source: RFC 8410, 7. */
const privateKeyPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key that everybody can make: its seed is the SHA-256 of its name. Good for tests and for nothing else. */
export function testSigner(name: string): TestSigner {
  const seed = createHash('sha256').update(`oubli test key, not secret: ${name}`).digest();
  const key = createPrivateKey({ key: Buffer.concat([privateKeyPrefix, seed]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  const thumbprint = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
  return {
    jwk: { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprint },
    sign: (text) => sign(null, Buffer.from(text), key),
  };
}

/** The log that a test receipt stands in: its entry at `index`, entries of others around it. */
export function placeInLog(body: ReceiptBody, index: number, size: number): Receipt['log'] {
  const entry = hashLeaf(Buffer.from(canonicalJson(receiptEntry(body))));
  const leaves = Array.from({ length: size }, (_, at) => (at === index ? entry : hashLeaf(Buffer.from(`entry ${at}`))));
  const { finished, frontier } = appendLeaves(0, [], leaves);
  const nodes = new Map(finished.map(({ level, index: at, hash }) => [`${level}.${at}`, hash]));
  const read = ({ level, index: at }: NodePlace): NodeHash => {
    const hash = nodes.get(`${level}.${at}`);
    if (hash === undefined) throw new Error('Not finished.');
    return hash;
  };
  const proof = inclusionRanges(index, size).map((range) => hashOfRange(range, read));
  const root = rootOf(frontier).toString('base64url');
  return { index, size, root, proof: proof.map((hash) => hash.toString('base64url')) };
}

export function headerOf(kid: string): string {
  return canonicalJson({ alg: 'EdDSA', kid, typ: 'oubli-receipt+jws' });
}

/** A compact JWS of these texts, whatever they are: a test also signs what nobody should. */
export function signTexts(signer: TestSigner, header: string, payload: string | Buffer): string {
  const signed = `${base64url(header)}.${base64url(payload)}`;
  return `${signed}.${signer.sign(signed).toString('base64url')}`;
}

export function signReceipt(signer: TestSigner, receipt: Receipt): string {
  return signTexts(signer, headerOf(signer.jwk.kid), canonicalJson(receipt));
}

export function base64url(text: string | Buffer): string {
  return Buffer.from(text).toString('base64url');
}
