import { runProcess } from './processes/run-process.ts';
import { work } from './processes/work.ts';

/** Works through whatever is due. */
await runProcess(async (container) => {
  await container.gate.start();
  return [work(container)];
});
