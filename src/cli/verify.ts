import { OubliError } from '../domain/errors.ts';
import { checkClaim } from '../proof/verify/claim.ts';
import { type ReceiptKey, readKeySet } from '../proof/verify/key-set.ts';
import { nodePrimitives } from '../proof/verify/node-primitives.ts';
import { english } from '../proof/verify/texts/en.ts';
import { type Verdict } from '../proof/verify/verdict.ts';
import { checkPrevious, claimedIssuer, verifyReceipt } from '../proof/verify/verify-receipt.ts';
import { type Output } from './output.ts';
import { sentenceOf } from './sentence.ts';
import { printSummary } from './verify/print-summary.ts';
import { readSource, receiptSource } from './verify/read-source.ts';

export interface VerifyOptions {
  /** A file, the address of one, or the link to a receipt's page. */
  readonly source: string;
  /** File or address of the key set; `null`: that of the provider which the receipt names. */
  readonly keys: string | null;
  readonly previous: string | null;
  readonly isClaimed: boolean;
  /** Asks for the claim secret and the number. Never arguments: those stand in `ps` and in the shell's history. */
  readonly ask: (questions: readonly string[]) => Promise<readonly string[]>;
}

/** 0: valid, and so is whatever else was asked. 1: not. 2: it could not be checked. */
export type VerifyExit = 0 | 1 | 2;

/** Checks a receipt with no server, no database and no configuration, and says in words what was found. */
export async function runVerify(output: Output, options: VerifyOptions): Promise<VerifyExit> {
  try {
    const text = await readSource(receiptSource(options.source));
    const verdict = await verdictOf(output, text, options.keys);
    sayVerdict(output, verdict);
    if (verdict.code !== 'valid') return 1;
    printSummary(output, verdict.receipt, verdict.kid, english);
    const isLinked = await previousFits(output, verdict, options.previous);
    const isTheirs = await claimFits(output, verdict, options);
    return isLinked && isTheirs ? 0 : 1;
  } catch (error) {
    output.complaint(`Not checked: ${sentenceOf(error)}`);
    return 2;
  }
}

type Valid = Extract<Verdict, { code: 'valid' }>;

/** What is refused whatever the keys are is refused before anybody is asked for keys. */
async function verdictOf(output: Output, text: string, keySource: string | null): Promise<Verdict> {
  const withoutKeys = await verifyReceipt(text, [], nodePrimitives);
  if (withoutKeys.code !== 'key_unknown') return withoutKeys;
  const source = keySource ?? keyAddress(text);
  const keys = await readKeys(source);
  const count = keys.length === 1 ? 'the one key' : `the ${keys.length} keys`;
  const whose = keySource === null ? ', which the receipt itself names: is that who you expect?' : '.';
  output.line(`Trusted: ${count} of ${source}${whose}`);
  return verifyReceipt(text, keys, nodePrimitives);
}

function keyAddress(text: string): string {
  const issuer = claimedIssuer(text);
  if (issuer !== null) return `${issuer}/.well-known/jwks.json`;
  throw new OubliError('keys_missing', 'The receipt does not say who signed it. Give the key set with --keys.');
}

async function readKeys(source: string): Promise<readonly ReceiptKey[]> {
  const text = await readSource(source);
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Said below, as of any other text that is no key set.
  }
  const keys = await readKeySet(value, nodePrimitives);
  if (keys === null) throw new OubliError('keys_malformed', `That is no key set: ${source}`);
  return keys;
}

function sayVerdict(output: Output, verdict: Verdict): void {
  const isGood = verdict.code === 'valid';
  output.line(`${isGood ? 'VALID' : 'NOT VALID'} (${verdict.code}). ${english.verdicts[verdict.code]}`);
  if (verdict.code !== 'valid') output.line(`Seen: ${verdict.why}.`);
}

async function previousFits(output: Output, { receipt }: Valid, source: string | null): Promise<boolean> {
  if (source === null) return true;
  const code = await checkPrevious(receipt, await readSource(receiptSource(source)), nodePrimitives);
  output.line(`\n${english.previous[code]} (${code})`);
  return code === 'prev_matches';
}

async function claimFits(output: Output, { receipt }: Valid, { isClaimed, ask }: VerifyOptions): Promise<boolean> {
  if (!isClaimed) return true;
  const [secret = '', name = ''] = await ask(['Claim secret: ', 'Phone number with country code: ']);
  const code = await checkClaim(receipt, { secret, name }, nodePrimitives);
  output.line(`\n${english.claims[code]} (${code})`);
  return code === 'claim_matches';
}
