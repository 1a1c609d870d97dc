import { type Connection } from 'mongoose';

import { type Clock } from '../domain/instant.ts';
import { createBlindIndex } from '../keys/blind-index.ts';
import { createDayKeys } from '../keys/day-keys.ts';
import { createEpochFile } from '../keys/epoch-file.ts';
import { createEpochKeys } from '../keys/epoch-keys.ts';
import { createKeyring } from '../keys/keyring.ts';
import { createPersonKeys } from '../keys/person-keys.ts';
import { createAnswerCountStore } from '../stores/answer-counts.ts';
import { createContactStore } from '../stores/contacts.ts';
import { createConversationStore } from '../stores/conversations.ts';
import { createDayKeyStore } from '../stores/day-keys.ts';
import { createDeepScanStore } from '../stores/deep-scans.ts';
import { createFarewellStore } from '../stores/farewells.ts';
import { createInboxStore } from '../stores/inbox.ts';
import { createKeyStateStore } from '../stores/key-state.ts';
import { createLaneInbox } from '../stores/lane-inbox.ts';
import { createLaneStore } from '../stores/lanes.ts';
import { createLastNumber } from '../stores/last-number.ts';
import { createLiveKeys } from '../stores/live-keys.ts';
import { createMediaStore } from '../stores/media.ts';
import { createMessageStore } from '../stores/messages.ts';
import { createNameMoves } from '../stores/name-moves.ts';
import { createNoticeStore } from '../stores/notices.ts';
import { type Models, openModels } from '../stores/open-models.ts';
import { createOptInStore } from '../stores/opt-ins.ts';
import { createPersonKeyStore } from '../stores/person-keys.ts';
import { createRequestStore } from '../stores/requests.ts';
import { createRevealStore } from '../stores/reveals.ts';
import { createScanSources } from '../stores/scan-sources.ts';
import { createSubjectsStore } from '../stores/subjects.ts';
import { createSuppressionStore } from '../stores/suppressions.ts';
import { createTemplateSendStore } from '../stores/template-sends.ts';
import { createTenantClosings } from '../stores/tenant-closings.ts';
import { createTenantRows } from '../stores/tenant-rows.ts';
import { createTenantsStore } from '../stores/tenants.ts';
import { createTombstoneStore } from '../stores/tombstones.ts';
import { createFindUnfinished } from '../stores/unfinished-matters.ts';
import { createVerificationStore } from '../stores/verifications.ts';
import { createTenantDirectory } from '../tenants/tenant-directory.ts';
import { createProofStores } from './proof-stores.ts';

/** What start-up and rotation need of the key file. */
function createKeyFile<Parts extends object>(models: Models, parts: Parts) {
  return { ...parts, state: createKeyStateStore({ model: models.keyState }), live: createLiveKeys(models) };
}

/** What closing a business needs. */
function createClosingStores(models: Models, clock: Clock) {
  return {
    tenantRows: createTenantRows({ models }),
    tenantClosings: createTenantClosings({ model: models.tenantClosing, tenants: models.tenant }),
    findUnfinished: createFindUnfinished({ models, clock }),
  };
}

/** Everything that rests in MongoDB, and the keys that seal it. */
export function createStores(connection: Connection, masterKey: Buffer, clock: Clock, keyFile: string) {
  const models = openModels(connection);
  const keyring = createKeyring(masterKey);
  const blindIndex = createBlindIndex(keyring);
  const provider = createEpochFile({ path: keyFile, keyring });
  const epochs = createEpochKeys({ provider });
  const personKeys = createPersonKeys({ store: createPersonKeyStore({ model: models.personKey }), epochs });
  const dayKeys = createDayKeys({ store: createDayKeyStore({ model: models.dayKey }), epochs, clock });
  const sealing = { blindIndex, personKeys };
  const lanes = createLaneStore({ model: models.lane });
  const moves = createNameMoves({ model: models.subject, ...sealing, lanes, clock });
  const subjects = createSubjectsStore({ model: models.subject, ...sealing, moves, clock });
  const inbox = createInboxStore({ model: models.inboxEvent, arrivals: models.arrival, dayKeys });
  const tenantStore = createTenantsStore({ model: models.tenant, keyring, clock });
  return {
    models,
    keyring,
    blindIndex,
    keyFile: createKeyFile(models, { provider, epochs, keyring, clock }),
    personKeys,
    dayKeys,
    subjects,
    inbox,
    laneInbox: createLaneInbox(inbox),
    lanes,
    conversations: createConversationStore({ model: models.conversation, subjects, personKeys }),
    lastNumber: createLastNumber({ conversations: models.conversation, messages: models.message }),
    verifications: createVerificationStore({ model: models.verification }),
    contacts: createContactStore({ model: models.contact, ...sealing }),
    messages: createMessageStore({ model: models.message, contentModel: models.messageContent, ...sealing }),
    templateSends: createTemplateSendStore({ model: models.templateSend, blindIndex }),
    optIns: createOptInStore({ model: models.optIn, personKeys }),
    media: createMediaStore({
      model: models.media,
      fileModel: models.mediaFile,
      chunkModel: models.mediaChunk,
      ...sealing,
    }),
    requests: createRequestStore({
      requests: models.request,
      farewells: models.farewell,
      personKeys: models.personKey,
      receipts: models.receipt,
      lanes: models.lane,
      clock,
    }),
    ...createProofStores({ models, keyring, clock }),
    farewells: createFarewellStore({ model: models.farewell }),
    notices: createNoticeStore({ model: models.notice, keyring, dayKeys }),
    reveals: createRevealStore({ model: models.reveal }),
    deepScans: createDeepScanStore({ model: models.deepScan }),
    scanSources: createScanSources({ models, personKeys }),
    answerCounts: createAnswerCountStore({ model: models.answerCount, blindIndex }),
    tombstones: createTombstoneStore({ model: models.tombstone, blindIndex }),
    suppressions: createSuppressionStore({ model: models.suppression, blindIndex }),
    tenantStore,
    ...createClosingStores(models, clock),
    tenants: createTenantDirectory({ store: tenantStore, clock }),
  };
}

export type Stores = ReturnType<typeof createStores>;
