import { type Connection, type Model } from 'mongoose';

import { defineContact } from '../../models/contact.ts';
import { defineLane } from '../../models/lane.ts';
import { defineMedia } from '../../models/media.ts';
import { defineMediaChunk } from '../../models/media-chunk.ts';
import { defineMediaFile } from '../../models/media-file.ts';
import { defineMessage } from '../../models/message.ts';
import { defineMessageContent } from '../../models/message-content.ts';
import { defineOptIn } from '../../models/opt-in.ts';
import { definePersonKey } from '../../models/person-key.ts';
import { defineSubject } from '../../models/subject.ts';
import { defineSuppression } from '../../models/suppression.ts';
import { defineTemplateSend } from '../../models/template-send.ts';
import { type Sender, type SendResult } from '../../src/conversation/sender.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { type InboundEvent, type InboundMessage, type MessageContent } from '../../src/domain/inbound.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { createBlindIndex } from '../../src/keys/blind-index.ts';
import { createKeyring } from '../../src/keys/keyring.ts';
import { createPersonKeys } from '../../src/keys/person-keys.ts';
import { createMessagingLog } from '../../src/messaging/create-messaging-log.ts';
import { createIntake } from '../../src/messaging/intake.ts';
import { createMediaDownloads } from '../../src/messaging/media-downloads.ts';
import { type MediaSource } from '../../src/messaging/media-source.ts';
import { createObjections } from '../../src/messaging/objections.ts';
import { createOutgoing } from '../../src/messaging/outgoing.ts';
import { createPeople } from '../../src/messaging/people.ts';
import { createSentLog } from '../../src/messaging/sent-log.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { createContactStore } from '../../src/stores/contacts.ts';
import { createLaneStore } from '../../src/stores/lanes.ts';
import { createMediaStore } from '../../src/stores/media.ts';
import { createMessageStore } from '../../src/stores/messages.ts';
import { createNameMoves } from '../../src/stores/name-moves.ts';
import { createOptInStore } from '../../src/stores/opt-ins.ts';
import { createPersonKeyStore } from '../../src/stores/person-keys.ts';
import { createSubjectsStore } from '../../src/stores/subjects.ts';
import { createSuppressionStore } from '../../src/stores/suppressions.ts';
import { createTemplateSendStore } from '../../src/stores/template-sends.ts';
import { type Facts } from '../../src/telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../../src/tenants/tenant.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import { freshEpochs } from '../support/key-file.ts';

export const now = Date.parse('2026-11-24T12:00:00.000Z');
export const at = '2026-11-24T11:59:00.000Z';
export const business = { wabaId: '111000111000111', phoneNumberId: '222000222000222' };

export const ana = {
  phone: { kind: 'phone', value: '16505550100' },
  bsuid: { kind: 'bsuid', value: 'US.1000000000000000001' },
  name: 'Ana Fictive',
  text: 'Where are my made-up roses?',
} as const;
export const bilal = {
  phone: { kind: 'phone', value: '33639980012' },
  bsuid: { kind: 'bsuid', value: 'FR.1000000000000000002' },
} as const;

/** As real ones: the number is inside, in base64. */
export function wamidOf(label: string, phone: string = ana.phone.value): string {
  return `wamid.${Buffer.from(`\x1d\x02\x0b${phone}\x15\x02${label}`).toString('base64')}`;
}

/** Keeps content for 30 days. */
export const owner: Tenant = tenantOf('tenant-first', {});
export const wordless: Tenant = tenantOf('tenant-wordless', { content: null });
export const alongside: Tenant = tenantOf('tenant-alongside', { mode: 'alongside' });

