import { type Telemetry } from './telemetry.ts';

/**
 * Ends the process on an error that nobody caught, after a line that holds its code only. Node's own way prints the message
 * and stack, which may quote a person.
 * @param onCrash stops what runs; the process ends when it has, or after `deadlineMs`.
 */
export function watchForCrash(
  telemetry: Telemetry,
  onCrash: () => Promise<void>,
  { deadlineMs = 10_000 }: { readonly deadlineMs?: number } = {},
): void {
  let isCrashing = false;
  const crash = (error: unknown): void => {
    telemetry.fault('process_crashed', error);
    process.exitCode = 1;
    if (isCrashing) return;
    isCrashing = true;
    // What hangs must not keep a broken process alive: others take its leases over once it is gone.
    const end = (): never => process.exit(1);
    setTimeout(end, deadlineMs).unref();
    onCrash().then(end, end);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}
