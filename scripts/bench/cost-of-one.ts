import { type Bench, type BenchOptions, type BenchResult } from './bench.ts';
import { type Deployment, withDeployment } from './deployment.ts';
import { bareDelete, eraseOf } from './erase.ts';
import { median, rounded, roundedAll, timed } from './figures.ts';
import { personAt } from './people.ts';
import { addMessages, addPeople, meet } from './seed.ts';

/** Of the person who is erased, and of each of the others. */
const messagesEach = 100;
const erasuresEach = 9;

/** The same person in a small and in a large database. */
export const costOfOne: Bench = {
  name: 'cost-of-one',
  what: `erasing one person with ${String(messagesEach)} messages, with few and with many messages of others stored`,
  run: (options) =>
    withDeployment({ keepsContent: false }, async (deployment) => {
      await deployment.startServer();
      await deployment.startWorker();
      return measure(deployment, options);
    }),
};

async function measure(deployment: Deployment, { isFull, say }: BenchOptions): Promise<BenchResult> {
  const { graph, container } = deployment;
  // As a server of that size would have: with the 256 MB of the embedded one, the disk would be measured.
  await container.connection.db?.admin().command({ setParameter: 1, wiredTigerEngineRuntimeConfig: 'cache_size=3G' });
  const sizes = isFull ? [100_000, 1_000_000, 10_000_000] : [100_000, 1_000_000];
  const pattern = await meet(deployment, graph.addPerson(personAt(0)));
  const costs: { readonly erasedMs: number; readonly floorMs: number }[] = [];
  let stored = 0;
  let index = 1;
  for (const size of sizes) {
    const seededMs = await timed(() => addPeople(deployment, pattern, (size - stored) / messagesEach, messagesEach));
    stored = size;
    const erased: number[] = [];
    const floors: number[] = [];
    for (let turn = 0; turn <= erasuresEach; turn += 1, index += 1) {
      const person = graph.addPerson(personAt(index));
      const own = await meet(deployment, person);
      await addMessages(deployment, own, messagesEach);
      const floor = await bareDelete(deployment, own, (other) => addMessages(deployment, other, messagesEach));
      const { codeToErasedMs } = await eraseOf(deployment, person);
      if (turn === 0) continue; // Warms the caches for this size.
      erased.push(codeToErasedMs);
      floors.push(floor);
    }
    const cost = { erasedMs: median(erased), floorMs: median(floors) };
    costs.push(cost);
    say(
      `  ${size.toExponential(0)} messages stored (in ${(seededMs / 1000).toFixed(0)} s): ${cost.erasedMs.toFixed(0)} ms an erasure, ` +
        `bare deleteMany ${cost.floorMs.toFixed(1)} ms`,
    );
  }
  const [first, last] = [costs.at(0), costs.at(-1)];
  const growth = (last?.erasedMs ?? NaN) / (first?.erasedMs ?? NaN);
  return {
    bounds: [
      {
        what: `growth from 1e5 to ${String(sizes.at(-1)?.toExponential(0))} messages, ×`,
        seen: rounded(growth),
        below: 1.2,
      },
    ],
    figures: roundedAll({
      growth,
      smallMs: first?.erasedMs ?? NaN,
      largeMs: last?.erasedMs ?? NaN,
      floorGrowth: (last?.floorMs ?? NaN) / (first?.floorMs ?? NaN),
    }),
  };
}
