import { type Connection, mongo } from 'mongoose';

import { type DatabaseCopy } from '../backups/backups.ts';
import { type StoredDocument } from '../backups/records.ts';
import { createRestoreMark } from './restore-mark.ts';

const documentsAtOnce = 1_000;
const bytesAtOnce = 8 * 1_048_576;
/** What the first start on a database notes by itself: a restore puts its own in the place. */
const notedAtStart: readonly string[] = ['key_state'];

/** Reads and fills a whole database, whatever collections it has. Documents stay bytes: nothing is lost on the way. */
export function createDatabaseCopy(connection: Connection): DatabaseCopy {
  const names = async (): Promise<readonly string[]> => {
    const found = await connection.listCollections();
    return found.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  };
  return {
    async *read() {
      const session = connection.getClient().startSession({ snapshot: true });
      try {
        for (const collection of await names()) {
          const rows = connection.collection(collection).find({}, { session, raw: true, batchSize: documentsAtOnce });
          for await (const row of rows) yield { collection, bson: row as unknown as Buffer };
        }
      } finally {
        await session.endSession();
      }
    },
    async isEmpty() {
      const others = (await names()).filter((name) => !notedAtStart.includes(name));
      const found = await Promise.all(others.map((name) => connection.collection(name).findOne({})));
      return found.every((row) => row === null);
    },
    async write(documents) {
      const mark = createRestoreMark(connection);
      await mark.begin();
      for (const name of notedAtStart) await connection.collection(name).deleteMany({});
      let [batch, bytes, count]: [StoredDocument[], number, number] = [[], 0, 0];
      const flush = async (): Promise<void> => {
        const [first] = batch;
        if (first === undefined) return;
        const rows = batch.map(({ bson }) => mongo.BSON.deserialize(bson, asStored));
        await connection.collection(first.collection).insertMany(rows, { ordered: false });
        [batch, bytes, count] = [[], 0, count + rows.length];
      };
      for await (const document of documents) {
        const isFull = batch.length >= documentsAtOnce || bytes >= bytesAtOnce;
        if (isFull || batch[0]?.collection !== document.collection) await flush();
        batch.push(document);
        bytes += document.bson.length;
      }
      await flush();
      await mark.end();
      return count;
    },
  };
}

/** Types as they were: a whole number stays a 32-bit one. */
const asStored = { promoteValues: false, promoteLongs: false, promoteBuffers: false } as const;
