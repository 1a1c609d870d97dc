import { type Container } from '../container.ts';
import { listen } from '../http/listen.ts';
import { createWatchApp } from '../http/watch-app.ts';
import { type Running } from './run-process.ts';

/**
 * Lets a worker be watched over HTTP, where a port is set for it. Nothing else is served, and nothing changes by being asked.
 * @throws OubliError `port_taken`, `listen_failed`.
 */
export async function watch({ config, telemetry }: Container): Promise<readonly Running[]> {
  if (config.workerHttp === null) return [];
  const app = createWatchApp({ metrics: telemetry.metrics, telemetry });
  const listening = await listen(app, config.workerHttp, { host: 'WORKER_HOST', port: 'WORKER_PORT' });
  telemetry.event('worker_watched', { port: listening.port });
  return [{ close: () => listening.close(1_000).then(() => undefined) }];
}
