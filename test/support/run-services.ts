import { rm } from 'node:fs/promises';

import { type Services } from '../../scripts/services/start-services.ts';

/** What one run of Jest has. */
interface Run {
  readonly services: Services;
  /** The temporary folder of its tests. */
  readonly folder: string;
}

/** Jest loads setup and teardown as two programs in one process: the global object is what they share. */
const shared = globalThis as typeof globalThis & { oubliTestRun?: Run };

export function keepRun(run: Run): void {
  shared.oubliTestRun = run;
}

/** Ends the servers and removes what the tests left behind. */
export async function endRun(): Promise<void> {
  const run = shared.oubliTestRun;
  await run?.services.stop();
  if (run !== undefined) await rm(run.folder, { recursive: true, force: true, maxRetries: 3 });
}
