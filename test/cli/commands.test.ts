import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { runDoctor } from '../../src/cli/doctor.ts';
import { openWard } from '../../src/cli/open-ward.ts';
import { runPersonDeepScan } from '../../src/cli/person-deep-scan.ts';
import { runPersonScan } from '../../src/cli/person-scan.ts';
import { runRequestCancel } from '../../src/cli/request-cancel.ts';
import { runRequestList } from '../../src/cli/request-list.ts';
import { runRequestRetry } from '../../src/cli/request-retry.ts';
import { runRequestShow } from '../../src/cli/request-show.ts';
import { runSuppressionLift } from '../../src/cli/suppression-lift.ts';
import { runTenantList } from '../../src/cli/tenant-list.ts';
import { runTenantShow } from '../../src/cli/tenant-show.ts';
import { readConfig } from '../../src/config/config.ts';
import { errorCode } from '../../src/domain/errors.ts';
import { ensureIndexes } from '../../src/stores/open-models.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { businessIds, otherIds, tenantFileFor } from '../support/product/business.ts';
import { askForCode } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { until } from '../support/until.ts';
import { keptOutput, runCli } from './run-cli.ts';
import { rememberedOf } from '../support/remembered.ts';

/** The second of the people kept for fiction. */
const phone = '16505550102';

let database: TestDatabase;
let product: Product;
beforeAll(async () => {
  database = await testDatabase({ isNew: true });
  product = await startProduct(serversOf(database));
  addStaff(product.graph);
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', errorCode);

/** What the operator sees of Meta and the stores, as `doctor` does. */
async function doctor(): Promise<{ readonly isGood: boolean; readonly text: string }> {
  const { output, text } = keptOutput();
  const isGood = await runDoctor(output, {
    envFaults: [],
    serverFaults: () => Promise.resolve([]),
    open: () => openWard(readConfig(product.environment)),
  });
  return { isGood, text: text() };
}

describe('oubli as a process', () => {
  test('adds a tenant from its file, and shows its keys', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'oubli tenant ')), 'tenant.json');
    const { wabaId, portfolioId, token, phoneNumberId, displayPhoneNumber } = otherIds;
    const phoneNumbers = [{ phoneNumberId, displayPhoneNumber }];
    const ways = { codeChannels: { chat: true }, channels: { email: { address: 'privacy@made-up-teas.example' } } };
    const rest = { name: 'Made-Up Teas', wabaId, portfolioId, accessToken: token, phoneNumbers, ...ways };
    writeFileSync(path, JSON.stringify(tenantFileFor({ rest })));
    product.graph.addNumber({ ...otherIds, appSecret: product.appSecret });
    const added = await runCli(['tenant', 'add', '--file', path], product.environment);
    expect(added).toMatchObject({ code: 0, err: '' });
    const tenantId = /Tenant id +([0-9a-f-]{36})/.exec(added.out)?.[1] ?? '';
    const apiKey = /API key +(oubli_[A-Za-z0-9_-]{43})/.exec(added.out)?.[1] ?? '';
    const { blindIndex, tenantStore } = product.container.stores;
    expect(await tenantStore.find({ apiKeyHash: blindIndex.apiKey(apiKey) })).toMatchObject({ tenantId });
  });

  test('refuses a tenant whose staff it could never tell, in plain words and with exit code 1', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'oubli tenant ')), 'tenant.json');
    writeFileSync(
      path,
      JSON.stringify(tenantFileFor({ rest: { channels: { staffPhone: { phone: '15550001999' } } } })),
    );
    const refused = await runCli(['tenant', 'add', '--file', path], product.environment);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/channels.staffPhone.template: is missing.*Name one, or add email or webhook/);
  });

  test('counts what is held of a person who is named on standard input, and repeats no name', async () => {
    const ana = addSomebody(product.graph, 2);
    await ana.writes('Hello');
    await ana.waitFor(() => true, 20_000);
    const { tenantId } = product.business;
    const run = await runCli(['person', 'scan', '--tenant', tenantId], product.environment, '+1 (650) 555-0102\n');
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatch(/contacts +1 +goes/);
    expect(run.out).not.toMatch(/555.?0102/);
  });

  test('refuses bad input with a sentence, exit code 1 and no stack, and repeats no number', async () => {
    const refused = [
      [['tenant', 'befriend'], /unknown command/],
      [['person', 'scan', '--tenant', 'x', phone], /too many arguments/],
      [['replay', '/nowhere'], /Set META_APP_SECRET/],
    ] as const;
    const runs = await Promise.all(refused.map(async ([args, sentence]) => ({ sentence, run: await runCli(args) })));
    for (const { sentence, run } of runs) {
      expect(run).toMatchObject({ code: 1, out: '' });
      expect(run.err).toMatch(sentence);
      expect(run.err).not.toMatch(/^\s+at /m);
      expect(run.err).not.toContain(phone);
    }
  });

  test('a doctor without configuration names all that is missing and ends with 1', async () => {
    const { code, out } = await runCli(['doctor']);
    expect(code).toBe(1);
    expect(out).toContain('FAIL  MASTER_KEY');
    expect(out).toContain('Not looked at: REDIS_URL is missing or wrong.');
  });
});

