import { type Config } from '../config/config.ts';
import { connectMongo } from '../stores/connect.ts';
import { createLedgerStore } from '../stores/erasure-ledger.ts';
import { createKeyStateStore } from '../stores/key-state.ts';
import { createLiveKeys } from '../stores/live-keys.ts';
import { missingIndexes } from '../stores/missing-indexes.ts';
import { openModels } from '../stores/open-models.ts';
import { createTenantsStore } from '../stores/tenants.ts';
import { createEpochFile } from '../keys/epoch-file.ts';
import { createKeyring } from '../keys/keyring.ts';
import { checkKeyFile } from '../keys/open-key-file.ts';
import { createFileJournal } from '../ledger/file-journal.ts';
import { checkJournalPlace, lookAtLedger } from '../ledger/look-at-ledger.ts';
import { silentTelemetry } from '../telemetry/telemetry.ts';
import { createAccount } from '../whatsapp/account.ts';
import { createGraphClient } from '../whatsapp/graph-client.ts';
import { templateLanguage } from '../whatsapp/template-language.ts';
import { type Ward } from './doctor.ts';
import { checkTenant } from './tenant-check.ts';

/** What `doctor` looks at. Not the whole container: building that makes missing indexes, and a doctor only looks. */
export async function openWard(config: Config): Promise<Ward> {
  const connection = await connectMongo(config.secrets.mongodbUri);
  const models = openModels(connection);
  const clock = { now: () => Date.now() };
  const keyring = createKeyring(config.secrets.masterKey);
  const store = createTenantsStore({ model: models.tenant, keyring, clock });
  const provider = createEpochFile({ path: config.keys.filePath, keyring });
  const state = createKeyStateStore({ model: models.keyState });
  const ledger = createLedgerStore({ entries: models.erasureLedger, state: models.ledgerState });
  const { file } = config.journal;
  const journal = createFileJournal({ path: file, key: keyring.derive('journal'), onRepaired: null });
  const client = createGraphClient({ ...config.graph, telemetry: silentTelemetry });
  const { publicBaseUrl } = config.http;
  const parts = { account: createAccount({ client }), templateLanguage, publicBaseUrl };
  return {
    missingIndexes: () => missingIndexes(models),
    checkKeys: () => checkKeyFile({ provider, state, live: createLiveKeys(models), keyring }),
    async checkLedger() {
      await checkJournalPlace(file);
      return lookAtLedger(ledger, journal);
    },
    tenants: () => store.all(),
    checkTenant: (tenant) => checkTenant(parts, tenant),
    async close() {
      client.close();
      await connection.close();
    },
  };
}
