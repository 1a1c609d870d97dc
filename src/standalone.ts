import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { startServices } from '../scripts/services/start-services.ts';
import { withDatabase } from './config/mongodb-address.ts';
import { readProcessEnv } from './config/process-env.ts';
import { readCheckedConfig } from './config/start-up.ts';
import { probeServers } from './processes/probe-servers.ts';
import { runProcess } from './processes/run-process.ts';
import { serve } from './processes/serve.ts';
import { work } from './processes/work.ts';

/** Where MongoDB and Redis keep their data, beside the program. */
const dataFolder = '.oubli';
/** Tells the CLI where this run's servers and keys are: their ports are others at each start. */
const servicesFile = join(dataFolder, 'services.env');
/** Beside MongoDB's own folder, unless the environment names another place. */
const journalFile = join(dataFolder, 'erasures.journal');

/** Server and worker in one process, with their own MongoDB and Redis unless the environment names some. */
const environment = readProcessEnv();
await runProcess(
  async (container) => [await serve(container), work(container)],
  async () => {
    const say = (line: string): void => void process.stderr.write(`${line}\n`);
    const services = await startServices({ environment, dataFolder, redis: { isKept: true }, say });
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const keyFile = environment['KEY_FILE']?.trim() ?? '';
    const journal = environment['JOURNAL_FILE']?.trim() ?? '';
    const found = {
      MONGODB_URI: withDatabase(services.mongodbUri, 'oubli'),
      REDIS_URL: services.redisUrl,
      KEY_FILE: keyFile === '' ? resolve(dataFolder, 'epoch-keys.json') : keyFile,
      JOURNAL_FILE: resolve(journal === '' ? journalFile : journal),
    };
    const lines = Object.entries(found).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(servicesFile, lines.join(''), { mode: 0o600 });
    process.once('exit', () => rmSync(servicesFile, { force: true }));
    return readCheckedConfig(probeServers, { ...environment, ...found });
  },
);
