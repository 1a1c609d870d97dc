import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readConfig } from '../../src/config/config.ts';
import { buildContainer, type Container } from '../../src/container.ts';
import { entryOf, type LedgerEntry, type LedgerHead } from '../../src/ledger/ledger-entry.ts';
import { createTelemetry } from '../../src/telemetry/create-telemetry.ts';
import { environmentOf, makeSecrets } from '../../test/support/product/product.ts';
import { startServices } from '../services/start-services.ts';
import { type Bench, type BenchOptions, type BenchResult } from './bench.ts';
import { median, rounded, roundedAll, timed } from './figures.ts';

const entriesStored = 100_000;
const entriesAtOnce = 2_000;

/** What the gate adds to a start when nothing is behind: with an empty ledger, and with a full one. */
export const gate: Bench = {
  name: 'gate',
  what: 'from a container that is built to an open gate, nothing behind, with 10⁵ ledger entries',
  run: measure,
};

async function measure({ isFull, say }: BenchOptions): Promise<BenchResult> {
  const environment = { ...process.env, MONGODB_URI: undefined, REDIS_URL: undefined };
  const services = await startServices({ environment });
  const folder = await mkdtemp(join(tmpdir(), 'oubli-bench-'));
  try {
    const mongodbUri = services.mongodbUri.replace('/?', '/oubli_bench?');
    const servers = { mongodbUri, redisUrl: services.redisUrl, redisPrefix: 'oubli' };
    const secrets = { ...makeSecrets(), journalFile: join(folder, 'erasures.journal') };
    const edges = { graphUrl: 'http://127.0.0.1:9', smtpUrl: 'smtp://127.0.0.1:9' };
    const build = (): Promise<Container> =>
      buildContainer(readConfig(environmentOf(servers, secrets, edges)), {
        telemetry: createTelemetry({ level: 'silent' }),
      });
    const turns = isFull ? 21 : 7;
    const emptyMs = await opening(build, turns);
    const filledMs = await timed(() => fill(build));
    const fullMs = await opening(build, turns);
    say(`  ${String(entriesStored)} entries written in ${(filledMs / 1000).toFixed(0)} s`);
    say(`  gate open after ${fullMs.toFixed(1)} ms; with an empty ledger after ${emptyMs.toFixed(1)} ms`);
    return {
      bounds: [{ what: 'gate open with 1e5 entries, in ms', seen: rounded(fullMs), below: 200 }],
      figures: roundedAll({ fullMs, emptyMs, filledMs }),
    };
  } finally {
    await services.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The median of so many starts, each with connections of its own. */
async function opening(build: () => Promise<Container>, turns: number): Promise<number> {
  const seen: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const container = await build();
    seen.push(await timed(() => container.gate.start()));
    if (!container.gate.isOpen()) throw new Error('The gate stayed shut.');
    await container.close();
  }
  return median(seen);
}

async function fill(build: () => Promise<Container>): Promise<void> {
  const container = await build();
  const { store, journal } = container.ledger;
  let head: LedgerHead = await store.head();
  while (head.index < entriesStored) {
    const entries = someAfter(head);
    await store.insert(entries);
    await journal.append(entries);
    head = entries.at(-1) ?? head;
  }
  await store.noteInJournal(head.index);
  await container.close();
}

/** As a run notes them: thirteen stores, one of them kept, two names. */
function someAfter(head: LedgerHead): readonly LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (let count = 0; count < entriesAtOnce; count += 1) {
    const after = entries.at(-1) ?? head;
    const requestId = `00000000-0000-4000-8000-${String(after.index).padStart(12, '0')}`;
    const stores = Array.from({ length: 13 }, (_, index) => ({
      store: `store_number_${String(index)}`,
      matched: index,
      retention: index > 0 ? null : { ground: 'legal_duty' as const, keepAfter: 1, until: 2, lifeMs: 3 },
    }));
    const hash = 'h'.repeat(43);
    const note = {
      kind: 'erased' as const,
      request: { requestId, reference: 'ER-2345-6789-ABCD', tenantId: requestId },
      plan: { instructionHash: hash, hash, stores },
      identity: {
        tenantId: requestId,
        subjectId: requestId,
        keyIds: [requestId],
        hashes: [`1.${hash}`, `1.${hash}b`],
        identifiers: [],
      },
      remembered: {
        ...{ tenantId: requestId, suppressionGroup: `1.${hash}e`, locale: 'en' as const },
        tombstones: [`1.${hash}a`, `1.${hash}b`],
        suppressions: [`1.${hash}c`, `1.${hash}d`],
      },
      told: {
        ...{ openedAt: 1_800_000_000_000, verifiedAt: 1_800_000_000_000, phoneNumberId: requestId, risk: null },
        ...{ codeChannel: 'chat' as const, slowPath: null },
        subjectRef: [{ kind: 'phone' as const, hash: `${hash}f` }],
      },
      erasedFrom: 1_800_000_000_000,
    };
    entries.push(entryOf(note, after, 1_800_000_000_000));
  }
  return entries;
}
