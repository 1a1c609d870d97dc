import { createHmac, randomBytes } from 'node:crypto';

import { crockfordAlphabet } from '../domain/reference.ts';
import { allSpellings } from '../domain/phone-spellings.ts';
import { type Identifier } from '../domain/subject.ts';
import { type Receipt } from './receipt.ts';

const secretLength = 26;

/** A claim secret: 130 random bits in 26 characters. Shown to the person in groups, kept in the farewell alone. */
export function makeClaimSecret(): string {
  return Array.from(randomBytes(secretLength), (byte) => crockfordAlphabet[byte & 31] ?? '0').join('');
}

/** As it is shown: `XXXXX-XXXXX-XXXXX-XXXXX-XXXXXX`. */
export function claimSecretInGroups(secret: string): string {
  return secret.replace(/^(.{5})(.{5})(.{5})(.{5})(.{6})$/, '$1-$2-$3-$4-$5');
}

/**
 * What binds a receipt to its holder: one keyed hash for each name, and for each way in which a number is written, so that somebody
 * who knows their number alone can claim it.
 * HMAC-SHA256 of `oubli-claim-v1`, the kind and the value, a line feed between them. Canonical form: docs/receipt.md.
 */
export function commitTo(secret: string, identifiers: readonly Identifier[]): Receipt['commit'] {
  return allSpellings(identifiers).flatMap(({ kind, value }) => {
    if (kind !== 'phone' && kind !== 'bsuid') return [];
    const message = `oubli-claim-v1\n${kind}\n${value}`;
    return [{ kind, hash: createHmac('sha256', secret).update(message, 'utf8').digest('base64url') }];
  });
}
