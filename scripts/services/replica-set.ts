import { setTimeout as pause } from 'node:timers/promises';

import { mongo } from 'mongoose';

import { OubliError } from '../../src/domain/errors.ts';

const primaryTimeoutMs = 30_000;
const notYetInitialized = 94;

interface ReplicaSetConfig {
  readonly version: number;
  readonly members: readonly { readonly host: string }[];
}

/**
 * Makes the mongod on `port` the one member and primary of the replica set `rs0`. A data folder that ran on another port
 * before names that port in its configuration: it is written anew.
 */
export async function openReplicaSet(port: number): Promise<void> {
  const host = `127.0.0.1:${String(port)}`;
  const client = new mongo.MongoClient(`mongodb://${host}/?directConnection=true`);
  try {
    const admin = client.db('admin');
    const config = await readConfig(admin);
    if (config === null) {
      const fresh = { _id: 'rs0', members: [{ _id: 0, host }], settings: { electionTimeoutMillis: 1_000 } };
      await admin.command({ replSetInitiate: fresh });
    } else if (config.members[0]?.host !== host) {
      const moved = { ...config, version: config.version + 1, members: [{ ...config.members[0], host }] };
      await admin.command({ replSetReconfig: moved, force: true });
    }
    await untilPrimary(admin);
  } finally {
    await client.close();
  }
}

async function readConfig(admin: mongo.Db): Promise<ReplicaSetConfig | null> {
  try {
    const answer = await admin.command({ replSetGetConfig: 1 });
    return answer['config'] as ReplicaSetConfig;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === notYetInitialized) return null;
    throw error;
  }
}

async function untilPrimary(admin: mongo.Db): Promise<void> {
  const deadline = Date.now() + primaryTimeoutMs;
  while (Date.now() < deadline) {
    const hello = await admin.command({ hello: 1 });
    if (hello['isWritablePrimary'] === true) return;
    await pause(10);
  }
  throw new OubliError(
    'service_not_started',
    'mongod runs, but did not become the primary of its replica set in 30 s.',
  );
}
