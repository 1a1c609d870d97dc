import { startServices } from '../../scripts/services/start-services.ts';
import { keepServices } from './run-services.ts';

/** One mongod and one Redis for the whole run, in temporary folders. The workers inherit where they are. */
export default async function globalSetup(): Promise<void> {
  const services = await startServices({
    environment: process.env,
    say: (line) => process.stderr.write(`${line}\n`),
  });
  process.env['OUBLI_TEST_MONGODB_URI'] = services.mongodbUri;
  process.env['OUBLI_TEST_REDIS_URL'] = services.redisUrl;
  keepServices(services);
}
