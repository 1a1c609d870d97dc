import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '../support/jest.ts';

import { printChecks } from '../../src/cli/checks.ts';
import { tenantFile } from '../../src/tenants/tenant-file.ts';
import { makeApiKey, makeSubjectRefKey } from '../../src/tenants/tenant-secret.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { otherIds, tenantFileFor } from '../support/product/business.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { type CliRun, keptOutput, runCli } from './run-cli.ts';

let database: TestDatabase;
let product: Product;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database));
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

const staffPhone = { phone: '15550001999' };

/** Looks at a tenant whose file was taken before the rules of today. */
async function check(number: number, channels: object): Promise<CliRun> {
  const { blindIndex, tenantStore } = product.container.stores;
  const tenantId = randomUUID();
  const wabaId = String(Number(otherIds.wabaId) + number);
  const phoneNumbers = [{ phoneNumberId: `33300033300033${number}`, displayPhoneNumber: `1555000888${number}` }];
  const rest = { wabaId, portfolioId: wabaId, phoneNumbers, codeChannels: { chat: true }, channels };
  const file = tenantFile.parse(tenantFileFor({ rest }));
  const contents = { v: 1 as const, file, webhookSecrets: [], subjectRefKey: makeSubjectRefKey() };
  await tenantStore.insert({ tenantId, contents, apiKeyHash: blindIndex.apiKey(makeApiKey()) });
  return runCli(['tenant', 'check', tenantId], product.environment);
}

test('a tenant that has only a staff phone, without a template, is warned of it by a code and in plain words, whatever Meta says', async () => {
  const { out } = await check(1, { staffPhone });
  expect(out).toMatch(/^warn {2}.*staff.*\n {6}staff_template_missing: The staff hear only within 24 hours/m);
  expect(out).toContain('Name channels.staffPhone.template, or add email or webhook.');
  expect(out).not.toContain(staffPhone.phone);
});

test.each([
  { staffPhone: { ...staffPhone, template: 'privacy_request' } },
  { staffPhone, email: { address: 'privacy@made-up-teas.example' } },
  { staffPhone, webhook: { url: 'https://made-up-teas.example/hooks' } },
])('a tenant that can always be told is not: %#', async (channels) => {
  const { out } = await check(2 + Object.keys(channels).length + ('email' in channels ? 1 : 0), channels);
  expect(out).toMatch(/The token reaches/);
  expect(out).not.toContain('warn');
});

test('a warning alone is no failure', () => {
  const { output, text } = keptOutput();
  const warned = {
    name: 'The staff can be told',
    fault: null,
    warning: { code: 'staff_template_missing', what: 'Not always.' },
  };
  expect(printChecks(output, [warned])).toBe(true);
  expect(text()).toContain('warn  The staff can be told\n      staff_template_missing: Not always.');
});
