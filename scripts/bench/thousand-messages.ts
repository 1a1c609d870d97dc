import { type Bench, type BenchOptions, type BenchResult } from './bench.ts';
import { type Deployment, withDeployment } from './deployment.ts';
import { bareDelete, type Erased, eraseOf } from './erase.ts';
import { median, rounded, roundedAll } from './figures.ts';
import { personAt } from './people.ts';
import { addMessages, meet } from './seed.ts';

const messages = 1_000;

/** People with a thousand messages each, words kept, erased one after another. */
export const thousandMessages: Bench = {
  name: 'thousand-messages',
  what: 'one person with 1,000 messages and their words: code → every store erased and scanned',
  run: (options) =>
    withDeployment({ keepsContent: true }, async (deployment) => {
      await deployment.startServer();
      await deployment.startWorker();
      return measure(deployment, options);
    }),
};

async function measure(deployment: Deployment, { isFull, say }: BenchOptions): Promise<BenchResult> {
  const erased: Erased[] = [];
  const floors: number[] = [];
  for (let index = 0; index < (isFull ? 20 : 6); index += 1) {
    const person = deployment.graph.addPerson(personAt(index));
    const pattern = await meet(deployment, person);
    await addMessages(deployment, pattern, messages);
    floors.push(await bareDelete(deployment, pattern, (floor) => addMessages(deployment, floor, messages)));
    const one = await eraseOf(deployment, person);
    if (one.deleted < messages) throw new Error(`Only ${String(one.deleted)} items went.`);
    // The first one also warms everything up.
    if (index > 0) erased.push(one);
  }
  const toErased = median(erased.map((one) => one.codeToErasedMs));
  const toFarewell = median(erased.map((one) => one.codeToFarewellMs));
  const slowest = Math.max(...erased.map((one) => one.codeToErasedMs));
  const floor = median(floors);
  say(
    `  code → erased ${toErased.toFixed(0)} ms (slowest ${slowest.toFixed(0)}), → farewell ${toFarewell.toFixed(0)} ms`,
  );
  say(
    `  floor: a bare deleteMany of the same ${String(2 * messages)} rows: ${floor.toFixed(0)} ms; ${(toErased / floor).toFixed(1)} ×`,
  );
  return {
    bounds: [{ what: 'code → erased, in ms', seen: rounded(toErased), below: 2_000 }],
    figures: roundedAll({
      codeToErasedMs: toErased,
      slowestMs: slowest,
      codeToFarewellMs: toFarewell,
      floorMs: floor,
      timesFloor: toErased / floor,
    }),
  };
}
