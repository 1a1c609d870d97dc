import { type Redis } from 'ioredis';
import { type Connection } from 'mongoose';

import { type Backups } from './backups/backups.ts';
import { type Config } from './config/config.ts';
import { type BackupParts, createBackupParts } from './container/backups.ts';
import { createEdges, type Edges } from './container/edges.ts';
import { createErasers } from './container/erasers.ts';
import { createLedgerParts, createNoteIncident, createReplayOf, type LedgerParts } from './container/ledger.ts';
import { createCloser } from './container/leaving.ts';
import { createStages, type Stages } from './container/stages.ts';
import { createStores, type Stores } from './container/stores.ts';
import { type Clock } from './domain/instant.ts';
import { type Eraser } from './erasure/eraser.ts';
import { openKeyFile } from './keys/open-key-file.ts';
import { createKeyRotation, type KeyRotation } from './keys/rotation.ts';
import { createRestoreGate, type RestoreGate } from './ledger/restore-gate.ts';
import { connectRedis } from './queue/connect-redis.ts';
import { defaultPrefix } from './queue/look-queue.ts';
import { type StandingBackups } from './requests/closing.ts';
import { connectMongo } from './stores/connect.ts';
import { createRestoreMark } from './stores/restore-mark.ts';
import { ensureIndexes } from './stores/open-models.ts';
import { createTelemetry, type ProcessTelemetry } from './telemetry/create-telemetry.ts';
import { type TenantCloser } from './tenants/close-tenant.ts';

/** What a test or a tool may put in the place of the usual. */
export interface Overrides {
  readonly clock?: Clock;
  readonly telemetry?: ProcessTelemetry;
  /** Keys in Redis begin with it. */
  readonly redisPrefix?: string;
  /** Stores outside of ours, or a broken one for a test. */
  readonly erasers?: (own: readonly Eraser[]) => readonly Eraser[];
}

/** Everything a process is made of, built and not started. */
export interface Container {
  readonly config: Config;
  readonly clock: Clock;
  readonly telemetry: ProcessTelemetry;
  readonly connection: Connection;
  readonly redis: Redis;
  readonly redisPrefix: string;
  readonly stores: Stores;
  readonly edges: Edges;
  readonly stages: Stages;
  readonly keyRotation: KeyRotation;
  readonly ledger: LedgerParts;
  /** Shut until the ledger and its journal agree: nobody is served before. */
  readonly gate: RestoreGate;
  readonly backups: BackupParts;
  readonly tenantCloser: TenantCloser;
  /** Undoes everything in reverse. */
  close(): Promise<void>;
}

/**
 * The one composition root: connects, makes the indexes that carry guarantees, and puts the parts together. Starts nothing.
 * @throws OubliError of the part that could not be reached.
 */
export async function buildContainer(config: Config, overrides: Overrides = {}): Promise<Container> {
  const { clock = { now: () => Date.now() }, redisPrefix = defaultPrefix } = overrides;
  const telemetry = overrides.telemetry ?? createTelemetry({ level: config.log.level });
  const connection = await connectMongo(config.secrets.mongodbUri);
  const redis = await connectRedis(config.secrets.redisUrl).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const stores = createStores(connection, config.secrets.masterKey, clock, config.keys.filePath);
  try {
    await createRestoreMark(connection).check();
    await ensureIndexes(stores.models);
    await openKeyFile(stores.keyFile);
  } catch (error) {
    redis.disconnect();
    await connection.close();
    throw error;
  }
  const edges = createEdges({ config, redis, redisPrefix, telemetry, clock });
  const own = createErasers(stores, clock, edges.queue);
  const erasers = overrides.erasers?.(own) ?? own;
  const { publicBaseUrl } = config.http;
  const ledger = createLedgerParts(stores, config, { telemetry, clock });
  const backups = createBackupParts({
    ...{ connection, config, stores, ledger, telemetry, clock },
    erasers: overrides.erasers ?? ((mine) => mine),
  });
  const stages = createStages({
    ...{ stores, edges, erasers, ledger: ledger.ledger, publicBaseUrl, telemetry, clock },
    backups: standingBackups(backups.backups, config.keys.backupDays, clock),
  });
  const replay = createReplayOf(stores, ledger.store, stages.register, clock);
  const noteIncident = createNoteIncident(stores, clock);
  const gate = createRestoreGate({ ...ledger, delayWaiting: backups.delayWaiting, replay, telemetry, noteIncident });
  return {
    config,
    clock,
    telemetry,
    connection,
    redis,
    redisPrefix,
    stores,
    edges,
    stages,
    keyRotation: createKeyRotation({ ...stores.keyFile, ...config.keys, telemetry }),
    ledger,
    gate,
    backups,
    tenantCloser: createCloser({ stores, ledger: ledger.ledger, drainSteps: stages.drainSteps, telemetry, clock }),
    async close() {
      await gate.close();
      await edges.queue.close();
      edges.mailer.close();
      edges.client.close();
      redis.disconnect();
      await connection.close();
      await telemetry.close();
    },
  };
}

/** Ours by the catalogue; those that are made by other means are kept for as long as the configuration says. */
function standingBackups(backups: Pick<Backups, 'oldestStanding'>, backupDays: number, clock: Clock): StandingBackups {
  return {
    async isAnyBefore(moment) {
      if (clock.now() < moment + backupDays * 86_400_000) return true;
      const oldest = await backups.oldestStanding();
      return oldest !== null && oldest < moment;
    },
  };
}
