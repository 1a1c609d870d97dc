import { type Connection, type Model } from 'mongoose';

import { defineDayKey } from '../../models/day-key.ts';
import { defineNotice, type NoticeRow } from '../../models/notice.ts';
import { defineReveal, type RevealRow } from '../../models/reveal.ts';
import { type Sender } from '../../src/conversation/sender.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { createDayKeys } from '../../src/keys/day-keys.ts';
import { createKeyring } from '../../src/keys/keyring.ts';
import { createEmailChannel } from '../../src/notifications/channels/email.ts';
import { createStaffPhoneChannel } from '../../src/notifications/channels/staff-phone.ts';
import { createWebhookChannel } from '../../src/notifications/channels/webhook.ts';
import { createMailer, type Mailer } from '../../src/notifications/mailer.ts';
import { type NoticeStore } from '../../src/notifications/notice-store.ts';
import { type ControllerNotice } from '../../src/notifications/notice.ts';
import { createNotices, type Notices, type VerifiedOrder } from '../../src/notifications/notices.ts';
import { createReveals, type Reveals } from '../../src/notifications/reveals.ts';
import { createWebhookPost } from '../../src/notifications/webhook-post.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { createDayKeyStore } from '../../src/stores/day-keys.ts';
import { createNoticeStore } from '../../src/stores/notices.ts';
import { createRevealStore } from '../../src/stores/reveals.ts';
import { type Facts, type Telemetry } from '../../src/telemetry/telemetry.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { testDatabase } from '../support/database.ts';
import { freshEpochs } from '../support/key-file.ts';
import { startSmtpServer, type TestSmtpServer } from '../support/smtp-server.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

export const ana = {
  phone: '16505550100',
  bsuid: 'US.1000000000000000001',
  username: 'ana.fictive',
  name: 'Ana Fictive',
};
/** A wamid holds the number in base64. */
export const anaWamid = `wamid.${Buffer.from(`\u001a\u000b${ana.phone}\u0015`).toString('base64')}`;
/** Nothing of this may reach the business in a notice. */
export const anaNames: readonly string[] = [ana.phone, ana.bsuid, ana.username, ana.name];
export const anaIdentifiers: readonly Identifier[] = [
  { kind: 'phone', value: ana.phone },
  { kind: 'bsuid', value: ana.bsuid },
  { kind: 'username', value: ana.username },
];
export const anaPerson: VerifiedOrder['person'] = {
  subjectId: 'subject-1',
  hashes: ['1.hash-of-phone', '1.hash-of-bsuid'],
  identifiers: anaIdentifiers,
};

export const secrets = {
  new: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
  old: `whsec_${Buffer.alloc(32, 2).toString('base64')}`,
};
const subjectRefKey = Buffer.alloc(32, 9).toString('base64url');
export const publicBaseUrl = 'https://oubli.example.org';

