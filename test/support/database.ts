import { randomBytes } from 'node:crypto';

import mongoose, { mongo } from 'mongoose';

import { inDatabase } from '../../src/config/mongodb-address.ts';
import { openModels } from '../../src/stores/open-models.ts';

/** What one test file (or test) has to itself on the run's servers. */
export interface TestDatabase extends RunServers {
  readonly databaseName: string;
  /** Connects to it. */
  readonly databaseUri: string;
  /** For the keys of this test in the Redis that all share: a BullMQ `prefix`, for instance. */
  readonly redisPrefix: string;
  /** Empties it for the next test, which finds the indexes made; one that was asked for as new is dropped. */
  giveBack(): Promise<void>;
}

/** The servers of the run. */
interface RunServers {
  /** Names no database: {@link TestDatabase.databaseUri} does. */
  readonly mongodbUri: string;
  readonly redisUrl: string;
}

/** Databases of this run that nobody has: their names. */
const spares = { database: 'oubli_tests', collection: 'spares' };
/** What is gone with the run need not be on a disk. */
const quickly = { writeConcern: { w: 1, journal: false } } as const;

/** What a database keeps, empty, when it is given back. Of a connection that is never opened. */
const ownCollections: ReadonlySet<string> = new Set(
  Object.values(openModels(mongoose.createConnection())).map(({ collection }) => collection.collectionName),
);

export function runServers(): RunServers {
  return { mongodbUri: fromSetup('OUBLI_TEST_MONGODB_URI'), redisUrl: fromSetup('OUBLI_TEST_REDIS_URL') };
}

/**
 * Gives a database without a row. Making the collections and indexes takes MongoDB half a second each time, so that one that
 * another test gave back is taken first. `isNew` is for who reads what was ever written to it, or changes more than rows (an index
 * made again stands last, and MongoDB then names another one that refuses): it goes to nobody else.
 */
export async function testDatabase(options: { readonly isNew?: boolean } = {}): Promise<TestDatabase> {
  const servers = runServers();
  const unused = `t_${randomBytes(6).toString('hex')}`;
  const isNew = options.isNew === true;
  const databaseName = isNew ? unused : ((await takeSpare(servers)) ?? unused);
  return {
    ...servers,
    databaseName,
    databaseUri: inDatabase(servers.mongodbUri, databaseName),
    redisPrefix: unused,
    giveBack: () => (isNew ? drop(servers, databaseName) : giveBack(servers, databaseName)),
  };
}

/**
 * Leaves a database's collections and indexes, and no row. Asks first which of the forty and more have one: a test fills a few, and
 * telling each to be empty costs ten times as much.
 */
export async function emptyDatabase(db: mongo.Db | undefined): Promise<void> {
  if (db === undefined) throw new Error('The connection is not open.');
  const all = await db.listCollections({}, { nameOnly: true }).toArray();
  const names = all.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  const oneOf = (name: string) => [{ $limit: 1 }, { $project: { _id: 0, name: { $literal: name } } }];
  const unions = names.map((coll) => ({ $unionWith: { coll, pipeline: oneOf(coll) } }));
  const filled = await db.aggregate<{ readonly name: string }>([{ $documents: [] }, ...unions]).toArray();
  await Promise.all(filled.map(({ name }) => db.collection(name).deleteMany({}, quickly)));
}

function takeSpare({ mongodbUri }: RunServers): Promise<string | undefined> {
  return withClient(mongodbUri, async (client) => {
    const spare = await client.db(spares.database).collection(spares.collection).findOneAndDelete({}, quickly);
    return spare?.['name'] as string | undefined;
  });
}

function drop({ mongodbUri }: RunServers, name: string): Promise<void> {
  return withClient(mongodbUri, async (client) => {
    await client.db(name).dropDatabase();
  });
}

function giveBack({ mongodbUri }: RunServers, name: string): Promise<void> {
  return withClient(mongodbUri, async (client) => {
    const db = client.db(name);
    const foreign = (await db.collections()).filter((one) => !ownCollections.has(one.collectionName));
    await Promise.all(foreign.map((one) => one.drop()));
    await emptyDatabase(db);
    await client.db(spares.database).collection(spares.collection).insertOne({ name }, quickly);
  });
}

async function withClient<T>(uri: string, work: (client: mongo.MongoClient) => Promise<T>): Promise<T> {
  const client = await mongo.MongoClient.connect(uri);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

function fromSetup(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: is test/support/global-setup.ts in jest.config.js?`);
  return value;
}
