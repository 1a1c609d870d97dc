import { type StartUpProbe } from '../config/start-up.ts';
import { connectRedis, evictionPolicyOf } from '../queue/connect-redis.ts';
import { connectMongo } from '../stores/connect.ts';

const waitMs = 5_000;

/** Looks at MongoDB and Redis before anything is built, so that every fault is named at once. */
export const probeServers: StartUpProbe = {
  async mongo(mongodbUri) {
    await (await connectMongo(mongodbUri, { waitMs })).close();
  },
  async redisEvictionPolicy(redisUrl) {
    const redis = await connectRedis(redisUrl, { waitMs });
    try {
      return await evictionPolicyOf(redis);
    } finally {
      redis.disconnect();
    }
  },
};
