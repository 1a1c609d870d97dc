import { readFileSync, writeFileSync } from 'node:fs';

import { type Connection } from 'mongoose';

import { createStores, type Stores } from '../../src/container/stores.ts';
import { createEpochFile } from '../../src/keys/epoch-file.ts';
import { createEpochKeys } from '../../src/keys/epoch-keys.ts';
import { openKeyFile } from '../../src/keys/open-key-file.ts';
import { createKeyRotation, type KeyRotation, type RotationParts } from '../../src/keys/rotation.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { type Facts } from '../../src/telemetry/telemetry.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import { freshKeyFile } from '../support/key-file.ts';

export const dayMs = 86_400_000;
export const masterKey = Buffer.alloc(32, 7);

/** A process of the deployment: memory of its own over the same database and key file. */
export interface KeyProcess {
  readonly stores: Stores;
  readonly rotation: KeyRotation;
}

/** Keys on a real MongoDB with a real key file, epochs of 7 days and backups of 21. */
export interface KeyWorld {
  readonly connection: Connection;
  readonly uri: string;
  readonly clock: { time: number; now(): number };
  readonly said: { readonly name: string; readonly facts: Facts }[];
  /** Where the key file is: another one for each test. */
  path: string;
  /** Starts a process as the container does. @throws OubliError of what start-up refuses. */
  start(change?: {
    readonly masterKey?: Buffer;
    readonly parts?: (usual: RotationParts) => RotationParts;
  }): Promise<KeyProcess>;
  /** Copies the key file; calling what comes back puts the copy in its place. */
  copyFile(): () => void;
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function openKeyWorld(): Promise<KeyWorld> {
  const database = await testDatabase();
  const connection = await connectMongo(database.databaseUri);
  const clock = { time: 0, now: () => clock.time };
  const said: { name: string; facts: Facts }[] = [];
  const telemetry = {
    event: (name: string, facts: Facts = {}) => void said.push({ name, facts }),
    fault: (name: string, _error: unknown, facts: Facts = {}) => void said.push({ name, facts }),
  };
  const world: KeyWorld = {
    connection,
    uri: database.databaseUri,
    clock,
    said,
    path: freshKeyFile(),
    async start(change = {}) {
      const stores = createStores(connection, change.masterKey ?? masterKey, clock, world.path);
      const { personKey, dayKey, keyState } = stores.models;
      await Promise.all([personKey.createIndexes(), dayKey.createIndexes(), keyState.createIndexes()]);
      const { provider, ...parts } = stores.keyFile;
      const epochs = createEpochKeys({ provider: createEpochFile({ path: world.path, keyring: stores.keyring }) });
      await openKeyFile({ ...parts, provider, epochs });
      const usual = { ...parts, provider, epochs, telemetry, epochDays: 7, backupDays: 21 };
      return { stores, rotation: createKeyRotation(change.parts?.(usual) ?? usual) };
    },
    copyFile() {
      const copy = readFileSync(world.path);
      return () => writeFileSync(world.path, copy, { mode: 0o600 });
    },
    async empty() {
      await emptyDatabase(connection.db);
      world.path = freshKeyFile();
      said.length = 0;
      // Ahead of the machine's clock, so that MongoDB drops nothing by itself.
      clock.time = Date.parse('2031-03-05T12:00:00.000Z');
    },
    async close() {
      await connection.close();
      await database.giveBack();
    },
  };
  await world.empty();
  return world;
}
