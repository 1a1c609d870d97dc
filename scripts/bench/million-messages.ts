import { type Bench, type BenchOptions, type BenchResult } from './bench.ts';
import { type BuiltProcess } from './built-process.ts';
import { type Deployment, withDeployment } from './deployment.ts';
import { bareDelete, eraseOf } from './erase.ts';
import { rounded, roundedAll } from './figures.ts';
import { personAt } from './people.ts';
import { addMessages, meet } from './seed.ts';

/** One person with very many messages: the worker must neither hold them all nor be slow about it. */
export const millionMessages: Bench = {
  name: 'million-messages',
  what: 'erasing one person with 10⁶ messages (10⁵ without --full): memory of the worker, and rate against a bare deleteMany',
  run: (options) =>
    withDeployment({ keepsContent: false }, async (deployment) => {
      await deployment.startServer();
      return measure(deployment, await deployment.startWorker(), options);
    }),
};

async function measure(
  deployment: Deployment,
  worker: BuiltProcess,
  { isFull, say }: BenchOptions,
): Promise<BenchResult> {
  const messages = isFull ? 1_000_000 : 100_000;
  const person = deployment.graph.addPerson(personAt(0));
  const pattern = await meet(deployment, person);
  await addMessages(deployment, pattern, messages);
  const bare = () => bareDelete(deployment, pattern, (other) => addMessages(deployment, other, messages));
  const bareBeforeMs = await bare();
  const idleMb = await worker.peakMemoryMb();
  const { codeToErasedMs, deleted } = await eraseOf(deployment, person);
  const peakMb = await worker.peakMemoryMb();
  if (deleted < messages) throw new Error(`Only ${String(deleted)} items went.`);
  // What goes first goes from a clean database, and leaves it less so: hence before and after.
  const bareAfterMs = await bare();
  const bareMs = (bareBeforeMs + bareAfterMs) / 2;
  const [rate, bareRate] = [(messages / codeToErasedMs) * 1000, (messages / bareMs) * 1000];
  say(
    `  ${String(messages)} messages in ${(codeToErasedMs / 1000).toFixed(1)} s from the code on: ${rate.toFixed(0)} a second`,
  );
  const floors = [bareBeforeMs, bareAfterMs].map((one) => `${(one / 1000).toFixed(1)} s`);
  say(`  floor: bare deleteMany by the index ${bareRate.toFixed(0)} a second (${floors.join(' before, ')} after)`);
  say(`  worker: ${peakMb.toFixed(0)} MB at its most, ${idleMb.toFixed(0)} MB before`);
  return {
    bounds: [
      { what: 'memory of the worker at its most, in MB', seen: rounded(peakMb), below: 256 },
      { what: 'rate against a bare deleteMany, ×', seen: rounded(rate / bareRate), atLeast: 0.5 },
    ],
    figures: roundedAll({ messages, perSecond: rate, barePerSecond: bareRate, idleMb }),
  };
}
