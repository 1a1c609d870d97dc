import { createServer } from 'node:net';
import { type AddressInfo } from 'node:net';

import { describe, expect, test } from '../support/jest.ts';

import { connectRedis, evictionPolicyOf } from '../../src/queue/connect-redis.ts';
import { runServers } from '../support/database.ts';
import { openFaultyLine } from './faulty-line.ts';
import { until } from './open-queue.ts';

describe('connecting to Redis', () => {
  test('gives a connection that answers, whose policy can be asked', async () => {
    const redis = await connectRedis(runServers().redisUrl);
    expect(await redis.ping()).toBe('PONG');
    expect(await evictionPolicyOf(redis)).toBe('noeviction');
    redis.disconnect();
  });

  test('where nothing listens says so, without the address, and lets go', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const error: unknown = await connectRedis(`redis://ana:secret@127.0.0.1:${String(port)}`).catch(
      (one: unknown) => one,
    );
    expect(error).toMatchObject({ code: 'redis_unreachable', retry: 'yes' });
    expect(String(error)).not.toMatch(/secret|ana/);
  });

  test('where something listens and never answers gives up in time', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const before = performance.now();
    const connecting = connectRedis(`redis://127.0.0.1:${String(port)}`, { waitMs: 200 });
    await expect(connecting).rejects.toMatchObject({ code: 'redis_unreachable' });
    expect(performance.now() - before).toBeLessThan(5_000);
    silent.close();
  });

  test('that breaks later comes back by itself, and ends no process', async () => {
    const { redisUrl } = runServers();
    const line = await openFaultyLine(redisUrl);
    const redis = await connectRedis(line.url);
    line.interrupt();
    await until(() => redis.status !== 'ready');
    await until(() => redis.status === 'ready');
    expect(await redis.ping()).toBe('PONG');
    redis.disconnect();
    await line.close();
  });

  test('the policy is not known where Redis would not tell', async () => {
    const redis = await connectRedis(runServers().redisUrl);
    redis.disconnect();
    expect(await evictionPolicyOf(redis)).toBeNull();
  });
});
