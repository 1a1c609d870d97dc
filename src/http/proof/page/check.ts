import { type ReceiptKey, readKeySet } from '../../../proof/verify/key-set.ts';
import { type Primitives } from '../../../proof/verify/primitives.ts';
import { type Verdict } from '../../../proof/verify/verdict.ts';
import { verifyReceipt } from '../../../proof/verify/verify-receipt.ts';
import { canVerify, createWebPrimitives } from '../../../proof/verify/web-primitives.ts';

/** `null`: this browser cannot check Ed25519 signatures, and then nothing may be said of any receipt. */
export async function primitivesHere(): Promise<Primitives | null> {
  // It is missing on a page that came over plain http.
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (subtle === undefined) return null;
  const primitives = createWebPrimitives(subtle);
  return (await canVerify(primitives)) ? primitives : null;
}

/** The keys of a key set's text; `null` when it is none. */
export async function keysOf(text: string, primitives: Primitives): Promise<readonly ReceiptKey[] | null> {
  try {
    return await readKeySet(JSON.parse(text), primitives);
  } catch {
    return null;
  }
}

/** What the page does, from text to verdict. */
export async function check(receipt: string, keySet: string): Promise<Verdict | null> {
  const primitives = await primitivesHere();
  if (primitives === null) return null;
  return verifyReceipt(receipt, (await keysOf(keySet, primitives)) ?? [], primitives);
}
