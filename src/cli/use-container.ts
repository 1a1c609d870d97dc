import { readOperatorEnv } from '../config/process-env.ts';
import { readCheckedConfig } from '../config/start-up.ts';
import { buildContainer, type Container } from '../container.ts';
import { probeServers } from '../processes/probe-servers.ts';
import { createTelemetry } from '../telemetry/create-telemetry.ts';

/** Builds everything, uses it, and closes it again. Says nothing by itself: what the command found is its output. */
export async function useContainer<Result>(use: (container: Container) => Promise<Result>): Promise<Result> {
  const config = await readCheckedConfig(probeServers, readOperatorEnv());
  const container = await buildContainer(config, { telemetry: createTelemetry({ level: 'silent' }) });
  try {
    return await use(container);
  } finally {
    await container.close();
  }
}
