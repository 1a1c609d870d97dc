import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Connection } from 'mongoose';

import { createLedgerParts, type LedgerParts } from '../../src/container/ledger.ts';
import { createErasers } from '../../src/container/erasers.ts';
import { createProtection } from '../../src/container/protection.ts';
import { createStores, type Stores } from '../../src/container/stores.ts';
import { type SendResult } from '../../src/conversation/sender.ts';
import { identitySetOf, type Subject } from '../../src/conversation/subjects.ts';
import { type OutboundMessage } from '../../src/domain/outbound.ts';
import { type Address, type Identifier, type IdentitySet } from '../../src/domain/subject.ts';
import { type Eraser } from '../../src/erasure/eraser.ts';
import { createLateReceipts } from '../../src/erasure/late-receipts.ts';
import { createRegister } from '../../src/erasure/register.ts';
import { createRemembrance } from '../../src/erasure/remembrance.ts';
import { createRequestRunner, type RequestRunner } from '../../src/erasure/request-runner.ts';
import { type RunnerParts } from '../../src/erasure/runner-parts.ts';
import { openKeyFile } from '../../src/keys/open-key-file.ts';
import { type ControllerNotice, type NoticeEvent } from '../../src/notifications/notice.ts';
import { createNotices } from '../../src/notifications/notices.ts';
import { createIssueReceipt } from '../../src/proof/issue-receipt.ts';
import { createReveals } from '../../src/notifications/reveals.ts';
import { createFarewells, type Farewells } from '../../src/requests/farewells.ts';
import { type RequestDesk } from '../../src/conversation/effect-desk.ts';
import { createRequestDesk } from '../../src/requests/request-desk.ts';
import { type RequestRecord } from '../../src/requests/request-record.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { ensureIndexes } from '../../src/stores/open-models.ts';
import { createLastHeard } from '../../src/stores/last-heard.ts';
import { createSubjectTraces } from '../../src/stores/subject-traces.ts';
import { type Facts, type Telemetry } from '../../src/telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../../src/tenants/tenant.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import { freshKeyFile } from '../support/key-file.ts';
import { tenantOf } from './tenant-and-names.ts';

export interface Sent {
  readonly to: Address;
  readonly message: OutboundMessage;
}

