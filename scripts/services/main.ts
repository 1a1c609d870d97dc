import { OubliError } from '../../src/domain/errors.ts';
import { startServices } from './start-services.ts';

/** `npm run services [-- FOLDER]`: starts both servers, prints where they are, and waits for Ctrl-C. */
const [dataFolder, ...rest] = process.argv.slice(2);
try {
  // `--help` would be the name of a folder.
  if (dataFolder?.startsWith('-') === true || rest.length > 0) {
    throw new OubliError(
      'usage',
      'npm run services [-- FOLDER]: the folder keeps the data; without one it goes with the servers.',
    );
  }
  const services = await startServices({
    environment: process.env,
    say: (line) => console.error(line),
    ...(dataFolder === undefined ? {} : { dataFolder }),
  });
  console.log(`MONGODB_URI=${services.mongodbUri}`);
  console.log(`REDIS_URL=${services.redisUrl}`);
  console.error(`MongoDB: ${services.how.mongodb}, process ${String(services.mongod?.pid ?? 'not ours')}`);
  console.error(`Redis: ${services.how.redis}, process ${String(services.redis?.pid ?? 'not ours')}`);
  console.error('Ctrl-C ends what was started here.');
  await new Promise((resolve) => {
    // A signal handler alone does not keep a process running.
    const stay = setInterval(() => undefined, 60_000);
    const leave = (): void => {
      clearInterval(stay);
      resolve(undefined);
    };
    process.once('SIGINT', leave).once('SIGTERM', leave);
  });
  await services.stop();
} catch (error) {
  console.error(error instanceof OubliError ? error.message : error);
  process.exitCode = 1;
}
