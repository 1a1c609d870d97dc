import { deleteWords } from '../../test/support/product/chat.ts';
import { type Person } from '../../test/support/graph/person.ts';
import { type Bench, type BenchOptions, type BenchResult } from './bench.ts';
import { type Deployment, withDeployment } from './deployment.ts';
import { median, percentile, rounded, roundedAll, timed } from './figures.ts';
import { personAt } from './people.ts';

const warmUp = 20;
/** What a customer wrote before: enough that everything about them is there to be found. */
const greetings = 3;

/** A customer and a stranger write DELETE in turn; the clock stops when the question lies at the Graph API. */
export const knownUnknown: Bench = {
  name: 'known-unknown',
  what: 'DELETE → first reply handed to the Graph API, of a customer and of a stranger in turn',
  run: (options) =>
    withDeployment({ keepsContent: true }, async (deployment) => {
      await deployment.startServer();
      await deployment.startWorker();
      return measure(deployment, options);
    }),
};

async function measure({ graph }: Deployment, { isFull, say }: BenchOptions): Promise<BenchResult> {
  const pairs = isFull ? 1_000 : 200;
  const customers = Array.from({ length: warmUp + pairs }, (_, pair) => graph.addPerson(personAt(2 * pair)));
  // All of them long before: whoever has just been answered still holds their own lane for a moment.
  for (const customer of customers) await becomesKnown(customer);
  const times: { readonly known: number[]; readonly unknown: number[] } = { known: [], unknown: [] };
  for (const [pair, customer] of customers.entries()) {
    const stranger = graph.addPerson(personAt(2 * pair + 1));
    // Whoever comes second finds the machine warmer: they take turns in that as well.
    for (const isKnown of pair % 2 === 0 ? [true, false] : [false, true]) {
      const tookMs = await timed(() => ask(isKnown ? customer : stranger));
      if (pair >= warmUp) times[isKnown ? 'known' : 'unknown'].push(tookMs);
    }
  }
  const [known, unknown] = [median(times.known), median(times.unknown)];
  const ratio = unknown / known;
  say(`  a customer: median ${known.toFixed(1)} ms, p99 ${percentile(times.known, 0.99).toFixed(1)} ms`);
  say(`  a stranger: median ${unknown.toFixed(1)} ms, p99 ${percentile(times.unknown, 0.99).toFixed(1)} ms`);
  say(`  stranger : customer ${ratio.toFixed(2)} over ${String(pairs)} pairs`);
  return {
    bounds: [
      { what: 'stranger : customer, medians', seen: rounded(ratio), below: 1.5 },
      { what: 'customer : stranger, medians', seen: rounded(1 / ratio), below: 1.5 },
    ],
    figures: roundedAll({ pairs, knownMs: known, unknownMs: unknown, ratio }),
  };
}

async function becomesKnown(person: Person): Promise<void> {
  for (let greeting = 0; greeting < greetings; greeting += 1) {
    await writes(person, 'Hello');
    await person.nextMessage(30_000);
  }
}

async function ask(person: Person): Promise<void> {
  await writes(person, deleteWords.en);
  await person.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'), 30_000);
}

async function writes(person: Person, text: string): Promise<void> {
  const status = await person.writes(text);
  if (status !== 200) throw new Error(`The door answered ${String(status)}.`);
}