/** The whole engine on a real MongoDB. What goes out of the process (Graph, Redis) is recorded. */
export interface ErasureWorld {
  readonly connection: Connection;
  readonly stores: Stores;
  readonly erasers: readonly Eraser[];
  /** Ahead of the machine's clock, so that MongoDB drops nothing by itself. */
  readonly clock: { time: number; now(): number };
  readonly tenants: Map<string, Tenant>;
  readonly tenant: Tenant;
  readonly desk: RequestDesk;
  readonly farewells: Farewells;
  readonly parts: RunnerParts;
  readonly sent: Sent[];
  /** What the next sends answer; `accepted` when empty. */
  readonly answers: SendResult[];
  /** BSUIDs that Meta was asked to forget. */
  readonly forgotten: string[];
  readonly woken: string[];
  readonly said: { readonly name: string; readonly facts: Facts }[];
  readonly telemetry: Telemetry;
  readonly journalFile: string;
  /** The ledger as a process of its own sees it. */
  ledgerParts(): LedgerParts;
  runnerOf(rest?: Partial<RunnerParts>): RequestRunner;
  runnerWith(erasers: readonly Eraser[]): RequestRunner;
  person(tenant: Tenant, names: readonly Identifier[]): Promise<Subject>;
  identity(subject: Subject): IdentitySet;
  /** Opens a request of the person and types the right code. */
  verifiedRequest(tenant: Tenant, subject: Subject): Promise<string>;
  openRequest(tenant: Tenant, subject: Subject): Promise<string>;
  /** Runs, later and later, until nothing is due any more. */
  runUntilRest(runner: RequestRunner, requestId: string): Promise<RequestRecord>;
  request(requestId: string): Promise<RequestRecord>;
  /** What the business is to be told, opened. */
  notice(requestId: string, event: NoticeEvent): Promise<ControllerNotice | null>;
  collections(): Promise<readonly string[]>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function openErasureWorld(): Promise<ErasureWorld> {
  const database = await testDatabase();
  const connection = await connectMongo(database.databaseUri);
  const clock = { time: 0, now: () => clock.time };
  const tenants = new Map<string, Tenant>();
  const directory = { byId: (id: string) => Promise.resolve(tenants.get(id) ?? null) } as unknown as TenantDirectory;
  const real = createStores(connection, Buffer.alloc(32, 7), clock, freshKeyFile());
  const stores: Stores = { ...real, tenants: directory };
  await ensureIndexes(stores.models);
  await openKeyFile(stores.keyFile);

  const sent: Sent[] = [];
  const answers: SendResult[] = [];
  const forgotten: string[] = [];
  const woken: string[] = [];
  const said: { name: string; facts: Facts }[] = [];
  const telemetry: Telemetry = {
    event: (name, facts = {}) => said.push({ name, facts }),
    fault: (name, error, facts = {}) => {
      if (process.env['OUBLI_SHOW_FAULTS'] !== undefined) process.stderr.write(`${name} ${String(error)}\n`);
      said.push({ name, facts });
    },
  };
  const wake = {
    wake(kind: string, id: string) {
      woken.push(`${kind}:${id}`);
      return Promise.resolve();
    },
  };
  const sender: RunnerParts['sender'] = {
    send({ to, message }) {
      sent.push({ to, message });
      return Promise.resolve(answers.shift() ?? { name: 'accepted', messageId: 'wamid.of-a-test' });
    },
  };
  const publicBaseUrl = 'https://oubli.example.org';
  const reveals = createReveals({
    store: stores.reveals,
    publicBaseUrl,
    clock,
    telemetry,
  });
  const unsent = { digestMax: 1, send: () => Promise.reject(new Error('Nothing is delivered here.')) };
  const senders = { staff: unsent, email: unsent, webhook: unsent };
  const noticeParts = { store: stores.notices, tenants: directory, senders, reveals, wake, telemetry, clock };
  const notices = createNotices(noticeParts);
  const erasers = createErasers(stores, clock, null);
  const { requests: store, subjects, personKeys, blindIndex, lanes } = stores;
  const subjectTraces = createSubjectTraces({ model: stores.models.subject });
  const shared = { store, subjects, tenants: directory, wake, telemetry, clock };
  const folder = mkdtempSync(join(tmpdir(), 'oubli-journal-'));
  const journalFile = join(folder, 'erasures.journal');
  const ledgerParts = (): LedgerParts =>
    createLedgerParts(stores, { journal: { file: journalFile } }, { telemetry, clock });
  const { ledger } = ledgerParts();
  const issueReceipt = createIssueReceipt({ log: stores.auditLog, signingKeys: stores.signingKeys });
  const templateLanguage = (locale: string): string => locale;
  const protection = createProtection({ ...shared, stores, notices, sender, templateLanguage });
  const parts: RunnerParts = {
    ...shared,
    ...protection,
    ...{
      ...{ register: createRegister(erasers), subjectTraces, personKeys, blindIndex, ledger },
      ...{ lanes, notices, reveals, sender },
    },
    issueReceipt,
    receipts: stores.receipts,
    lateReceipts: createLateReceipts({
      ...{ ...shared, issueReceipt, receipts: stores.receipts, notices, reveals, iss: publicBaseUrl },
      register: createRegister(erasers),
    }),
    // These runs erase; nobody in them asks for a copy.
    lastHeard: createLastHeard({ model: stores.models.conversation }),
    answerAccess: () => Promise.reject(new Error('no copy is made here')),
    iss: publicBaseUrl,
    remembrance: createRemembrance(stores),
  };
  const desk = createRequestDesk({ ...shared, ...protection });
  const contactBook = {
    forget(order: { readonly bsuid: string }) {
      forgotten.push(order.bsuid);
      return Promise.resolve({ name: 'ok' } as const);
    },
  };
  const farewells = createFarewells({
    ...shared,
    ...protection,
    templateLanguage,
    store: stores.farewells,
    personKeys,
    sender,
    contactBook,
    publicBaseUrl,
  });

  const world: ErasureWorld = {
    connection,
    stores,
    erasers,
    clock,
    tenants,
    get tenant() {
      const tenant = tenants.get('tenant-first');
      if (tenant === undefined) throw new Error('The world is closed.');
      return tenant;
    },
    desk,
    farewells,
    parts,
    sent,
    answers,
    forgotten,
    woken,
    said,
    telemetry,
    journalFile,
    ledgerParts,
    runnerOf: (rest = {}) => createRequestRunner({ ...parts, ...rest }),
    runnerWith: (others) => createRequestRunner({ ...parts, register: createRegister(others) }),
    person: (tenant, names) => subjects.ensure(tenant, names),
    identity: identitySetOf,
    async openRequest(tenant, subject) {
      const order = {
        tenant,
        subject,
        phoneNumberId: '222000222000222',
        matter: { right: 'erasure', part: null },
        locale: 'en',
      } as const;
      const opened = await desk.open(order);
      if (opened.name !== 'open') throw new Error('another request is in the way');
      return opened.requestId;
    },
    async verifiedRequest(tenant, subject) {
      const requestId = await world.openRequest(tenant, subject);
      await desk.codeSent(requestId, 'chat');
      await desk.verified(requestId);
      return requestId;
    },
    async runUntilRest(runner, requestId) {
      for (let turn = 0; turn < 30; turn += 1) {
        await runner.run(requestId);
        const { dueAt } = await world.request(requestId);
        if (dueAt === null) break;
        clock.time = Math.max(clock.time, dueAt);
      }
      return world.request(requestId);
    },
    async request(requestId) {
      const found = await store.byId(requestId);
      if (found === null) throw new Error('There is no such request.');
      return found;
    },
    async notice(requestId, event) {
      const claimed = await stores.notices.claim(`${requestId}.${event}.webhook`, clock.now(), 1);
      return claimed === null ? null : stores.notices.open(claimed);
    },
    async collections() {
      return (await connection.listCollections()).map((one) => one.name).sort();
    },
    async empty() {
      await emptyDatabase(connection.db);
      rmSync(journalFile, { force: true });
      sent.length = answers.length = forgotten.length = woken.length = said.length = 0;
      tenants.clear();
      tenants.set('tenant-first', tenantOf('tenant-first'));
      clock.time = Date.now() + 86_400_000;
    },
    async close() {
      await connection.close();
      await database.giveBack();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await world.empty();
  return world;
}
