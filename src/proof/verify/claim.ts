import { type Receipt } from '../receipt.ts';
import { toBase64url } from './base64url.ts';
import { utf8 } from './bytes.ts';
import { type Primitives } from './primitives.ts';
import { type ClaimVerdict } from './verdict.ts';

/** A name of a person, as it is committed to. */
interface ClaimedName {
  readonly kind: 'phone' | 'bsuid';
  readonly value: string;
}

/** Longer than any way to type one. */
const longestTyped = 200;

/** Whether a receipt is that of whoever holds this secret and this number. Both as people type them. */
export async function checkClaim(
  { commit }: Pick<Receipt, 'commit'>,
  typed: { readonly secret: string; readonly name: string },
  { hmacSha256 }: Primitives,
): Promise<ClaimVerdict> {
  const [secret, name] = [readClaimSecret(typed.secret), readClaimedName(typed.name)];
  if (name === null) return 'claim_wrong';
  const ofKind = commit.filter(({ kind }) => kind === name.kind);
  if (ofKind.length === 0) return 'claim_not_in_receipt';
  if (secret === null) return 'claim_wrong';
  const message = utf8(`oubli-claim-v1\n${name.kind}\n${name.value}`);
  const hash = toBase64url(await hmacSha256(utf8(secret), message));
  return ofKind.some((one) => one.hash === hash) ? 'claim_matches' : 'claim_wrong';
}

/** The canonical form of a claim secret: 26 characters of Crockford's base 32. `null` when it is none. */
function readClaimSecret(typed: string): string | null {
  if (typed.length > longestTyped) return null;
  const plain = typed.replace(/[\s\p{Pd}\u2212]/gu, '').toUpperCase();
  const canonical = plain.replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(canonical) ? canonical : null;
}

/** A phone number in any usual spelling, digits of any script, or a business-scoped user id (`US.…`). `null`: neither. */
function readClaimedName(typed: string): ClaimedName | null {
  if (typed.length > longestTyped) return null;
  const text = typed
    .normalize('NFKC')
    .replace(/[\p{Cf}]/gu, '')
    .trim();
  if (/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(text)) return { kind: 'bsuid', value: text };
  const digits = latinDigits(text)
    .replace(/[\s+().\p{Pd}\u2212]/gu, '')
    .replace(/^00/, '');
  return /^[1-9][0-9]{6,14}$/.test(digits) ? { kind: 'phone', value: digits } : null;
}

/** Arabic-Indic digits and those of Persian and Urdu. Full-width ones are gone by NFKC. */
function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}