export function tenantOf(tenantId: string, change: Partial<Tenant>): Tenant {
  return {
    tenantId,
    portfolioId: '5000000000000401',
    name: 'Made-Up Plants',
    mode: 'owner',
    wabaId: business.wabaId,
    phoneNumbers: [{ phoneNumberId: business.phoneNumberId, displayPhoneNumber: '15550001111' }],
    accessToken: 'token-for-tests',
    appSecrets: [],
    locales: ['en', 'fr', 'ar', 'es', 'pt'],
    defaultLocale: 'en',
    codeChannels: { email: false, chat: true },
    channels: { email: { address: 'privacy@plants.example' } },
    webhookSecrets: [],
    instruction: { version: '1', objectionHours: 0, kept: [], hash: 'hash' },
    content: { keepDays: 30 },
    privacyContact: null,
    code: { digits: 6, lifeMinutes: 10 },
    templates: {},
    risk: { raisedDelayHours: 24, highDelayHours: 168 },
    budget: { paidSendsPerDay: 1_000 },
    breaker: { perHourAtLeast: 20 },
    subjectRefKey: Buffer.alloc(32, 9).toString('base64url'),
    ...change,
  };
}

/** Never says stop. */
export const unending = new AbortController().signal;

export type Log = Awaited<ReturnType<typeof openLog>>;

/** The whole of src/messaging over real stores, in a database of its own. */
export async function openLog(tenants: readonly Tenant[] = [owner, wordless, alongside]) {
  const database = await testDatabase();
  const connection = await connectMongo(database.databaseUri);
  const models = defineAll(connection);
  await Promise.all(Object.values(models).map((model: Pick<Model<unknown>, 'createIndexes'>) => model.createIndexes()));

  const keyring = createKeyring(Buffer.alloc(32, 7));
  const blindIndex = createBlindIndex(keyring);
  const epochs = await freshEpochs(keyring);
  const personKeys = createPersonKeys({ store: createPersonKeyStore({ model: models.personKey }), epochs });
  const time = { now: () => now };
  const lanes = createLaneStore({ model: models.lane });
  const sealing = { blindIndex, personKeys };
  const moves = createNameMoves({ model: models.subject, ...sealing, lanes, clock: time });
  const subjects = createSubjectsStore({ model: models.subject, ...sealing, moves, clock: time });
  const contacts = createContactStore({ model: models.contact, blindIndex, personKeys });
  const messages = createMessageStore({ model: models.message, contentModel: models.content, blindIndex, personKeys });
  const templateSends = createTemplateSendStore({ model: models.templateSend, blindIndex });
  const optIns = createOptInStore({ model: models.optIn, personKeys });
  const suppressions = createSuppressionStore({ model: models.suppression, blindIndex });
  const { media: model, file: fileModel, chunk: chunkModel } = models;
  const media = createMediaStore({ model, fileModel, chunkModel, blindIndex, personKeys });

  const clock = { time: now, now: () => clock.time };
  const said: { name: string; facts: Facts }[] = [];
  const telemetry = {
    event: (name: string, facts: Facts = {}) => void said.push({ name, facts }),
    fault: (name: string, _error: unknown, facts: Facts = {}) => void said.push({ name, facts }),
  };
  /** Names of people whose erasure is under way though their row is gone. */
  const lockedOut = new Set<string>();
  const lockOuts = {
    isLockedOut: (_tenant: Tenant, names: readonly Identifier[]) =>
      Promise.resolve(names.some((one) => lockedOut.has(one.value))),
  };
  const people = createPeople({ subjects, lockOuts, suppressions });
  /** What Meta answers next, and what it was asked. */
  const meta = { results: [] as SendResult[], sent: [] as Parameters<Sender['send']>[0][] };
  const sender: Sender = {
    send(order) {
      meta.sent.push(order);
      const result = meta.results.shift();
      return Promise.resolve(result ?? { name: 'accepted', messageId: wamidOf(`out-${String(meta.sent.length)}`) });
    },
  };
  const directory: TenantDirectory = {
    byId: (tenantId) => Promise.resolve(tenants.find((one) => one.tenantId === tenantId) ?? null),
    byNumber: () => Promise.resolve(null),
    byWaba: () => Promise.resolve(null),
    byApiKeyHash: (hash) =>
      Promise.resolve(tenants.find((one) => blindIndex.apiKey(`key-of-${one.tenantId}`) === hash) ?? null),
    all: () => Promise.resolve(tenants),
  };
  const stores = { subjects, contacts, messages, templateSends, optIns, media, personKeys, suppressions, blindIndex };
  /** Who was left with nothing but a name. */
  const idle: Subject[] = [];
  const forgetting = {
    forgetIfIdle: ({ subject }: { readonly subject: Subject }) => Promise.resolve(void idle.push(subject)),
  };
  return {
    connection,
    models,
    stores,
    blindIndex,
    clock,
    said,
    lockedOut,
    idle,
    meta,
    directory,
    telemetry,
    log: createMessagingLog({ ...stores, people, forgetting, telemetry, clock }),
    sentLog: createSentLog({ subjects, messages, templateSends, clock }),
    objections: createObjections({ subjects, optIns, suppressions, clock }),
    intake: createIntake({ people, contacts, optIns }),
    outgoing: createOutgoing({ people, subjects, sender, messages, templateSends, optIns, telemetry, clock }),
    downloads: (source: MediaSource) =>
      createMediaDownloads({ media, source, tenants: directory, subjects, telemetry, clock }),
    /** Ana, known by what she signed herself. */
    ana: (tenant: Tenant = owner): Promise<Subject> => subjects.ensure(tenant, [ana.bsuid, ana.phone]),
    /** How many documents each collection holds. */
    async counts(): Promise<Record<string, number>> {
      const counted = await Promise.all(
        Object.values(models).map(async (one: Pick<Model<unknown>, 'collection'>) => {
          return [one.collection.collectionName, await one.collection.countDocuments({})] as const;
        }),
      );
      return Object.fromEntries(counted.filter(([, count]) => count > 0));
    },
    async empty(): Promise<void> {
      await emptyDatabase(connection.db);
      said.length = idle.length = 0;
      meta.results.length = 0;
      meta.sent.length = 0;
      lockedOut.clear();
      clock.time = now;
    },
    async close(): Promise<void> {
      await connection.close();
      await database.giveBack();
    },
  };
}