describe('doctor', () => {
  test('finds nothing wrong with a deployment that is whole', async () => {
    const { isGood, text } = await doctor();
    expect(text).not.toContain('FAIL');
    expect(text).toContain('ok    Template oubli_code is approved in pt_BR');
    expect(isGood).toBe(true);
  });

  test('tells a template that Meta paused, and a missing index, and what to do', async () => {
    const template = { wabaId: businessIds.wabaId, name: 'oubli_code', language: 'fr' };
    await product.graph.setTemplateStatus(template, 'PAUSED');
    const tenants = product.container.connection.collection('tenants');
    await tenants.dropIndex('wabaId_1');
    const { isGood, text } = await doctor();
    expect(isGood).toBe(false);
    expect(text).toContain('FAIL  Template oubli_code is approved in fr\n      Meta says PAUSED');
    expect(text).toContain('FAIL  Every index is there\n      Missing in tenants.');
    expect(await tenants.indexExists('wabaId_1')).toBe(false);
    await ensureIndexes(product.container.stores.models);
    await product.graph.setTemplateStatus(template, 'APPROVED');
  });

  test('tells a token that Meta no longer takes, once and not for every question', async () => {
    product.graph.script.failNext({ edge: 'object', code: 190 });
    const { isGood, text } = await doctor();
    expect(isGood).toBe(false);
    expect(text).toContain('Meta refused (authorisation, code 190)');
  });

  test('tells tenants that were sealed under another master key', async () => {
    const { output, text } = keptOutput();
    const MASTER_KEY = 'XXAvCjj7AAWNmwFmu9Bw/3XCf/iIpE81y9KNz9JeuwE=';
    const open = (): ReturnType<typeof openWard> => openWard(readConfig({ ...product.environment, MASTER_KEY }));
    const parts = { envFaults: [], serverFaults: () => Promise.resolve([]), open };
    expect(await runDoctor(output, parts)).toBe(false);
    expect(text()).toContain('They were sealed under another MASTER_KEY.');
  });
});

describe('tenants', () => {
  test('may keep what docs/tenant.md names, and nothing else', () => {
    const document = readFileSync(new URL('../../docs/tenant.md', import.meta.url), 'utf8');
    const named = /one per store: (.*?)\. `ground`/.exec(document)?.[1] ?? '';
    const stores = [...named.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name);
    expect(stores).toEqual(product.container.stages.register.keepable);
  });

  test('are listed, and shown without one of their secrets', async () => {
    const list = keptOutput();
    await runTenantList(list.output, product.container.stores.tenantStore);
    expect(list.text()).toContain(product.business.tenantId);
    const show = keptOutput();
    await runTenantShow(show.output, product.container.stores.tenantStore, product.business.tenantId);
    expect(show.text()).toContain('"hasOwnMetaApp": false');
    const { webhookSecret, subjectRefKey } = product.business;
    for (const secret of [webhookSecret ?? '', subjectRefKey, businessIds.token])
      expect(show.text()).not.toContain(secret);
  });

  test('that do not exist are told so', async () => {
    const { output } = keptOutput();
    expect(await codeOf(runTenantShow(output, product.container.stores.tenantStore, 'nobody'))).toBe('tenant_unknown');
  });
});

