import { businessIds } from '../../test/support/product/business.ts';
import { deleteWords } from '../../test/support/product/chat.ts';
import { type Bench, type BenchOptions, type BenchResult } from './bench.ts';
import { type Deployment, withDeployment } from './deployment.ts';
import { median, percentile, rounded, roundedAll, timed } from './figures.ts';
import { personAt } from './people.ts';

/** Journaled writes that nothing can do without: the event, the person with their key, the step, the claim of the reply. */
const leastWrites = 4;
const warmUp = 20;

/** One stranger after another writes DELETE; the clock stops when the question lies at the Graph API. */
export const firstReply: Bench = {
  name: 'first-reply',
  what: 'DELETE → first reply handed to the Graph API, one person after another, server and worker a process each',
  run: (options) =>
    withDeployment({ keepsContent: true }, async (deployment) => {
      await deployment.startServer();
      await deployment.startWorker();
      return measure(deployment, options);
    }),
};

async function measure(deployment: Deployment, { isFull, say }: BenchOptions): Promise<BenchResult> {
  const people = isFull ? 1_000 : 200;
  for (let index = 0; index < warmUp; index += 1) await ask(deployment, index);
  const writesBefore = await majorityWrites(deployment);
  const replies: number[] = [];
  const floors: number[] = [];
  for (let index = 0; index < people; index += 1) {
    replies.push(await timed(() => ask(deployment, warmUp + index)));
    floors.push(await timed(() => leastWork(deployment)));
  }
  const writes = ((await majorityWrites(deployment)) - writesBefore) / people - leastWrites;
  const [p50, p99, floor] = [median(replies), percentile(replies, 0.99), median(floors)];
  say(`  p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms over ${String(people)} people`);
  say(
    `  floor: ${String(leastWrites)} journaled writes and a call to the Graph, one after another: ${floor.toFixed(1)} ms`,
  );
  say(`  ${(p50 / floor).toFixed(2)} × the floor; ${writes.toFixed(1)} journaled writes a person in all`);
  return {
    bounds: [
      { what: 'first reply, p50 in ms', seen: rounded(p50), below: 50 },
      { what: 'first reply, p99 in ms', seen: rounded(p99), below: 250 },
    ],
    figures: roundedAll({ people, floorMs: floor, timesFloor: p50 / floor, writesAPerson: writes }),
  };
}

async function ask({ graph }: Deployment, index: number): Promise<void> {
  const person = graph.addPerson(personAt(index));
  const status = await person.writes(deleteWords.en);
  if (status !== 200) throw new Error(`The door answered ${String(status)}.`);
  await person.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'), 30_000);
}

async function leastWork({ container, graph }: Deployment): Promise<void> {
  const rows = container.connection.collection('bench_floor');
  for (let write = 0; write < leastWrites; write += 1) await rows.insertOne({ sealed: Buffer.alloc(1_000) });
  const { token, phoneNumberId } = businessIds;
  await fetch(`${graph.url}/v26.0/${phoneNumberId}`, { headers: { Authorization: `Bearer ${token}` } });
}

/** Writes for which MongoDB has waited until they were durable. */
async function majorityWrites({ container }: Deployment): Promise<number> {
  const status = await container.connection.db?.admin().command({ serverStatus: 1 });
  const { metrics } = status as {
    readonly metrics: { readonly getLastError: { readonly wtime: { readonly num: number } } };
  };
  return metrics.getLastError.wtime.num;
}
