import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';

import { canonicalJson } from '../../src/proof/canonical-json.ts';
import { hashLeaf, type NodeHash } from '../../src/proof/merkle-hash.ts';
import {
  appendLeaves,
  type Frontier,
  hashOfRange,
  inclusionRanges,
  type NodePlace,
  rootOf,
} from '../../src/proof/merkle-tree.ts';
import { receiptEntry } from '../../src/proof/receipt-format.ts';
import { readKeySet } from '../../src/proof/verify/key-set.ts';
import { checkLogProof } from '../../src/proof/verify/log-proof.ts';
import { nodePrimitives } from '../../src/proof/verify/node-primitives.ts';
import { verifyReceipt } from '../../src/proof/verify/verify-receipt.ts';
import { liveBody } from '../../test/support/receipts/sample.ts';
import { signReceipt } from '../../test/support/receipts/signer.ts';
import { signer, vectorKeys } from '../../test/support/receipts/vectors.ts';
import { type Bench, type BenchOptions, type BenchResult } from './bench.ts';
import { median, percentile, rounded, roundedAll, timed } from './figures.ts';

const entries = 1_000_000;
const place = 654_321;
const turns = 500;

/** A receipt in a large log, checked as `npm run oubli -- verify` does. */
export const verify: Bench = {
  name: 'verify',
  what: `checking a receipt that stands in a log of ${entries.toExponential(0)} entries`,
  run: measure,
};

async function measure({ say }: BenchOptions): Promise<BenchResult> {
  const startedAt = performance.now();
  const { frontier, read } = grow();
  say(`  the log made in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
  const hashes = inclusionRanges(place, entries).map((range) => hashOfRange(range, read));
  const proof = hashes.map((hash) => hash.toString('base64url'));
  const log = { index: place, size: entries, root: rootOf(frontier).toString('base64url'), proof };
  const receipt = { ...liveBody, log };
  const text = signReceipt(signer, receipt);
  const keys = (await readKeySet(vectorKeys, nodePrimitives)) ?? [];
  const floor = bareCheck(text, proof.length);

  const [proofs, wholes, floors]: [number[], number[], number[]] = [[], [], []];
  for (let turn = 0; turn < turns; turn += 1) {
    proofs.push(await timed(() => checkLogProof(receipt, nodePrimitives)));
    wholes.push(
      await timed(async () => {
        const { code } = await verifyReceipt(text, keys, nodePrimitives);
        if (code !== 'valid') throw new Error(`A good receipt was called ${code}.`);
      }),
    );
    floors.push(await timed(floor));
  }
  const ratio = median(wholes) / median(floors);
  say(
    `  the whole check ${median(wholes).toFixed(2)} ms, ${ratio.toFixed(1)} × the floor of ${median(floors).toFixed(2)} ms`,
  );
  return {
    bounds: [
      { what: `inclusion proof of ${String(proof.length)} hashes, ms`, seen: rounded(median(proofs)), below: 5 },
      { what: 'signature, payload and proof, ms', seen: rounded(median(wholes)), below: 5 },
    ],
    figures: roundedAll({
      ratio,
      floorMs: median(floors),
      proofP99Ms: percentile(proofs, 0.99),
      wholeP99Ms: percentile(wholes, 0.99),
    }),
  };
}

/** The least that a check could be: one signature and as many hashes as the proof has, one after another. */
function bareCheck(text: string, hashes: number): () => Promise<void> {
  const [head = '', body = '', tail = ''] = text.split('.');
  const key = createPublicKey({ key: signer.jwk, format: 'jwk' });
  const [signed, signature] = [Buffer.from(`${head}.${body}`), Buffer.from(tail, 'base64url')];
  return () => {
    if (!verifySignature(null, signed, key, signature)) throw new Error('A good signature was refused.');
    let hash = Buffer.alloc(65);
    for (let step = 0; step <= hashes; step += 1) hash = createHash('sha256').update(hash).digest();
    return Promise.resolve();
  };
}

/** The log, every finished node of a level in one buffer: two million buffers would be measured otherwise. */
function grow(): { readonly frontier: Frontier; readonly read: (at: NodePlace) => NodeHash } {
  const levels = Array.from({ length: 20 }, (_, level) => Buffer.alloc(32 * Math.floor(entries / 2 ** level)));
  const own = hashLeaf(Buffer.from(canonicalJson(receiptEntry(liveBody))));
  const other = hashLeaf(Buffer.from('another entry'));
  let frontier: Frontier = [];
  for (let size = 0; size < entries; size += 1_000) {
    const leaves = Array.from({ length: 1_000 }, (_, at) => (size + at === place ? own : other));
    const added = appendLeaves(size, frontier, leaves);
    for (const { level, index, hash } of added.finished) hash.copy(levels[level] ?? hash, index * 32);
    ({ frontier } = added);
  }
  const read = ({ level, index }: NodePlace): NodeHash =>
    levels[level]?.subarray(index * 32, index * 32 + 32) ?? Buffer.alloc(0);
  return { frontier, read };
}
