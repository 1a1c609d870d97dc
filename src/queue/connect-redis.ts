import { Redis } from 'ioredis';

import { OubliError } from '../domain/errors.ts';

/**
 * Opens a connection that BullMQ can use (it waits for Redis for as long as it takes, rather than failing jobs).
 * @throws OubliError `redis_unreachable` when Redis does not answer within `waitMs` at start-up.
 */
export async function connectRedis(url: string, options: { readonly waitMs?: number } = {}): Promise<Redis> {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    lazyConnect: true,
    connectTimeout: options.waitMs ?? 10_000,
    retryStrategy: (times) => Math.min(2_000, times * 100),
  });
  // Without a listener a lost connection would end the process; what needs Redis says so itself.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return redis;
  } catch (error) {
    redis.disconnect();
    throw new OubliError('redis_unreachable', 'Redis could not be reached at REDIS_URL.', {
      retry: 'yes',
      cause: error,
    });
  }
}

/** `noeviction` is the only policy under which Redis does not drop keys by itself. `null`: it would not tell. */
export async function evictionPolicyOf(redis: Redis): Promise<string | null> {
  const answer = await redis.config('GET', 'maxmemory-policy').catch(() => null);
  const policy: unknown = Array.isArray(answer) ? answer[1] : null;
  return typeof policy === 'string' ? policy : null;
}
