import { join } from 'node:path';

import { freePort } from '../services/free-port.ts';
import { type Bench, type BenchOptions, type BenchResult } from './bench.ts';
import { answersReady, type BuiltProcess, startNode } from './built-process.ts';
import { type Deployment, withDeployment } from './deployment.ts';
import { median, rounded, roundedAll } from './figures.ts';
import { type Load, type LoadReport, startLoad } from './load.ts';

const text = 'Is this one still there?';
const warmUpMs = 2_000;
/** Short, and many of them: what else the machine does comes and goes within seconds, and a pair of turns should share it. */
const turnMs = 1_000;
/** How long both are loaded at half the rate: a 99th percentile needs some thousand answers. */
const pacedMs = 4_000;

/** The door against a bare Express handler that stores nothing, turn by turn, so that noise hits both. */
export const ingest: Bench = {
  name: 'ingest',
  what: 'a webhook is answered after it is durable, against a bare Express handler that stores nothing',
  run: (options) =>
    withDeployment({ keepsContent: true }, async (deployment) => {
      const load = startLoad();
      const server = await deployment.startServer();
      const bare = await startBare(deployment);
      try {
        return await measure(createRig(deployment, load, { server, bare }), options);
      } finally {
        load.end();
        await bare.end();
      }
    }),
};

async function startBare({ folder, appSecret }: Deployment): Promise<BuiltProcess & { readonly port: number }> {
  const port = await freePort();
  const started = await startNode({
    file: join(import.meta.dirname, 'bare-express.mjs'),
    environment: { PORT: String(port), META_APP_SECRET: appSecret },
    logFile: join(folder, 'bare.log'),
    isReady: () => answersReady(port),
  });
  return { ...started, port };
}

function createRig(
  deployment: Deployment,
  load: Load,
  { server, bare }: { readonly server: BuiltProcess; readonly bare: BuiltProcess & { readonly port: number } },
) {
  const { port, appSecret } = deployment;
  let firstPerson = 0;
  const run = async (to: number, connections: number, durationMs: number, perSecond?: number): Promise<LoadReport> => {
    const pace = perSecond === undefined ? {} : { perSecond };
    const report = await load.run({ port: to, appSecret, connections, durationMs, text, firstPerson, ...pace });
    firstPerson += report.answered + report.failed;
    if (report.failed > 0) throw new Error(`${String(report.failed)} webhooks were not answered 200.`);
    return report;
  };
  return {
    deployment,
    /** CPU time of door, bare handler and database so far. */
    cpuMs: () => Promise.all([server.cpuMs(), bare.cpuMs(), deployment.databaseCpuMs()]),
    door: (connections: number, durationMs: number, perSecond?: number) =>
      run(port, connections, durationMs, perSecond),
    bare: (connections: number, durationMs: number, perSecond?: number) =>
      run(bare.port, connections, durationMs, perSecond),
  };
}

type Rig = ReturnType<typeof createRig>;

async function measure(rig: Rig, { isFull, say }: BenchOptions): Promise<BenchResult> {
  await rig.door(128, warmUpMs);
  await rig.bare(128, warmUpMs);
  const rounds = isFull ? 60 : 20;
  const at128 = await compare(rig, 128, rounds, say);
  const at32 = await compare(rig, 32, rounds, say);
  const half = at128.doorPerSecond / 2;
  const door = await rig.door(128, pacedMs, half);
  const bare = await rig.bare(128, pacedMs, half);
  say(`  at ${perSecond(half)} to both: p99 ${ms(door.p99)} (p50 ${ms(door.p50)}), bare ${ms(bare.p99)}`);
  await rig.deployment.startWorker();
  const working = await compare(rig, 128, 6, (line) => say(`${line}, a worker handling it all beside`));
  return {
    bounds: [
      { what: 'rate at 128 connections against bare Express', seen: rounded(at128.ratio), atLeast: 1 },
      { what: 'rate at 32 connections against bare Express', seen: rounded(at32.ratio), atLeast: 0.9 },
      { what: 'p99 at half the rate, in ms', seen: rounded(door.p99), below: 250 },
    ],
    figures: roundedAll({
      doorPerSecond128: at128.doorPerSecond,
      barePerSecond128: at128.barePerSecond,
      doorPerSecond32: at32.doorPerSecond,
      barePerSecond32: at32.barePerSecond,
      barep99Ms: bare.p99,
      ratioWithWorker128: working.ratio,
      doorPerSecondWithWorker128: working.doorPerSecond,
    }),
  };
}

async function compare(rig: Rig, connections: number, rounds: number, say: (line: string) => void) {
  const doors: LoadReport[] = [];
  const bares: LoadReport[] = [];
  const before = await rig.cpuMs();
  for (let round = 0; round < rounds; round += 1) {
    const door = async (): Promise<void> => void doors.push(await rig.door(connections, turnMs));
    const bare = async (): Promise<void> => void bares.push(await rig.bare(connections, turnMs));
    for (const turn of round % 2 === 0 ? [door, bare] : [bare, door]) await turn();
  }
  const cpu = (await rig.cpuMs()).map((used, which) => used - (before[which] ?? NaN));
  const counts = [doors, bares, doors].map((all) => all.reduce((sum, one) => sum + one.answered, 0));
  const [door, bare, database] = cpu.map((used, which) => Math.round((used * 1000) / (counts[which] ?? NaN)));
  const ratio = median(doors.map((one, round) => one.perSecond / (bares[round]?.perSecond ?? NaN)));
  const [doorPerSecond, barePerSecond] = [doors, bares].map((all) => median(all.map((one) => one.perSecond)));
  say(
    `  ${String(connections)} connections: ${ratio.toFixed(2)} × (${perSecond(doorPerSecond)} against ${perSecond(barePerSecond)}; ` +
      `p99 ${ms(median(doors.map((one) => one.p99)))} against ${ms(median(bares.map((one) => one.p99)))})`,
  );
  say(`  CPU a webhook: door ${String(door)} µs and MongoDB ${String(database)} µs, bare ${String(bare)} µs`);
  return { ratio, doorPerSecond: doorPerSecond ?? NaN, barePerSecond: barePerSecond ?? NaN };
}

function perSecond(rate = NaN): string {
  return `${String(Math.round(rate))} a second`;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
