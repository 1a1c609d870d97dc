import { createHmac } from 'node:crypto';

import express, { type Express, type Router } from 'express';
import { type Connection, type Model } from 'mongoose';
import request from 'supertest';

import { type ArrivalRow, defineArrival } from '../../models/arrival.ts';
import { defineDayKey } from '../../models/day-key.ts';
import { defineInboxEvent, type InboxEventRow } from '../../models/inbox-event.ts';
import { type InboundEvent } from '../../src/domain/inbound.ts';
import { type Clock } from '../../src/domain/instant.ts';
import { createBlindIndex } from '../../src/keys/blind-index.ts';
import { createDayKeys } from '../../src/keys/day-keys.ts';
import { createKeyring } from '../../src/keys/keyring.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { createDayKeyStore } from '../../src/stores/day-keys.ts';
import { createInboxStore, type InboxStore } from '../../src/stores/inbox.ts';
import { type Facts } from '../../src/telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../../src/tenants/tenant.ts';
import { createRecentItems } from '../../webhooks/recent-items.ts';
import { createWebhookRouter, type WebhookRouterParts } from '../../webhooks/router.ts';
import { testDatabase } from '../support/database.ts';
import { freshEpochs } from '../support/key-file.ts';
import { takeAllIn } from '../support/take-in.ts';

export const operatorSecrets = ['operator-app-secret-new', 'operator-app-secret-old'];
export const ownSecret = 'app-secret-of-the-second-tenant';
export const verifyToken = 'a-verify-token-for-tests';
export const now = Date.parse('2026-11-24T12:00:00.000Z');

/** Uses the operator's app; its ids are those of the fixtures' first tenant. */
export const first = tenantOf('tenant-first', '111000111000111', '5000000000000401', ['222000222000222'], []);
/** Has a Meta app of its own. */
export const second = tenantOf(
  'tenant-second',
  '333000333000333',
  '5000000000000999',
  ['444000444000444'],
  [ownSecret],
);

/** Of the same company as the second: another WABA, the same Meta app. */
export const third = tenantOf(
  'tenant-third',
  '555000555000555',
  '5000000000000999',
  ['666000666000666'],
  ['a-secret-after-a-rotation', ownSecret],
);
/** Has another app of its own. */
export const fourth = tenantOf(
  'tenant-fourth',
  '777000777000777',
  '5000000000000888',
  ['888000888000888'],
  ['app-secret-of-the-fourth-tenant'],
);

function tenantOf(
  tenantId: string,
  wabaId: string,
  portfolioId: string,
  phoneNumberIds: readonly string[],
  appSecrets: readonly string[],
): Tenant {
  const phoneNumbers = phoneNumberIds.map((phoneNumberId) => ({ phoneNumberId, displayPhoneNumber: '15550001111' }));
  const only = { tenantId, wabaId, portfolioId, phoneNumbers, appSecrets, name: 'Made-Up Plants', mode: 'owner' };
  // The door reads ids and secrets; the rest of a tenant is of no use to it.
  return only as unknown as Tenant;
}

function directoryOf(tenants: readonly Tenant[]): TenantDirectory {
  const find = (test: (tenant: Tenant) => boolean): Promise<Tenant | null> =>
    Promise.resolve(tenants.find(test) ?? null);
  return {
    byId: (tenantId) => find((one) => one.tenantId === tenantId),
    byNumber: (wabaId, phoneNumberId) =>
      find((one) => one.wabaId === wabaId && one.phoneNumbers.some((number) => number.phoneNumberId === phoneNumberId)),
    byWaba: (wabaId) => find((one) => one.wabaId === wabaId),
    byApiKeyHash: () => Promise.resolve(null),
    all: () => Promise.resolve(tenants),
  };
}

