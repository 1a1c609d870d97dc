import { endRun } from './run-services.ts';

/** Ends what global-setup.ts started. */
export default async function globalTeardown(): Promise<void> {
  await endRun();
}
