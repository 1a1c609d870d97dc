import { type Connection } from 'mongoose';

import { type Backups, createBackups, type DatabaseCopy } from '../backups/backups.ts';
import { type DrillResult, runDrill } from '../backups/drill.ts';
import { type StoredDocument } from '../backups/records.ts';
import { type DelayWaiting } from '../ledger/catch-up.ts';
import { type Config } from '../config/config.ts';
import { type Clock } from '../domain/instant.ts';
import { OubliError } from '../domain/errors.ts';
import { type Eraser } from '../erasure/eraser.ts';
import { createRegister } from '../erasure/register.ts';
import { createDelayWaiting } from '../stores/delay-waiting.ts';
import { createDrillDatabases } from '../stores/drill-databases.ts';
import { createDatabaseCopy } from '../stores/database-copy.ts';
import { createLedgerStore } from '../stores/erasure-ledger.ts';
import { ensureIndexes } from '../stores/open-models.ts';
import { createErasers } from './erasers.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { createReplayOf, type LedgerParts } from './ledger.ts';
import { createStores, type Stores } from './stores.ts';

export interface BackupParts {
  readonly backups: Backups;
  /** The configured database. */
  readonly database: DatabaseCopy;
  /** After a restore: whoever waits in the configured database waits longer, and is told. */
  readonly delayWaiting: DelayWaiting;
  /** Drops scratch databases of drills that were killed, a day later. @returns how many. */
  dropOldDrills(): Promise<number>;
  /**
   * Restores into a scratch database of the same server, erases there what came back, and drops it again; also when the process is
   * told to stop meanwhile.
   */
  drill(documents: AsyncIterable<StoredDocument>): Promise<DrillResult>;
}

export function createBackupParts(parts: {
  readonly connection: Connection;
  readonly config: Config;
  readonly stores: Pick<Stores, 'keyring' | 'models'>;
  readonly ledger: LedgerParts;
  /** As the product has them, on another database. */
  readonly erasers: (own: readonly Eraser[]) => readonly Eraser[];
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}): BackupParts {
  const { connection, config, stores, ledger, telemetry, clock } = parts;
  const database = createDatabaseCopy(connection);
  const { folder } = config.backups;
  const backups = createBackups({
    folder,
    lifeMs: config.keys.backupDays * 86_400_000,
    key: stores.keyring.derive('backup'),
    database,
    async ledgerIndex() {
      if ((await ledger.ledger.compare()) === 'behind') throw behind();
      return (await ledger.store.head()).index;
    },
    clock,
    onUnreadable: (file, error) => telemetry.fault('backup_unreadable', error, { file }),
  });
  return {
    backups,
    database,
    delayWaiting: createDelayWaiting({ model: stores.models.request, clock }),
    dropOldDrills: () => createDrillDatabases(connection, clock).dropOld(),
    async drill(documents) {
      const drills = createDrillDatabases(connection, clock);
      await drills.dropOld();
      const { scratch, stopped, drop } = drills.make();
      try {
        const copied = createStores(scratch, config.secrets.masterKey, clock, config.keys.filePath);
        await ensureIndexes(copied.models);
        await createDatabaseCopy(scratch).write(untilStopped(documents, stopped));
        const { erasureLedger: entries, ledgerState: state } = copied.models;
        const store = createLedgerStore({ entries, state });
        const register = createRegister(parts.erasers(createErasers(copied, clock, null)));
        const replay = createReplayOf(copied, store, register, clock);
        const result = await runDrill(
          { store, register, replay, tenantRows: copied.tenantRows },
          ledger.journal,
          stopped,
        );
        await drop();
        return result;
      } catch (error) {
        // What went wrong is this; a copy that cannot be dropped now goes with a later drill.
        await drop().catch((left: unknown) => telemetry.fault('drill_not_dropped', left));
        throw error;
      }
    },
  };
}

async function* untilStopped(
  documents: AsyncIterable<StoredDocument>,
  stopped: AbortSignal,
): AsyncGenerator<StoredDocument> {
  for await (const document of documents) {
    stopped.throwIfAborted();
    yield document;
  }
}

/** Such a backup would hold, as the newest, whom an older one brought back. */
function behind(): OubliError {
  return new OubliError(
    'ledger_behind',
    'This database was restored, and whoever was erased since is in it again. Start the product, which erases them again; ' +
      'then make the backup.',
  );
}