export interface Door {
  readonly app: Express;
  /** What the router was made of. */
  readonly parts: WebhookRouterParts;
  readonly connection: Connection;
  readonly model: Model<InboxEventRow>;
  readonly arrivals: Model<ArrivalRow>;
  readonly inbox: InboxStore;
  /** What telemetry was told, the errors' messages excluded as in production. */
  readonly said: { readonly name: string; readonly facts: Facts }[];
  readonly woken: string[];
  post(body: unknown, options?: PostOptions): request.Test;
  /** Puts what was stored in its lanes, as a worker does; says which have something new. */
  takeIn(): Promise<readonly string[]>;
  /** Everything that was stored, in its lane. */
  rows(): Promise<InboxEventRow[]>;
  events(tenantId?: string): Promise<InboundEvent[]>;
  /** Nothing is stored, said or remembered any more, as in a new process on a new database. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

export interface PostOptions {
  readonly secret?: string;
  readonly path?: string;
  readonly signature?: string | null;
}

/** The real door on a real MongoDB, in a database of its own. */
export async function openDoor(
  options: {
    readonly uri?: string;
    readonly waitMs?: number;
    readonly clock?: Clock;
    readonly isWakeBroken?: boolean;
  } = {},
): Promise<Door> {
  const database = await testDatabase();
  const url = new URL(options.uri ?? database.mongodbUri);
  url.pathname = `/${database.databaseName}`;
  const connection = await connectMongo(url.href, options.waitMs === undefined ? {} : { waitMs: options.waitMs });
  const model = defineInboxEvent(connection);
  const arrivals = defineArrival(connection);
  const clock = options.clock ?? { now: () => now };
  const keyring = createKeyring(Buffer.alloc(32, 7));
  const epochs = await freshEpochs(keyring);
  const dayKeys = createDayKeys({ store: createDayKeyStore({ model: defineDayKey(connection) }), epochs, clock });
  const inbox = createInboxStore({ model, arrivals, dayKeys });
  await model.createIndexes();
  const said: { name: string; facts: Facts }[] = [];
  const woken: string[] = [];
  const app = express();
  const parts: { -readonly [Part in keyof WebhookRouterParts]: WebhookRouterParts[Part] } = {
    operatorSecrets,
    verifyToken,
    tenants: directoryOf([first, second, third, fourth]),
    inbox,
    recentItems: createRecentItems(),
    dayKeys,
    blindIndex: createBlindIndex(keyring),
    telemetry: {
      event: (name, facts = {}) => said.push({ name, facts }),
      fault: (name, _error, facts = {}) => said.push({ name, facts }),
    },
    wake: {
      wake(kind, id) {
        woken.push(`${kind} ${id}`);
        return options.isWakeBroken === true ? Promise.reject(new Error('Redis is away.')) : Promise.resolve();
      },
    },
    clock,
  };
  let router: Router = createWebhookRouter(parts);
  app.use('/webhooks/whatsapp', (...passed) => router(...passed));
  const takeIn = () => takeAllIn(inbox);
  return {
    app,
    parts,
    connection,
    model,
    arrivals,
    inbox,
    said,
    woken,
    post: (body, postOptions) => postTo(app, body, postOptions),
    takeIn,
    async rows() {
      await takeIn();
      return model.find().sort({ at: 1, _id: 1 }).lean<InboxEventRow[]>();
    },
    async events(tenantId = first.tenantId) {
      await takeIn();
      const rows = await model.collection
        .find({ tenantId }, { promoteBuffers: true })
        .sort({ at: 1, _id: 1 })
        .toArray();
      const opened = await Promise.all(rows.map((row) => inbox.open(row as unknown as InboxEventRow)));
      return opened.filter((event) => event !== null);
    },
    async empty() {
      await Promise.all([model.deleteMany({}), arrivals.deleteMany({})]);
      said.length = woken.length = 0;
      parts.recentItems = createRecentItems();
      router = createWebhookRouter(parts);
    },
    async close() {
      await connection.close();
      await database.giveBack();
    },
  };
}

export function sign(body: Buffer | string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function postTo(app: Express, body: unknown, options: PostOptions = {}): request.Test {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const signature =
    options.signature === undefined ? sign(bytes, options.secret ?? operatorSecrets[0] ?? '') : options.signature;
  const test = request(app)
    .post(options.path ?? '/webhooks/whatsapp')
    .set('Content-Type', 'application/json');
  if (signature !== null) test.set('X-Hub-Signature-256', signature);
  return test.serialize((sent: unknown) => sent as string).send(bytes as never);
}

/** What the door says it made of a webhook. */
export function outcomeOf(answer: request.Response): unknown {
  return (answer.headers as Raw)['oubli-outcome'];
}

export type Raw = Record<string, unknown>;

/** A webhook of one change, for the first tenant unless told otherwise. */
export function webhook(
  value: Raw,
  options: { tenant?: Tenant; field?: string; phoneNumberId?: string; wabaId?: string } = {},
): Raw {
  const { tenant = first } = options;
  const phone_number_id = options.phoneNumberId ?? tenant.phoneNumbers[0]?.phoneNumberId;
  const metadata = { display_phone_number: '15550001111', phone_number_id };
  const change = { field: options.field ?? 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } };
  return { object: 'whatsapp_business_account', entry: [{ id: options.wabaId ?? tenant.wabaId, changes: [change] }] };
}

export const ana = {
  phone: '16505550100',
  bsuid: 'US.1000000000000000001',
  name: 'Ana Fictive',
  text: 'DELETE my roses please',
};

/** A text of Ana's. */
export function text(id: string, rest: Raw = {}): Raw {
  const from = { from: ana.phone, from_user_id: ana.bsuid };
  return { ...from, id, timestamp: '1790000000', type: 'text', text: { body: ana.text }, ...rest };
}

export const anaCard: Raw = { profile: { name: ana.name }, wa_id: ana.phone, user_id: ana.bsuid };
