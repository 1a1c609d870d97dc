import { deleteWords } from '../../test/support/product/chat.ts';
import { untilHandled } from '../../test/support/product/rows.ts';
import { until } from '../../test/support/until.ts';
import { type Bench, type BenchOptions, type BenchResult } from './bench.ts';
import { type Deployment, withDeployment } from './deployment.ts';
import { rounded, roundedAll } from './figures.ts';
import { startLoad } from './load.ts';
import { personAt, webhookOf } from './people.ts';

/** What the product itself keeps to, since Meta takes 80 messages a second of one number. */
const sendsPerSecond = 70;
const warmUp = 500;

/** Very many people write DELETE at the same moment: each is answered 200 at once, and gets their question in the end. */
export const tenThousand: Bench = {
  name: 'ten-thousand',
  what: '10,000 people write DELETE at once (1,000 without --full): none lost, and the server under its p99',
  run: (options) =>
    withDeployment({ keepsContent: true }, async (deployment) => {
      await deployment.startServer();
      await deployment.startWorker();
      return measure(deployment, options);
    }),
};

async function measure(deployment: Deployment, { isFull, say }: BenchOptions): Promise<BenchResult> {
  const { graph, port, appSecret } = deployment;
  const load = startLoad();
  const order = { port, appSecret, connections: 128, durationMs: 0 };
  // A server that was started a moment ago is slower than any that Meta meets.
  await load.run({ ...order, text: 'Hello', firstPerson: 50_000, messages: warmUp });
  // Strangers to the Graph cannot be answered, so that it is quick.
  await untilHandled(deployment.container, 60_000);
  const people = Array.from({ length: isFull ? 10_000 : 1_000 }, (_, index) => graph.addPerson(personAt(index)));
  // The Graph only learns of what is posted past it when it is told.
  for (const index of people.keys()) graph.received(JSON.parse(webhookOf(personAt(index), deleteWords.en)));
  const startedAt = performance.now();
  const burst = { ...order, text: deleteWords.en, firstPerson: 0, messages: people.length };
  const report = await load.run(burst).finally(() => load.end());
  if (report.failed > 0) throw new Error(`${String(report.failed)} were not answered 200.`);
  say(
    `  all answered 200 in ${(report.elapsedMs / 1000).toFixed(1)} s: p50 ${report.p50.toFixed(0)} ms, p99 ${report.p99.toFixed(0)} ms`,
  );
  const waiting = new Set(people);
  await until(() => {
    for (const person of waiting) {
      if (!person.arrived.some(({ buttons }) => buttons.length > 0)) return false;
      waiting.delete(person);
    }
    return true;
  }, 900_000).catch(() => {
    throw new Error(`${String(waiting.size)} people at most were never asked.`);
  });
  const allAskedS = (performance.now() - startedAt) / 1000;
  const floorS = people.length / sendsPerSecond - 1;
  say(
    `  all were asked within ${allAskedS.toFixed(0)} s; at ${String(sendsPerSecond)} sends a second of one number it cannot be under ${floorS.toFixed(0)} s`,
  );
  return {
    bounds: [
      { what: 'p99 of the server meanwhile, in ms', seen: rounded(report.p99), below: 250 },
      { what: 'people lost', seen: 0, below: 1 },
    ],
    figures: roundedAll({
      people: people.length,
      perSecond: report.perSecond,
      allAskedS,
      timesFloor: allAskedS / floorS,
    }),
  };
}