export interface NoticeWorld {
  readonly clock: { time: number; now(): number };
  readonly connection: Connection;
  readonly models: { readonly notices: Model<NoticeRow>; readonly reveals: Model<RevealRow> };
  readonly store: NoticeStore;
  readonly reveals: Reveals;
  readonly mailer: Mailer;
  readonly notices: Notices;
  readonly smtp: TestSmtpServer;
  readonly receiver: WebhookReceiver;
  readonly said: { readonly name: string; readonly facts: Facts }[];
  readonly telemetry: Telemetry;
  /** Ids that somebody was told to look at. */
  readonly woken: string[];
  /** The tenant of this world: change it as a business would. */
  tenant: Tenant;
  /** The same desk with another store, such as one that dies in the middle. */
  noticesOn(store: NoticeStore): Notices;
  /** Delivers whatever is due now, as the sweep does, until nothing is. */
  deliverDue(): Promise<readonly string[]>;
  /** Every byte of every row. */
  rawBytes(): Promise<Buffer>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** The real desk on a real MongoDB, a real mail server and a receiver of webhooks. The clock starts at the machine's time. */
export async function openNoticeWorld(options: { readonly sender?: Sender } = {}): Promise<NoticeWorld> {
  const database = await testDatabase();
  const connection = await connectMongo(database.databaseUri);
  const models = { notices: defineNotice(connection), reveals: defineReveal(connection) };
  await Promise.all([models.notices.createIndexes(), models.reveals.createIndexes()]);
  const clock = { time: Date.now(), now: () => clock.time };
  const [smtp, receiver] = await Promise.all([startSmtpServer(), startWebhookReceiver()]);
  const said: { name: string; facts: Facts }[] = [];
  const telemetry: Telemetry = {
    event: (name, facts = {}) => void said.push({ name, facts }),
    fault: (name, _error, facts = {}) => void said.push({ name, facts }),
  };
  const woken: string[] = [];
  const keyring = createKeyring(Buffer.alloc(32, 7));
  const dayKeyStore = createDayKeyStore({ model: defineDayKey(connection) });
  const dayKeys = createDayKeys({ store: dayKeyStore, epochs: await freshEpochs(keyring), clock });
  const store = createNoticeStore({ model: models.notices, keyring, dayKeys });
  const revealStore = createRevealStore({ model: models.reveals });
  const reveals = createReveals({ store: revealStore, publicBaseUrl, clock, telemetry });
  const mailer = createMailer({ smtpUrl: smtp.url, from: 'Oubli <privacy@oubli.example.org>' });
  const sender = options.sender ?? { send: () => Promise.reject(new Error('This world has no WhatsApp.')) };
  const senders = {
    staff: createStaffPhoneChannel({ sender, telemetry, templateLanguage: (locale) => locale }),
    email: createEmailChannel({ mailer }),
    webhook: createWebhookChannel({ post: createWebhookPost({ allowPrivateHosts: true, timeoutMs: 3_000 }), clock }),
  };
  const noticesOn = (on: NoticeStore): Notices =>
    createNotices({
      ...{ store: on, reveals, senders, telemetry, clock },
      tenants: { byId: (tenantId) => Promise.resolve(tenantId === world.tenant.tenantId ? world.tenant : null) },
      wake: { wake: (_kind, id) => Promise.resolve(void woken.push(id)) },
    });
  const world: NoticeWorld = {
    ...{ clock, connection, models, store, reveals, mailer, smtp, receiver, said, telemetry, woken, noticesOn },
    notices: noticesOn(store),
    tenant: tenantWith(receiver, {}),
    async deliverDue() {
      const outcomes: string[] = [];
      for (;;) {
        const ids = await world.notices.due(clock.time, 100);
        if (ids.length === 0) return outcomes;
        for (const id of ids) outcomes.push(await world.notices.deliver(id));
      }
    },
    async rawBytes() {
      const rows = [models.notices.collection, models.reveals.collection].map((collection) =>
        collection.find({}, { raw: true }).toArray(),
      );
      return Buffer.concat((await Promise.all(rows)).flat() as unknown as Buffer[]);
    },
    async empty() {
      await Promise.all([models.notices.collection.deleteMany({}), models.reveals.collection.deleteMany({})]);
      smtp.reset();
      receiver.reset();
      for (const list of [said, woken]) list.length = 0;
      clock.time = Date.now();
      world.tenant = tenantWith(receiver, {});
    },
    async close() {
      mailer.close();
      await Promise.all([smtp.close(), receiver.close()]);
      await connection.close();
      await database.giveBack();
    },
  };
  return world;
}

/** A business with e-mail and webhook; other channels or settings by hand. */
export function tenantWith(receiver: Pick<WebhookReceiver, 'url'>, replaced: Partial<Tenant>): Tenant {
  return {
    tenantId: 'tenant-plants',
    portfolioId: '5000000000000401',
    name: 'Made-Up Plants',
    mode: 'owner',
    wabaId: '111000111000111',
    phoneNumbers: [{ phoneNumberId: '222000222000222', displayPhoneNumber: '15550001111' }],
    accessToken: 'EAAG-token-of-the-plants',
    appSecrets: [],
    locales: ['en', 'fr', 'ar', 'es', 'pt'],
    defaultLocale: 'en',
    codeChannels: { email: true, chat: true },
    channels: { email: { address: 'privacy@plants.example.org' }, webhook: { url: receiver.url } },
    webhookSecrets: [secrets.new],
    instruction: { version: '1', objectionHours: 0, kept: [], hash: 'hash' },
    content: null,
    privacyContact: null,
    code: { digits: 6, lifeMinutes: 10 },
    templates: {},
    risk: { raisedDelayHours: 24, highDelayHours: 168 },
    budget: { paidSendsPerDay: 1_000 },
    breaker: { perHourAtLeast: 20 },
    subjectRefKey,
    ...replaced,
  };
}

export const reference = 'ER-0000-1111-2222';

/** What the request desk says once the right code was typed. */
export function verifiedOrder(world: Pick<NoticeWorld, 'clock'>, requestId = 'request-1'): VerifiedOrder {
  const at = (afterMs: number): string => new Date(world.clock.time + afterMs).toISOString();
  return {
    requestId,
    reference,
    right: 'erasure',
    confirmedBy: 'code',
    verifiedAt: at(0),
    startsAt: at(3_600_000),
    dueAt: at(30 * 86_400_000),
    person: anaPerson,
  };
}

/** The last thing the business hears of a request. */
export const erasedNotice: ControllerNotice = {
  event: 'dsr.erased',
  requestId: 'request-1',
  reference,
  right: 'erasure',
  verifiedAt: '2026-11-24T12:00:00.000Z',
  erasedAt: '2026-11-24T12:00:02.000Z',
  subjectRef: [{ kind: 'phone', hash: 'h'.repeat(43) }],
  stores: [
    {
      store: 'messages',
      matched: 12,
      deleted: 10,
      retained: 2,
      kept: { ground: 'legal_duty', until: '2030-12-31T00:00:00.000Z' },
      residual: 0,
    },
    { store: 'contacts', matched: 1, deleted: 1, retained: 0, kept: null, residual: 0 },
  ],
  heldUntil: [{ what: 'reveal_link', until: '2026-11-27T12:00:00.000Z' }],
  receipt: { jws: 'e30.e30.c2ln', url: `https://oubli.example.org/r/${reference}` },
};
