import { type Config } from '../config/config.ts';
import { readCheckedConfig } from '../config/start-up.ts';
import { buildContainer, type Container } from '../container.ts';
import { errorCode, OubliError } from '../domain/errors.ts';
import { watchForCrash } from '../telemetry/last-resort.ts';
import { probeServers } from './probe-servers.ts';

/** Something that runs until it is closed. */
export interface Running {
  close(): Promise<void>;
}

/**
 * Runs a process: checks the configuration and the servers, builds, starts, and on SIGTERM or SIGINT stops in reverse. What
 * cannot start says why in one sentence and exits with 1.
 */
export async function runProcess(
  start: (container: Container) => Promise<readonly Running[]>,
  readConfig: () => Promise<Config> = () => readCheckedConfig(probeServers),
): Promise<void> {
  try {
    const stopping = stopSignal();
    const container = await buildContainer(await readConfig());
    const running: Running[] = [];
    const stop = async (): Promise<void> => {
      for (const one of running.splice(0).reverse()) await one.close();
      await container.close();
    };
    watchForCrash(container.telemetry, stop);
    const started = await start(container).catch(async (error: unknown) => {
      // Open connections would keep a process alive that serves nobody.
      await stop();
      throw error;
    });
    running.push(...started);
    await stopping;
    await stop();
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  }
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once, as usual. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

/** Our own words, or a code: a foreign message may quote an address with its password. */
function sentenceOf(error: unknown): string {
  return error instanceof OubliError ? error.message : `It could not start (${errorCode(error)}).`;
}
