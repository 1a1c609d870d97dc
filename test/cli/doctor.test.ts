import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { runDoctor } from '../../src/cli/doctor.ts';
import { openWard } from '../../src/cli/open-ward.ts';
import { readConfig } from '../../src/config/config.ts';
import { ensureIndexes } from '../../src/stores/open-models.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { businessIds } from '../support/product/business.ts';
import { addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { keptOutput, runCli } from './run-cli.ts';

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

describe('doctor', () => {
  test('without configuration names all that is missing and ends with 1', async () => {
    const { code, out } = await runCli(['doctor']);
    expect(code).toBe(1);
    expect(out).toContain('FAIL  MASTER_KEY');
    expect(out).toContain('Not looked at: REDIS_URL is missing or wrong.');
  });

  test('finds nothing wrong with a deployment that is whole', async () => {
    const { isGood, text } = await doctor();
    expect(text).not.toContain('FAIL');
    expect(text).toContain('ok    Template oubli_code is approved in pt_BR');
    expect(isGood).toBe(true);
  });

  test('is not content with somebody’s app being subscribed: it names those that are, until an override leads to us', async () => {
    const { wabaId } = businessIds;
    const line = 'Webhooks of the account are subscribed';
    const foreign = { id: '600000000000077', name: 'Shop Desk', overrideUrl: null };
    const ours = (overrideUrl: string) => ({ id: '600000000000001', name: 'Oubli under test', overrideUrl });
    const base = product.environment['PUBLIC_BASE_URL'] ?? '';
    product.graph.setApps(wabaId, [foreign]);
    const { isGood, text } = await doctor();
    expect(text).toContain(`warn  ${line}\n      subscription_unproven: Subscribed: Shop Desk.`);
    expect(text).not.toContain(`ok    ${line}`);
    expect(isGood).toBe(true);
    product.graph.setApps(wabaId, [ours(`${base}.elsewhere.example/hook`)]);
    expect((await doctor()).text).toContain(`FAIL  ${line}\n      An override`);
    product.graph.setApps(wabaId, [foreign, ours(`${base}/webhooks/whatsapp`)]);
    expect((await doctor()).text).toContain(`ok    ${line}`);
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

  test('tells that a server would not start, where the journal of erasures is gone or cannot be written, and makes none', async () => {
    const { JOURNAL_FILE: path = '' } = product.environment;
    await rename(path, `${path}.away`);
    const run = await runCli(['doctor'], product.environment);
    expect(run.code).toBe(1);
    expect(run.out).toMatch(/FAIL {2}The journal of erasures .*\n {6}The journal of erasures is not at JOURNAL_FILE/);
    expect(run.out).toContain('Not all is well');
    expect(existsSync(path)).toBe(false);
    await rename(`${path}.away`, path);
    const elsewhere = await runCli(['doctor'], { ...product.environment, JOURNAL_FILE: join(path, 'in-a-file') });
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.out).toMatch(/FAIL {2}The journal of erasures .*\n {6}.*cannot be read and written/);
    expect((await doctor()).isGood).toBe(true);
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
