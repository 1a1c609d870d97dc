import { randomBytes } from 'node:crypto';

import { mongo } from 'mongoose';

/** What one test file (or test) has to itself on the run's servers. */
export interface TestDatabase {
  /** Names no database: `new URL(mongodbUri).pathname = '/' + databaseName` does. */
  readonly mongodbUri: string;
  readonly redisUrl: string;
  readonly databaseName: string;
  /** For the keys of this test in the Redis that all share: a BullMQ `prefix`, for instance. */
  readonly redisPrefix: string;
  /** Removes the database. */
  drop(): Promise<void>;
}

/** Gives a new, empty database on the run's MongoDB. It comes into being with the first write. */
export function testDatabase(): Promise<TestDatabase> {
  const mongodbUri = fromSetup('OUBLI_TEST_MONGODB_URI');
  const databaseName = `t_${randomBytes(6).toString('hex')}`;
  return Promise.resolve({
    mongodbUri,
    redisUrl: fromSetup('OUBLI_TEST_REDIS_URL'),
    databaseName,
    redisPrefix: databaseName,
    async drop() {
      const client = await mongo.MongoClient.connect(mongodbUri);
      await client.db(databaseName).dropDatabase();
      await client.close();
    },
  });
}

function fromSetup(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: is test/support/global-setup.ts in jest.config.js?`);
  return value;
}
