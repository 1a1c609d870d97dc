import { type AuditEntry } from '../../src/proof/audit-entry.ts';
import { type AuditStore } from '../../src/proof/audit-store.ts';
import { canonicalJson } from '../../src/proof/canonical-json.ts';
import { createIssueReceipt } from '../../src/proof/issue-receipt.ts';
import { hashLeaf } from '../../src/proof/merkle-hash.ts';
import { appendLeaves, type Frontier } from '../../src/proof/merkle-tree.ts';
import { type ReceiptBody, sha256Base64url } from '../../src/proof/receipt-format.ts';
import { newReference } from '../../src/requests/relay-codes.ts';
import { type Bench, type BenchOptions, type BenchResult } from './bench.ts';
import { type Deployment, withDeployment } from './deployment.ts';
import { median, percentile, rounded, roundedAll, timed } from './figures.ts';

const at = '2026-11-26T03:00:00.000Z';
const seededAtOnce = 5_000;
const callers = 200;
const entriesEach = 50;
const receipts = 200;

/** The tamper-evident log: how fast it takes entries, and what a receipt costs when it is long. */
export const auditLog: Bench = {
  name: 'audit-log',
  what: 'entries appended durably, and a receipt committed to, proved and signed on a long log',
  run: (options) => withDeployment({ keepsContent: false }, (deployment) => measure(deployment, options)),
};

async function measure({ container }: Deployment, { isFull, say }: BenchOptions): Promise<BenchResult> {
  const { auditLog: log, auditStore: store, signingKeys } = container.stores;
  const length = isFull ? 1_000_000 : 100_000;
  const seededMs = await timed(() => seed(store, length));
  say(`  ${length.toExponential(0)} entries written in ${(seededMs / 1000).toFixed(0)} s`);

  const appendedMs = await timed(() =>
    Promise.all(
      Array.from({ length: callers }, async (_, caller) => {
        for (let seq = 0; seq < entriesEach; seq += 1) await log.append([entryOf(`caller-${String(caller)}`, seq)]);
      }),
    ),
  );
  const perSecond = (callers * entriesEach * 1000) / appendedMs;
  say(
    `  ${perSecond.toFixed(0)} entries a second from ${String(callers)} callers at once, one each, durable when answered`,
  );

  const issue = createIssueReceipt({ log, signingKeys });
  const took: number[] = [];
  const floors: number[] = [];
  for (let index = 0; index < receipts; index += 1) {
    // Its place in the log, durably: what is over is the proof and the signature.
    floors.push(await timed(() => log.append([entryOf('floor', index)])));
    took.push(await timed(() => issue('tenant', bodyOf(), Date.now())));
  }
  const overFloorMs = median(took) - median(floors);
  say(
    `  a receipt: ${median(took).toFixed(1)} ms (p99 ${percentile(took, 0.99).toFixed(1)}), of which its place in the log ` +
      `${median(floors).toFixed(1)} ms`,
  );
  return {
    bounds: [
      { what: 'entries appended a second', seen: rounded(perSecond), atLeast: 2_000 },
      { what: 'proof and signature of a receipt, in ms', seen: rounded(overFloorMs), below: 5 },
    ],
    figures: roundedAll({ length, perSecond, receiptMs: median(took), floorMs: median(floors) }),
  };
}

/** As if the log had grown so long: through the store, many entries at once. */
async function seed(store: AuditStore, length: number): Promise<void> {
  let frontier: Frontier = [];
  for (let size = 0; size < length; size += seededAtOnce) {
    const entries = Array.from({ length: seededAtOnce }, (_, offset) => {
      const entryId = `seed.${String(size + offset)}`;
      const text = canonicalJson(entryOf('seed', size + offset));
      return { index: size + offset, entryId, text, leaf: hashLeaf(Buffer.from(text)) };
    });
    const added = appendLeaves(
      size,
      frontier,
      entries.map(({ leaf }) => leaf),
    );
    ({ frontier } = added);
    const nodes = added.finished.filter(({ level }) => level > 0);
    const isDone = await store.append(size, { entries, nodes, head: { size: size + seededAtOnce, frontier } });
    if (!isDone) throw new Error('Somebody else writes into the log.');
  }
}

function entryOf(p: string, seq: number): AuditEntry {
  return { type: 'request.verified', at, p, seq };
}

function bodyOf(): ReceiptBody {
  return {
    ...({ v: 1, typ: 'oubli-erasure-receipt', kind: 'live', scope: 'at this provider for this business' } as const),
    reference: newReference(),
    iss: 'https://oubli.example.org',
    controller: { id: 'tenant', name: 'Made-Up Plants' },
    policy: { instruction: sha256Base64url('a'), plan: sha256Base64url('b') },
    times: { received: at, verified: at, erasedFrom: at, verifiedAbsent: at, backupsBy: at },
    method: { verification: ['wa-signed-inbound'], risk: 'normal' },
    coverage: { register: sha256Base64url('c'), stores: 1, scan: 'names-and-keys' },
    stores: [
      { store: 'messages', matched: 3, deleted: 3, anonymised: 0, retained: 0, ground: null, until: null, residual: 0 },
    ],
    heldUntil: [],
    downstream: [],
    limits: ['your-phone'],
    commit: [],
    prev: null,
  };
}
