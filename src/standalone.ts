import { readProcessEnv } from './config/process-env.ts';
import { readCheckedConfig } from './config/start-up.ts';
import { startServices } from '../scripts/services/start-services.ts';
import { probeServers } from './processes/probe-servers.ts';
import { runProcess } from './processes/run-process.ts';
import { serve } from './processes/serve.ts';
import { work } from './processes/work.ts';

/** Where MongoDB and Redis keep their data, beside the program. */
const dataFolder = '.oubli';

/** Server and worker in one process, with their own MongoDB and Redis unless the environment names some. */
const environment = readProcessEnv();
await runProcess(
  async (container) => [await serve(container), work(container)],
  async () => {
    const services = await startServices({
      environment,
      dataFolder,
      redis: { isKept: true },
      say: (line) => process.stderr.write(`${line}\n`),
    });
    const { mongodbUri, redisUrl } = services;
    const uri = new URL(mongodbUri);
    if (uri.pathname === '' || uri.pathname === '/') uri.pathname = '/oubli';
    return readCheckedConfig(probeServers, { ...environment, MONGODB_URI: uri.href, REDIS_URL: redisUrl });
  },
);