describe('requests', () => {
  test('are listed, shown and cancelled by reference, and nobody’s name is in what is shown', async () => {
    const operator = product.container.stages.operator;
    const person = addSomebody(product.graph, 3);
    await askForCode(person);
    const list = keptOutput();
    const query = { states: ['code_sent'], limit: 10 } as const;
    await until(async () => (await operator.list(query)).length > 0);
    await runRequestList(list.output, operator, query);
    const reference = /ER(-[0-9A-Z]{4}){3}/.exec(list.text())?.[0] ?? '';
    const show = keptOutput();
    // As somebody types it: lower case, with spaces.
    await runRequestShow(show.output, operator, reference.toLowerCase().replaceAll('-', ' '));
    expect(JSON.parse(show.text())).toMatchObject({ reference, state: 'code_sent' });
    const cancel = keptOutput();
    await runRequestCancel(cancel.output, operator, reference);
    expect(cancel.text()).toBe(`${reference} is cancelled.`);
    expect(await codeOf(runRequestRetry(cancel.output, operator, reference))).toBe('request_not_blocked');
    for (const text of [list.text(), show.text()]) expect(text).not.toMatch(/1650|US\.1|Person 03/);
  });

  test('with a slip in the reference are not looked up', async () => {
    const { output } = keptOutput();
    expect(await codeOf(runRequestShow(output, product.container.stages.operator, 'ER-0000-0000-0001'))).toBe(
      'reference_malformed',
    );
  });
});

describe('a person', () => {
  const scan = async (typed: string): Promise<string> => {
    const { stores, stages, clock } = product.container;
    const { tenantStore: tenants, subjects, blindIndex } = stores;
    const { output, text } = keptOutput();
    const askName = (): Promise<string> => Promise.resolve(typed);
    const parts = { tenants, subjects, blindIndex, register: stages.register, askName, now: () => clock.now() };
    await runPersonScan(output, parts, product.business.tenantId);
    return text();
  };

  test('is found by number and by business-scoped id alike', async () => {
    const person = addSomebody(product.graph, 4);
    await person.writes('Hello');
    await person.waitFor(() => true, 20_000);
    for (const name of ['001 650 555 0104', '+1 (650) 555-0104', 'US.1000000000000000004']) {
      expect(await scan(name)).toMatch(/contacts +1 +goes\n[^]*subjects +1/);
    }
  });

  test('of whom nothing is held is told so, and what is no name is told apart from that', async () => {
    expect(await scan('447700900199')).toBe('Nothing is held of this person.');
    expect(await codeOf(scan('Ana'))).toBe('name_malformed');
    expect(await codeOf(scan(''))).toBe('name_malformed');
  });
});

describe('a deep scan', () => {
  test('says how many documents it opened and that nobody came back', async () => {
    const { output, text } = keptOutput();
    await runPersonDeepScan(output, product.container.stages.deepScan);
    expect(text()).toMatch(/^Looked into \d+ documents\.\nNobody came back\.$/);
  });
});

describe('a suppression', () => {
  const name = { kind: 'phone', value: '16505550105' } as const;
  const lift = async (typed: string): Promise<string> => {
    const { tenantStore: tenants, suppressions } = product.container.stores;
    const { output, text } = keptOutput();
    const askName = (): Promise<string> => Promise.resolve(typed);
    await runSuppressionLift(output, { tenants, suppressions, askName }, product.business.tenantId);
    return text();
  };

  test('is lifted by the name that was asked for, once, and the name is not repeated', async () => {
    const { stores } = product.container;
    const tenant = await stores.tenants.byId(product.business.tenantId);
    if (tenant === null) throw new Error('The business is missing.');
    await stores.suppressions.suppress(
      rememberedOf(stores.blindIndex, tenant, [name], { requestId: 'request-1' }),
      Date.now(),
    );
    expect(await lift('+1 (650) 555-0105')).toMatch(/^Lifted/);
    expect(await stores.suppressions.isSuppressed(tenant, [name])).toBe(false);
    expect(await lift('+1 (650) 555-0105')).toMatch(/^Nobody/);
    await expect(lift('somebody')).rejects.toMatchObject({ code: 'name_malformed' });
  });

  test('is never lifted by a number on the command line', async () => {
    const run = await runCli(['suppression', 'lift', '--tenant', 'x', name.value]);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).not.toContain(name.value);
  });
});
