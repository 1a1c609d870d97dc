import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { readConfig } from '../../src/config/config.ts';
import { buildContainer } from '../../src/container.ts';
import { work } from '../../src/processes/work.ts';
import { createTelemetry } from '../../src/telemetry/create-telemetry.ts';
import { type AddedTenant } from '../../src/tenants/add-tenant.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { businessIds, otherIds, tenantFileFor } from '../support/product/business.ts';
import { askForCode, deleteEverything, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { addBusiness, type Product, serversOf, startProduct } from '../support/product/product.ts';
import { rowsThat, untilHandled } from '../support/product/rows.ts';
import { programFile } from '../support/programs.ts';
import { until } from '../support/until.ts';
import { type CliRun, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'oubli-closing-'));

let databases: readonly TestDatabase[];
let product: Product;
let other: AddedTenant;
/** Erased here already; a friend of the house; and one who waits for their code. */
let ana: Person;
let bilal: Person;
let chen: Person;
let reference: string;
const printed: string[] = [];

beforeAll(async () => {
  databases = await Promise.all([testDatabase(), testDatabase()]);
  const [database] = databases as readonly [TestDatabase, TestDatabase];
  product = await startProduct(serversOf(database), { environment: { BACKUP_FOLDER: folder } });
  const { graph, container, appSecret } = product;
  const { token, wabaId, portfolioId, phoneNumberId, displayPhoneNumber } = otherIds;
  graph.addNumber({ ...otherIds, appSecret });
  const phoneNumbers = [{ phoneNumberId, displayPhoneNumber }];
  const channels = { email: { address: 'privacy@made-up-teas.example' } };
  const ways = { codeChannels: { chat: true }, channels };
  const rest = { name: 'Made-Up Teas', wabaId, portfolioId, accessToken: token, phoneNumbers, ...ways };
  other = await addBusiness(container, tenantFileFor({ rest }));
  addStaff(graph);
  [ana, bilal, chen] = [21, 22, 23].map((index) => addSomebody(graph, index)) as [Person, Person, Person];
  await bilal.writes('Hello');
  await bilal.nextMessage();
  await bilal.writes('Hello', { to: otherIds.phoneNumberId });
  await bilal.nextMessage();
  await ana.writes('Hello');
  await ana.nextMessage();
  reference = referenceIn(await deleteEverything(ana));
  await askForCode(chen);
  await graph.settled();
  await untilHandled(container);
  // What a worker still has to do for them would be taken for something that a look changed.
  const { farewell, request } = container.stores.models;
  await until(async () => (await farewell.countDocuments({})) === 0);
  await until(async () => (await request.countDocuments({ 'auditDue.0': { $exists: true } })) === 0);
  expect(await runCli(['backup', 'create'], product.environment)).toMatchObject({ code: 0, err: '' });
}, 90_000);
afterAll(async () => {
  await product.close();
  await Promise.all(databases.map((one) => one.giveBack()));
  rmSync(folder, { recursive: true, force: true });
});

async function oubli(args: readonly string[], input = ''): Promise<CliRun> {
  const run = await runCli(['tenant', 'close', ...args], product.environment, input);
  printed.push(run.out, run.err);
  return run;
}

const bytesOf = async (tenantId: string): Promise<unknown> =>
  Object.fromEntries(await rowsThat(product.container.connection, { tenantId }));
const closingOf = () => product.container.stores.tenantClosings.find(product.business.tenantId);
const callWith = (key: string): Promise<Response> =>
  fetch(`${product.url}/v1/requests`, { headers: { Authorization: `Bearer ${key}` } });

