import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { type Redis } from 'ioredis';
import { type Connection, mongo } from 'mongoose';

import { redisContent } from '../support/product/redis-content.ts';

/** Named bytes: a document, a file, a value. */
export type Place = readonly [where: string, bytes: Buffer];

/** What `mongodump` would write, and more: every document of every collection of every database, the oplog included. */
export async function* allDocuments(connection: Connection): AsyncGenerator<Place> {
  const client = connection.getClient();
  const { databases } = await client.db('admin').admin().listDatabases();
  for (const { name } of databases) {
    const database = client.db(name);
    for (const collection of await database.listCollections().toArray()) {
      if (collection.type === 'view' || isOutOfReach(name, collection.name)) continue;
      const documents = database.collection(collection.name).find({}, { raw: true, batchSize: 1_000 });
      for await (const raw of documents) yield [`${name}.${collection.name}`, raw as unknown as Buffer];
      yield [`${name}.${collection.name} options`, mongo.BSON.serialize(collection) as Buffer];
    }
  }
}

/** MongoDB's own, which nobody may read through a connection: they are among its files. */
function isOutOfReach(database: string, collection: string): boolean {
  return database === 'config' && collection.startsWith('system.preimages');
}

/** Everything that was ever written to one database, from the oplog: also what was overwritten or deleted since. */
export async function* allWrites(connection: Connection): AsyncGenerator<Place> {
  const { name } = connection;
  const ofOurs = { $regex: `^${name}\\.` };
  const inTransactions = { ns: 'admin.$cmd', 'o.applyOps.ns': ofOurs };
  const oplog = connection.getClient().db('local').collection('oplog.rs');
  const entries = oplog.find({ $or: [{ ns: ofOurs }, inTransactions] }, { raw: true, batchSize: 1_000 });
  for await (const raw of entries) yield ['oplog', raw as unknown as Buffer];
}

/** Every key of Redis and all that stands under it. */
export async function* allKeys(client: Redis): AsyncGenerator<Place> {
  for (const [key, bytes] of await redisContent(client)) {
    // An id of ours is part of a key: the name of the place must not be what is looked for.
    yield ['redis', Buffer.concat([Buffer.from(`${key}\n`), bytes])];
  }
}

/** Every file below a folder, as raw bytes. Long runs of zeros are left out: a journal is made of them. */
export async function* allFiles(folder: string): AsyncGenerator<Place> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    yield [`name of ${relative(folder, entry.parentPath)}/`, Buffer.from(entry.name)];
    if (!entry.isFile() || (await stat(path)).size === 0) continue;
    yield [relative(folder, path), withoutZeros(await readFile(path))];
  }
}

const page = 4096;
const zeros = Buffer.alloc(page);

function withoutZeros(bytes: Buffer): Buffer {
  let length = 0;
  for (let start = 0; start < bytes.length; start += page) {
    const one = bytes.subarray(start, start + page);
    if (one.length === page && one.equals(zeros)) continue;
    one.copy(bytes, length);
    length += one.length;
  }
  return bytes.subarray(0, length);
}
