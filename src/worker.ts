import { runProcess } from './processes/run-process.ts';
import { watch } from './processes/watch.ts';
import { work } from './processes/work.ts';

/** Works through whatever is due. */
await runProcess(async (container) => {
  await container.gate.start();
  // Watched until the last: it is alive while it finishes what it has.
  return [...(await watch(container)), work(container)];
});
