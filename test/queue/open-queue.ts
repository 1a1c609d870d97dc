import { randomUUID } from 'node:crypto';

import { type Redis } from 'ioredis';

import { connectRedis } from '../../src/queue/connect-redis.ts';
import { type Telemetry } from '../../src/telemetry/telemetry.ts';
import { runServers } from '../support/database.ts';

/** Redis for one test, with a prefix of its own. */
export interface OpenQueue {
  readonly redis: Redis;
  readonly url: string;
  readonly prefix: string;
  /** Every key of this test and everything that stands under it, as one text. */
  dump(): Promise<string>;
  /** Removes every key of this test, as a flush would. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export async function openQueue(): Promise<OpenQueue> {
  const { redisUrl: url } = runServers();
  const redis = await connectRedis(url);
  const prefix = `q_${randomUUID()}`;
  const keys = () => redis.keys(`${prefix}*`);
  const flush = async (): Promise<void> => {
    const found = await keys();
    if (found.length > 0) await redis.del(...found);
  };
  return {
    ...{ redis, url, prefix, flush },
    async dump() {
      const found = await Promise.all((await keys()).map(async (key) => `${key} ${await contentsOf(redis, key)}`));
      return found.sort().join('\n');
    },
    async close() {
      await flush();
      redis.disconnect();
    },
  };
}

async function contentsOf(redis: Redis, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case 'string':
      return (await redis.get(key)) ?? '';
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case 'set':
      return JSON.stringify(await redis.smembers(key));
    case 'zset':
      return JSON.stringify(await redis.call('zrange', key, '0', '-1', 'WITHSCORES'));
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    default:
      return '';
  }
}

/** Telemetry written down; of an error its code alone, as in production. */
export function recordTelemetry(): Telemetry & {
  readonly said: { readonly name: string; readonly facts: unknown; readonly error?: unknown }[];
} {
  const said: { readonly name: string; readonly facts: unknown; readonly error?: unknown }[] = [];
  return {
    said,
    event: (name, facts = {}) => void said.push({ name, facts }),
    fault: (name, error, facts = {}) => void said.push({ name, facts, error }),
  };
}

/** Waits until something is so; the test's own time limit bounds it. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}
