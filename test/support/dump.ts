import { type Connection } from 'mongoose';

/** Everything in a database at a moment, by collection. */
export type Dump = ReadonlyMap<string, readonly Record<string, unknown>[]>;

/** Takes it as a backup would. */
export async function dumpOf(connection: Connection): Promise<Dump> {
  const dump = new Map<string, readonly Record<string, unknown>[]>();
  for (const { name } of await connection.listCollections()) {
    dump.set(name, await connection.collection(name).find({}).toArray());
  }
  return dump;
}

/** Makes the database what it was, as a restore does. */
export async function putBack(connection: Connection, dump: Dump): Promise<void> {
  for (const { name } of await connection.listCollections()) {
    const rows = connection.collection(name);
    await rows.deleteMany({});
    const documents = dump.get(name) ?? [];
    if (documents.length > 0) await rows.insertMany([...documents] as never[]);
  }
}
