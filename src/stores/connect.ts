import mongoose, { type Connection } from 'mongoose';

import { OubliError } from '../domain/errors.ts';

/**
 * Opens one connection with durable defaults (`w: majority`, journaled).
 * @throws OubliError `mongodb_unreachable`, or `mongodb_not_replica_set` (transactions and majority writes need one).
 */
export async function connectMongo(uri: string, options: { readonly waitMs?: number } = {}): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: options.waitMs ?? 10_000,
    writeConcern: { w: 'majority', journal: true },
    maxPoolSize: 40,
    promoteBuffers: true,
  });
  try {
    await connection.asPromise();
    const hello = await connection.db?.admin().command({ hello: 1 });
    if (hello?.['setName'] === undefined && hello?.['msg'] !== 'isdbgrid') {
      throw new OubliError('mongodb_not_replica_set', 'MongoDB must run as a replica set (one member is enough).');
    }
    return connection;
  } catch (error) {
    await connection.close().catch(() => undefined);
    if (error instanceof OubliError) throw error;
    throw new OubliError('mongodb_unreachable', 'MongoDB could not be reached at MONGODB_URI.', {
      retry: 'yes',
      cause: error,
    });
  }
}
