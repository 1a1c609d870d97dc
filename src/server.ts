import { runProcess } from './processes/run-process.ts';
import { serve } from './processes/serve.ts';

/** Takes webhooks, API calls and page views. */
await runProcess(async (container) => [await serve(container)]);
