import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';
import { Redis } from 'ioredis';
import { mongo } from 'mongoose';

import { findMongod } from '../../scripts/services/find-mongod.ts';
import { findRedis } from '../../scripts/services/find-redis.ts';
import { type RunningMongod, startMongod } from '../../scripts/services/start-mongod.ts';
import { startRedis } from '../../scripts/services/start-redis.ts';
import { isAlive, newFolder, removeFolders, withoutServers } from './machine.ts';

let mongod: string;
let redisServer: string;
beforeAll(async () => {
  mongod = (await findMongod(withoutServers())).binary;
  redisServer = (await findRedis(withoutServers())).binary;
}, 600_000);
afterAll(removeFolders);

async function withMongod<T>(server: RunningMongod, work: (db: mongo.Db) => Promise<T>): Promise<T> {
  const client = await mongo.MongoClient.connect(server.uri, { writeConcern: { w: 'majority', journal: true } });
  try {
    return await work(client.db('kept'));
  } finally {
    await client.close();
  }
}

const write = (db: mongo.Db, name: string) => db.collection('things').insertOne({ name });
const names = (db: mongo.Db) => db.collection('things').distinct('name');

describe('MongoDB on a named folder', () => {
  test('is there again after a stop, on another port, and after a kill, on the same', async () => {
    const dataFolder = await newFolder();
    const first = await startMongod({ binary: mongod, dataFolder });
    await withMongod(first, (db) => write(db, 'before the stop'));
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await startMongod({ binary: mongod, dataFolder });
    expect(second.port).not.toBe(first.port);
    await withMongod(second, (db) => write(db, 'before the kill'));
    await second.kill();
    expect(isAlive(second.pid)).toBe(false);

    const third = await startMongod({ binary: mongod, dataFolder, port: second.port });
    expect(third.uri).toBe(second.uri);
    expect(await withMongod(third, names)).toEqual(['before the kill', 'before the stop']);
    await third.kill();
  });

  test('runs transactions', async () => {
    const server = await startMongod({ binary: mongod, dataFolder: await newFolder(), isTemporary: true });
    const client = await mongo.MongoClient.connect(server.uri);
    const things = client.db('kept').collection('things');
    await things.insertOne({ name: 'outside' });
    const undone = client.withSession((session) =>
      session.withTransaction(async () => {
        await things.insertOne({ name: 'inside' }, { session });
        throw new Error('undo it');
      }),
    );
    await expect(undone).rejects.toThrow('undo it');
    expect(await things.countDocuments()).toBe(1);
    await client.close();
    await server.stop();
  });

  test('a second one on the same folder is refused in words, and the first goes on', async () => {
    const dataFolder = await newFolder();
    const first = await startMongod({ binary: mongod, dataFolder });
    await expect(startMongod({ binary: mongod, dataFolder })).rejects.toThrow(
      /^mongod did not start: DBPathInUse: .* already running/,
    );
    await withMongod(first, (db) => write(db, 'still here'));
    await first.kill();
  });

  test('a port that is taken is said to be, not taken for ours', async () => {
    const first = await startRedis({ binary: redisServer, dataFolder: await newFolder(), isTemporary: true });
    const second = startMongod({ binary: mongod, dataFolder: await newFolder(), port: first.port });
    await expect(second).rejects.toThrow('mongod did not start: Address already in use');
    await first.stop();
  });
});

describe('Redis', () => {
  test('on a named folder is there again after a stop, and drops no key for want of memory', async () => {
    const dataFolder = await newFolder();
    const first = await startRedis({ binary: redisServer, dataFolder });
    const client = new Redis(first.url);
    expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    await client.set('kept', 'yes');
    await client.quit();
    await first.stop();

    const second = await startRedis({ binary: redisServer, dataFolder });
    const again = new Redis(second.url);
    expect(await again.get('kept')).toBe('yes');
    await again.quit();
    await second.stop();
  });

  test('on a temporary folder writes nothing down', async () => {
    const server = await startRedis({ binary: redisServer, dataFolder: await newFolder(), isTemporary: true });
    const client = new Redis(server.url);
    expect(await client.config('GET', 'appendonly')).toEqual(['appendonly', 'no']);
    expect(await client.config('GET', 'save')).toEqual(['save', '']);
    await client.quit();
    await server.stop();
  });
});
