import { toBase64url } from './base64url.ts';
import { utf8 } from './bytes.ts';
import { uncleannessOf } from './clean.ts';
import { type ReceiptKey } from './key-set.ts';
import { checkLogProof } from './log-proof.ts';
import { compactOf, type OpenJws, openJws } from './open-jws.ts';
import { type Primitives } from './primitives.ts';
import { readReceipt } from './receipt-shape.ts';
import { type PreviousVerdict, Refused, type Verdict } from './verdict.ts';
import { type Receipt } from '../receipt.ts';

const headerMembers = ['alg', 'kid', 'typ'];

/**
 * Says whether a text is a receipt that one of these keys signed, and if not, why: docs/receipt.md, "Order of checks".
 * @throws only when the primitives cannot check signatures here at all.
 */
export async function verifyReceipt(
  given: string,
  keys: readonly ReceiptKey[],
  primitives: Primitives,
): Promise<Verdict> {
  try {
    const jws = openJws(given);
    const kid = readHeader(jws.header);
    await checkSignature(jws, kid, keys, primitives);
    const receipt = readReceipt(jws.payload);
    const unclean = uncleannessOf(receipt);
    if (unclean !== null) throw new Refused('not_clean', unclean);
    await checkLogProof(receipt, primitives);
    return { code: 'valid', receipt, kid };
  } catch (error) {
    if (error instanceof Refused) return { code: error.code, why: error.message };
    throw error;
  }
}

/** Who a text says has signed it. Believed by nobody: it tells where to ask for keys. `null` when it says nothing of use. */
export function claimedIssuer(given: string): string | null {
  try {
    const { payload } = openJws(given);
    const iss = typeof payload === 'object' && payload !== null ? (payload as { iss?: unknown }).iss : null;
    return typeof iss === 'string' ? iss : null;
  } catch {
    return null;
  }
}

/** Whether a text is the receipt that a final receipt says came before it. */
export async function checkPrevious(
  { prev }: Receipt,
  previous: string,
  { sha256 }: Primitives,
): Promise<PreviousVerdict> {
  return prev === toBase64url(await sha256(utf8(compactOf(previous)))) ? 'prev_matches' : 'prev_wrong';
}

function readHeader(header: OpenJws['header']): string {
  const { alg, kid, typ } = header;
  if (alg !== 'EdDSA') throw refusedHeader(`alg is ${shown(alg)}, and not EdDSA`);
  if (typ !== 'oubli-receipt+jws') throw refusedHeader(`typ is ${shown(typ)}, and not oubli-receipt+jws`);
  const other = Object.keys(header).find((name) => !headerMembers.includes(name));
  if (other !== undefined) throw refusedHeader(`the header holds ${shown(other)}, which changes how it would be read`);
  if (typeof kid !== 'string') throw refusedHeader('the header names no key');
  return kid;
}

async function checkSignature(
  { signature, signed }: OpenJws,
  kid: string,
  keys: readonly ReceiptKey[],
  { verifyEd25519 }: Primitives,
): Promise<void> {
  const key = keys.find((one) => one.kid === kid);
  if (key === undefined) throw new Refused('key_unknown', `the receipt names the key ${shown(kid)}`);
  if (signature.length !== 64) throw unsigned(`it has ${signature.length} bytes, and not 64`);
  if (!(await verifyEd25519(key.publicKey, signed, signature))) throw unsigned(`it is none of the key ${shown(kid)}`);
}

/** What a stranger wrote, short enough to be shown. */
function shown(value: unknown): string {
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function refusedHeader(why: string): Refused {
  return new Refused('algorithm_refused', why);
}

function unsigned(why: string): Refused {
  return new Refused('signature_wrong', why);
}
