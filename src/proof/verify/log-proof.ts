import { canonicalJson } from '../canonical-json.ts';
import { siblingSides } from '../merkle-path.ts';
import { type Receipt } from '../receipt.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { areEqual, type Bytes, joined, utf8 } from './bytes.ts';
import { type Primitives } from './primitives.ts';
import { Refused } from './verdict.ts';

const leafPrefix = new Uint8Array([0]);
const nodePrefix = new Uint8Array([1]);

/** Whether a receipt is in the log where it says (RFC 9162, 2.1.3.2). @throws Refused `log_proof_wrong`. */
export async function checkLogProof(receipt: Receipt, { sha256 }: Primitives): Promise<void> {
  const { log, ...body } = receipt;
  const sides = siblingSides(log.index, log.size);
  if (sides === null) throw unproven(`a log of ${log.size} entries has no entry ${log.index}`);
  if (sides.length !== log.proof.length) {
    throw unproven(
      `the proof has ${log.proof.length} hashes, where a log of ${log.size} entries takes ${sides.length}`,
    );
  }
  const receiptHash = toBase64url(await sha256(utf8(canonicalJson(body))));
  const entry = canonicalJson({ type: `receipt.${receipt.kind}`, receipt: receiptHash });
  let hash = await sha256(joined(leafPrefix, utf8(entry)));
  for (const [step, side] of sides.entries()) {
    const sibling = decoded(log.proof[step] ?? '');
    hash = await sha256(side === 'left' ? joined(nodePrefix, sibling, hash) : joined(nodePrefix, hash, sibling));
  }
  if (!areEqual(hash, decoded(log.root))) throw unproven('the proof does not lead to the root');
}

function decoded(text: string): Bytes {
  return fromBase64url(text) ?? new Uint8Array();
}

function unproven(why: string): Refused {
  return new Refused('log_proof_wrong', why);
}
