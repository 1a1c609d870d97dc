import { type Config } from '../config/config.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type Register } from '../erasure/register.ts';
import { createRemembrance } from '../erasure/remembrance.ts';
import { type CatchUpParts } from '../ledger/catch-up.ts';
import { createFileJournal } from '../ledger/file-journal.ts';
import { type Journal } from '../ledger/journal.ts';
import { createLedger, type Ledger } from '../ledger/ledger.ts';
import { type LedgerStore } from '../ledger/ledger-store.ts';
import { createReplay, type Replay } from '../ledger/replay.ts';
import { createLedgerStore } from '../stores/erasure-ledger.ts';
import { createRestoredRequests } from '../stores/restored-requests.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { createRestoredTenants } from '../tenants/close-again.ts';
import { createNoteClosing } from '../tenants/note-closing.ts';
import { type Stores } from './stores.ts';

/** The ledger in the database, and outside of it. */
export interface LedgerParts {
  readonly store: LedgerStore;
  readonly journal: Journal;
  readonly ledger: Ledger;
}

export function createLedgerParts(
  { models, keyring }: Pick<Stores, 'models' | 'keyring'>,
  { journal: { file } }: Pick<Config, 'journal'>,
  { telemetry, clock }: { readonly telemetry: Telemetry; readonly clock: Clock },
): LedgerParts {
  const store = createLedgerStore({ entries: models.erasureLedger, state: models.ledgerState });
  const onRepaired = (): void => telemetry.event('journal_repaired');
  const journal = createFileJournal({ path: file, key: keyring.derive('journal'), onRepaired });
  return { store, journal, ledger: createLedger({ store, journal, clock }) };
}

/** What erases again in one database: the product's, or a restored copy. */
export function createReplayOf(
  stores: Pick<
    Stores,
    | 'models'
    | 'personKeys'
    | 'tombstones'
    | 'suppressions'
    | 'blindIndex'
    | 'tenantClosings'
    | 'tenantRows'
    | 'auditLog'
  >,
  store: LedgerStore,
  register: Pick<Register, 'erasers'>,
  clock: Clock,
): Replay {
  const { models, personKeys } = stores;
  const requests = createRestoredRequests({ model: models.request, clock });
  const { tenantClosings: closings, tenantRows: rows, auditLog: log } = stores;
  const tenants = createRestoredTenants({ closings, rows, noteClosing: createNoteClosing({ log }) });
  return createReplay({ register, requests, personKeys, store, remembrance: createRemembrance(stores), tenants });
}

/** Writes into the audit log that the database had gone back, and how many erasures were repeated. */
export function createNoteIncident({ auditLog }: Pick<Stores, 'auditLog'>, clock: Clock): CatchUpParts['noteIncident'] {
  return async (erasures) => {
    await auditLog.append([{ type: 'incident.restore', at: toInstant(clock.now()), erasures }]);
  };
}
