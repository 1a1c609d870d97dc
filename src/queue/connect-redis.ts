import { setTimeout } from 'node:timers/promises';

import { Redis } from 'ioredis';

import { OubliError } from '../domain/errors.ts';

/**
 * Opens a connection that BullMQ can use (it waits for Redis for as long as it takes, rather than failing jobs).
 * @throws OubliError `redis_unreachable` when Redis does not answer within `waitMs` at start-up.
 */
export async function connectRedis(url: string, options: { readonly waitMs?: number } = {}): Promise<Redis> {
  const { waitMs = 10_000 } = options;
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    lazyConnect: true,
    connectTimeout: waitMs,
    // A socket that is already gone is waited for all the same: it would keep a process from ending.
    disconnectTimeout: 500,
    retryStrategy: (times) => Math.min(2_000, times * 100),
  });
  // Without a listener a lost connection would end the process; what needs Redis says so itself.
  redis.on('error', () => undefined);
  const inTime = new AbortController();
  try {
    // Not only the connection must stand: something that accepts it and says nothing is no Redis.
    const silence = setTimeout(waitMs, 'silence', { signal: inTime.signal });
    if ((await Promise.race([redis.connect(), silence])) === 'silence') throw new Error('No answer in time.');
    return redis;
  } catch (error) {
    redis.disconnect();
    throw new OubliError('redis_unreachable', 'Redis could not be reached at REDIS_URL.', {
      retry: 'yes',
      cause: error,
    });
  } finally {
    inTime.abort();
  }
}

/** `noeviction` is the only policy under which Redis does not drop keys by itself. `null`: it would not tell. */
export async function evictionPolicyOf(redis: Redis): Promise<string | null> {
  const answer = await redis.config('GET', 'maxmemory-policy').catch(() => null);
  const policy: unknown = Array.isArray(answer) ? answer[1] : null;
  return typeof policy === 'string' ? policy : null;
}