function defineAll(connection: Connection) {
  return {
    personKey: definePersonKey(connection),
    subject: defineSubject(connection),
    lane: defineLane(connection),
    suppression: defineSuppression(connection),
    contact: defineContact(connection),
    message: defineMessage(connection),
    content: defineMessageContent(connection),
    templateSend: defineTemplateSend(connection),
    optIn: defineOptIn(connection),
    media: defineMedia(connection),
    file: defineMediaFile(connection),
    chunk: defineMediaChunk(connection),
  };
}

export function message(content: MessageContent, change: Partial<InboundMessage> = {}): InboundMessage {
  return {
    kind: 'message',
    business,
    at,
    names: [ana.bsuid, ana.phone],
    messageId: wamidOf('1'),
    profileName: ana.name,
    identityKeyHash: null,
    content,
    ...change,
  };
}

export const text = (words: string = ana.text, change: Partial<InboundMessage> = {}): InboundMessage =>
  message({ kind: 'text', text: words }, change);

export const photo = (change: Partial<InboundMessage> = {}): InboundMessage =>
  message({ kind: 'media', media: 'image', mediaId: '900100', mimeType: 'image/jpeg', caption: 'My garden' }, change);

type StatusOf = Extract<InboundEvent, { kind: 'status' }>;
export function status(name: StatusOf['status'], change: Partial<StatusOf> = {}): StatusOf {
  const names = [ana.bsuid, ana.phone];
  return { kind: 'status', business, at, names, messageId: wamidOf('out-1'), status: name, errorCodes: [], ...change };
}

export function aside(kind: 'echo' | 'history', content: MessageContent, messageId = wamidOf('aside')) {
  const shared = { business, at, names: [ana.bsuid, ana.phone], messageId, content };
  return kind === 'echo' ? ({ kind, ...shared } as const) : ({ kind, direction: 'in', ...shared } as const);
}

export function addressBook(action: 'add' | 'remove', names: readonly Identifier[], fullName: string | null = null) {
  return { kind: 'contact-sync', business, at, names, action, fullName } as const;
}

export function preference(wantsMarketing: boolean, when: string = at) {
  return { kind: 'preference', business, at: when, names: [ana.bsuid], wantsMarketing } as const;
}
