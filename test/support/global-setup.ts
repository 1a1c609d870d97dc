import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startServices } from '../../scripts/services/start-services.ts';
import { buildPrograms } from './programs.ts';
import { keepRun } from './run-services.ts';

/**
 * One mongod and one Redis for the whole run, in temporary folders; the programs that are started as processes; and one folder
 * for whatever tests leave behind: Jest ends its workers without asking. The workers inherit where all this is.
 */
export default async function globalSetup(): Promise<void> {
  await buildPrograms();
  const services = await startServices({
    environment: process.env,
    say: (line) => process.stderr.write(`${line}\n`),
  });
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'oubli-tests-')));
  keepRun({ services, folder });
  process.env['OUBLI_TEST_MONGODB_URI'] = services.mongodbUri;
  process.env['OUBLI_TEST_REDIS_URL'] = services.redisUrl;
  process.env['TMPDIR'] = folder;
}
