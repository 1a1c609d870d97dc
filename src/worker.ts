import { runProcess } from './processes/run-process.ts';
import { work } from './processes/work.ts';

/** Works through whatever is due. */
await runProcess((container) => Promise.resolve([work(container)]));
