import { describe, expect, test } from '../support/jest.ts';

import { readCheckedConfig, type StartUpProbe } from '../../src/config/start-up.ts';
import { OubliError } from '../../src/domain/errors.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { runServers } from '../support/database.ts';
import { good } from './good-env.ts';

const well: StartUpProbe = { mongo: () => Promise.resolve(), redisEvictionPolicy: () => Promise.resolve('noeviction') };
const alone = (): Promise<never> => Promise.reject(new OubliError('mongodb_not_replica_set', 'MongoDB stands alone.'));
const away = (): Promise<never> =>
  Promise.reject(
    new OubliError('redis_unreachable', 'Redis is away.', {
      cause: Object.assign(new Error('connect to user:hunter2secret'), { code: 'ECONNREFUSED' }),
    }),
  );

const messageOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no fault',
    (error: unknown) => (error as Error).message,
  );

describe('start-up', () => {
  test('gives the configuration when variables and servers are right', async () => {
    expect((await readCheckedConfig(well, good)).graph.version).toBe('v25.0');
  });

  test('names the faults of variables and of both servers in one message', async () => {
    const probe = { mongo: alone, redisEvictionPolicy: () => Promise.resolve('allkeys-lru') };
    expect(await messageOf(readCheckedConfig(probe, { ...good, MASTER_KEY: 'AAAA' }))).toBe(
      [
        'The configuration has 3 faults (docs/configuration.md):',
        '  MASTER_KEY holds 3 bytes instead of 32; make one with: openssl rand -base64 32.',
        '  MongoDB at MONGODB_URI is not a replica set (start it with --replSet, one member is enough).',
        '  Redis at REDIS_URL drops keys when memory is short (set its maxmemory-policy to noeviction).',
      ].join('\n'),
    );
  });

  test.each(['allkeys-lru', 'allkeys-random', 'volatile-ttl', 'volatile-lfu'])(
    'refuses Redis under %s',
    async (policy) => {
      const probe = { ...well, redisEvictionPolicy: () => Promise.resolve(policy) };
      expect(await messageOf(readCheckedConfig(probe, good))).toContain('Redis at REDIS_URL drops keys');
    },
  );

  test('lets a Redis pass that does not tell its policy', async () => {
    const probe = { ...well, redisEvictionPolicy: () => Promise.resolve(null) };
    expect(await messageOf(readCheckedConfig(probe, good))).toBe('no fault');
  });

  test('a server that is away is named with the driver’s code, and no address', async () => {
    const message = await messageOf(readCheckedConfig({ ...well, redisEvictionPolicy: away }, good));
    expect(message).toContain('Redis could not be reached at REDIS_URL (ECONNREFUSED).');
    expect(message).not.toContain('hunter2secret');
  });

  test('does not look at a server whose address is itself at fault', async () => {
    let asked = 0;
    const probe = {
      ...well,
      mongo: () => {
        asked += 1;
        return Promise.resolve();
      },
    };
    await messageOf(readCheckedConfig(probe, { ...good, MONGODB_URI: 'nowhere' }));
    expect(asked).toBe(0);
  });

  test('looks at a real MongoDB', async () => {
    const { mongodbUri } = runServers();
    const mongo = async (uri: string): Promise<void> => (await connectMongo(uri, { waitMs: 2_000 })).close();
    expect(await messageOf(readCheckedConfig({ ...well, mongo }, { ...good, MONGODB_URI: mongodbUri }))).toBe(
      'no fault',
    );
    const nobody = { ...good, MONGODB_URI: 'mongodb://127.0.0.1:1/oubli' };
    const quick = async (uri: string): Promise<void> => (await connectMongo(uri, { waitMs: 100 })).close();
    expect(await messageOf(readCheckedConfig({ ...well, mongo: quick }, nobody))).toContain(
      'MongoDB could not be reached',
    );
  });
});