describe('tenant close', () => {
  test('without options shows what would go and what stays, and changes nothing', async () => {
    const { tenantId } = product.business;
    const before = await bytesOf(tenantId);
    const looked = await oubli([tenantId]);
    expect(looked).toMatchObject({ code: 0, err: '' });
    expect(looked.out).toMatch(/^contacts +2$/m);
    expect(looked.out).toMatch(/^tenants +1$/m);
    expect(looked.out).toMatch(/^receipts +1 +signed counts/m);
    expect(looked.out).toMatch(/requests that have not ended +1/);
    expect(looked.out).toContain(`npm run oubli -- tenant close ${tenantId} --erase-everything`);
    expect(await bytesOf(tenantId)).toEqual(before);
    expect(await closingOf()).toBeNull();
  });

  test('does nothing while people wait, under another name, or for nobody', async () => {
    const { tenantId } = product.business;
    const waiting = await oubli([tenantId, '--erase-everything'], 'Made-Up Plants\n');
    expect(waiting.code).toBe(1);
    expect(waiting.err).toContain('People still wait');
    const misnamed = await oubli([tenantId, '--erase-everything', '--despite-open-requests'], 'Made-Up Teas\n');
    expect(misnamed.code).toBe(1);
    expect(misnamed.err).toContain('That is not its name');
    expect((await oubli(['nobody'])).err).toContain('There is no tenant with this id');
    expect(await closingOf()).toBeNull();
    expect((await callWith(product.business.apiKey)).status).toBe(200);
  });

  test('killed in the middle is brought to its end by a worker, and nobody is served meanwhile', async () => {
    const { container, business, graph } = product;
    const { tenantId } = business;
    const before = await bytesOf(other.tenantId);
    const options = ['tenant', 'close', tenantId, '--erase-everything', '--despite-open-requests'];
    const child = spawn(process.execPath, [programFile('cli'), ...options], {
      env: { PATH: process.env['PATH'] ?? '', ...product.environment },
    });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.stdin.end('Made-Up Plants\n');
    const { contact } = container.stores.models;
    await until(async () => (await contact.countDocuments({ tenantId })) === 0);
    child.kill('SIGKILL');
    await ended;
    expect(await closingOf()).toMatchObject({ closedAt: null });

    // Within the seconds for which a process remembers a tenant, the key is refused and the door takes nothing.
    await until(async () => (await callWith(business.apiKey)).status === 401);
    const { wabaId, phoneNumberId } = businessIds;
    await until(async () => (await container.stores.tenants.byNumber(wabaId, phoneNumberId)) === null);
    const { inboxEvent } = container.stores.models;
    const taken = await inboxEvent.countDocuments({});
    const sent = graph.calls.length;
    const lines = product.log.length;
    expect(await bilal.writes('Are you there?', { to: phoneNumberId })).toBe(200);
    await until(() => product.log.slice(lines).some((line) => line.includes('"outcome":"ignored"')));
    expect(await inboxEvent.countDocuments({})).toBeLessThanOrEqual(taken);

    await until(async () => typeof (await closingOf())?.closedAt === 'number', 60_000);
    expect(await container.stores.tenantRows.going(tenantId)).toEqual({});
    expect(graph.calls.slice(sent).filter(({ path }) => path.includes(businessIds.phoneNumberId))).toEqual([]);
    expect(await bytesOf(other.tenantId)).toEqual(before);
  }, 120_000);

  test('run again says what was erased, that nothing is left, and the line to keep', async () => {
    const { tenantId } = product.business;
    const again = await oubli([tenantId]);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toMatch(/^contacts +2$/m);
    const closing = await closingOf();
    expect(again.out).toMatch(
      new RegExp(
        `^tenant ${tenantId} closed at [0-9TZ:.-]+, [0-9]+ documents erased, audit log entry ${closing?.closingId}$`,
        'm',
      ),
    );
    const verified = await runCli(['audit', 'verify'], product.environment);
    expect(verified).toMatchObject({ code: 0, err: '' });
  });

  test('is done again on a backup from before: the drill says so, and on one that is restored nobody is served first', async () => {
    const { tenantId } = product.business;
    const drill = await runCli(['restore', 'drill'], product.environment);
    expect(drill).toMatchObject({ code: 0, err: '' });
    expect(drill.out).toMatch(new RegExp(`^${tenantId} +contacts +2$`, 'm'));
    expect(drill.out).toContain('nothing of them is left');

    const [, empty] = databases as readonly [TestDatabase, TestDatabase];
    const environment = { ...product.environment, MONGODB_URI: serversOf(empty).mongodbUri };
    const [, backupId = ''] = /^(\S+) +[0-9-]+T/m.exec((await runCli(['backup', 'list'], environment)).out) ?? [];
    expect(await runCli(['backup', 'restore', backupId], environment)).toMatchObject({ code: 0, err: '' });
    // Nor is it closed by hand there: nobody knows yet what else is to be erased again.
    const early = await runCli(['tenant', 'close', tenantId], environment);
    expect(early.err).toContain('This database was restored');
    const telemetry = createTelemetry({ level: 'silent' });
    const restored = await buildContainer(readConfig(environment), { telemetry });
    const { tenantRows, tenantStore } = restored.stores;
    expect(await tenantRows.going(tenantId)).toMatchObject({ contacts: 2, tenants: 1 });
    await restored.gate.start();
    expect(restored.gate.isOpen()).toBe(false);
    await until(() => restored.gate.isOpen());
    expect(await tenantRows.going(tenantId)).toEqual({});
    expect((await tenantStore.all()).map((one) => one.tenantId)).toEqual([other.tenantId]);
    await restored.close();
  }, 60_000);

  test('leaves receipts that answer, and can be checked', async () => {
    const page = await fetch(`${product.url}/r/${reference}`);
    expect(page.status).toBe(200);
    const [receipt] = await product.container.stores.receipts.byReference(reference);
    expect(receipt?.kind).toBe('live');
    const keys = await fetch(`${product.url}/.well-known/jwks.json`);
    expect(keys.status).toBe(200);
  });

  test('leaves another business at work, and the same account to a new one', async () => {
    await bilal.writes('Hello again', { to: otherIds.phoneNumberId });
    await bilal.nextMessage();
    const { container, webhook } = product;
    const again = await addBusiness(container, tenantFileFor({ webhookUrl: webhook.url }));
    expect(again.tenantId).not.toBe(product.business.tenantId);
    await until(async () => (await container.stores.tenants.byId(again.tenantId)) !== null);
    // As the door remembers for a second that nobody had the number.
    await until(
      async () => (await container.stores.tenants.byNumber(businessIds.wabaId, businessIds.phoneNumberId)) !== null,
    );
    await bilal.writes('Hello, is somebody new here?', { to: businessIds.phoneNumberId });
    await bilal.nextMessage();
    expect(await container.stores.tenantRows.going(product.business.tenantId)).toEqual({});
  });

  test('has what is still written of it taken by the next worker that starts', async () => {
    const { container, business } = product;
    const { tenantId } = business;
    await container.stores.models.message.collection.insertOne({ tenantId });
    const worker = work(container);
    await until(async () => Object.keys(await container.stores.tenantRows.going(tenantId)).length === 0);
    await worker.close();
  });

  test('says nobody’s name, number or words', () => {
    const all = printed.join('\n');
    expect(all.length).toBeGreaterThan(1_000);
    for (const { phone, bsuid, name } of [ana, bilal, chen]) {
      for (const secret of [phone ?? '', bsuid, name]) expect(all).not.toContain(secret);
    }
    expect(all).not.toContain(businessIds.token);
    expect(all).not.toContain(product.business.apiKey);
  });
});
