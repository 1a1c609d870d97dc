import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { runPersonDeepScan } from '../../src/cli/person-deep-scan.ts';
import { runPersonScan } from '../../src/cli/person-scan.ts';
import { runRequestCancel } from '../../src/cli/request-cancel.ts';
import { runRequestList } from '../../src/cli/request-list.ts';
import { runRequestRetry } from '../../src/cli/request-retry.ts';
import { runRequestShow } from '../../src/cli/request-show.ts';
import { sentenceOf } from '../../src/cli/sentence.ts';
import { runSuppressionLift } from '../../src/cli/suppression-lift.ts';
import { runTenantList } from '../../src/cli/tenant-list.ts';
import { runTenantShow } from '../../src/cli/tenant-show.ts';
import { errorCode } from '../../src/domain/errors.ts';
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
  database = await testDatabase();
  product = await startProduct(serversOf(database));
  addStaff(product.graph);
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', errorCode);

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
      [['replay', '/nowhere', '--follow', 'abc'], /--follow.*It must be a whole number from 0 to 65535/],
    ] as const;
    const runs = await Promise.all(refused.map(async ([args, sentence]) => ({ sentence, run: await runCli(args) })));
    for (const { sentence, run } of runs) {
      expect(run).toMatchObject({ code: 1, out: '' });
      expect(run.err).toMatch(sentence);
      expect(run.err).not.toMatch(/^\s+at /m);
      expect(run.err).not.toContain(phone);
    }
  });
});

describe('what a command says', () => {
  test('of a right that MongoDB denies names the user and the right, not a failure that nobody expected', () => {
    const denied = Object.assign(new Error('not authorized on oubli_drill_x to execute command'), { code: 13 });
    expect(sentenceOf(denied)).toContain('lacks a right at MongoDB (code 13)');
    expect(sentenceOf(denied)).not.toContain('oubli_drill_x');
  });

  test('of a verification that never began is exit code 2: 1 is for a receipt that is not valid', async () => {
    const runs = await Promise.all(
      [['verify'], ['verify', '--sideways', 'x'], ['verify', '--help']].map((args) => runCli(args)),
    );
    expect(runs.map(({ code }) => code)).toEqual([2, 2, 0]);
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
    const { tenantStore, tenantClosings } = product.container.stores;
    await runTenantList(list.output, tenantStore, tenantClosings);
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
