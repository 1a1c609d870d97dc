import { randomBytes } from 'node:crypto';

import { inDatabase } from '../../src/config/mongodb-address.ts';
import { checkServers } from '../../src/config/start-up.ts';
import { probeServers } from '../../src/processes/probe-servers.ts';
import { connectRedis } from '../../src/queue/connect-redis.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { type ProductServers } from '../../test/support/product/product.ts';
import { type Environment } from '../services/environment.ts';
import { type Services, startServices } from '../services/start-services.ts';

/**
 * Gives a play its servers and, on them, a database and a part of Redis that nobody had before: what the environment names may be
 * somebody's real servers. Both are gone when the play is over, however it ended. A killed run leaves a database `oubli_demo_…`.
 * @throws Error when a server that the environment names does not answer.
 */
export async function inOwnPlace<Value>(
  environment: Environment,
  play: (servers: ProductServers, services: Services) => Promise<Value>,
): Promise<Value> {
  const services = await startServices({ environment, say: (line) => console.log(`  ${line}`) });
  try {
    await mustAnswer(services);
    const name = `oubli_demo_${randomBytes(6).toString('hex')}`;
    const { redisUrl } = services;
    const servers = { mongodbUri: inDatabase(services.mongodbUri, name), redisUrl, redisPrefix: name };
    try {
      return await play(servers, services);
    } finally {
      await leave(servers);
    }
  } finally {
    await services.stop();
  }
}

async function mustAnswer({ mongodbUri, redisUrl }: Services): Promise<void> {
  const faults = await checkServers({ mongodbUri, redisUrl }, probeServers);
  if (faults.length > 0) throw new Error(faults.map(({ subject, what }) => `${subject} ${what}.`).join('\n'));
}

async function leave({ mongodbUri, redisUrl, redisPrefix }: ProductServers): Promise<void> {
  const connection = await connectMongo(mongodbUri);
  await connection.dropDatabase().finally(() => connection.close());
  const redis = await connectRedis(redisUrl);
  try {
    for await (const keys of redis.scanStream({ match: `${redisPrefix}:*`, count: 500 })) {
      if ((keys as string[]).length > 0) await redis.unlink(keys as string[]);
    }
  } finally {
    redis.disconnect();
  }
}
