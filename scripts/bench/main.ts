import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { auditLog } from './audit-log.ts';
import { type Bench, boundInWords, isMet } from './bench.ts';
import { coldStart } from './cold-start.ts';
import { costOfOne } from './cost-of-one.ts';
import { firstReply } from './first-reply.ts';
import { gate } from './gate.ts';
import { ingest } from './ingest.ts';
import { intent } from './intent.ts';
import { knownUnknown } from './known-unknown.ts';
import { millionMessages } from './million-messages.ts';
import { personKeysCost } from './person-keys.ts';
import { tenThousand } from './ten-thousand.ts';
import { thousandMessages } from './thousand-messages.ts';
import { verify } from './verify.ts';

const benches: readonly Bench[] = [
  ingest,
  firstReply,
  knownUnknown,
  thousandMessages,
  costOfOne,
  millionMessages,
  personKeysCost,
  tenThousand,
  coldStart,
  auditLog,
  verify,
  gate,
  intent,
];

/** `npm run bench [-- NAME… [--full] [--no-build]]`: lines for people, one line of JSON last. Exits 0 also when a bound is missed. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: 'boolean', default: false },
    build: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

try {
  const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) throw new Error(`There is: ${benches.map(({ name }) => name).join(', ')}.`);
  if (values.build) await buildAnew();
  const report: Record<string, unknown> = {};
  for (const bench of benches) {
    if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
    console.log(`\n${bench.name}: ${bench.what}`);
    const startedAt = performance.now();
    const { bounds, figures } = await bench.run({ isFull: values.full, say: (line) => console.log(line) });
    for (const bound of bounds) console.log(`  ${boundInWords(bound)}`);
    const tookS = Math.round((performance.now() - startedAt) / 1000);
    report[bench.name] = { isMet: bounds.every(isMet), bounds, figures, tookS };
  }
  console.log(`\n${JSON.stringify(report)}`);
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
}

/** What is measured is what ships: compiled, without a loader. From nothing: an incremental build keeps what was changed by hand. */
async function buildAnew(): Promise<void> {
  const root = join(import.meta.dirname, '../..');
  await rm(join(root, 'dist'), { recursive: true, force: true });
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root });
}
