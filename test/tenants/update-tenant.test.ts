import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { errorCode } from '../../src/domain/errors.ts';
import { type UpdatedTenant, updateTenant } from '../../src/tenants/update-tenant.ts';
import { deployment, exampleFile, openTenants, type TenantWorld } from './tenant-world.ts';

let world: TenantWorld;
beforeAll(async () => {
  world = await openTenants();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.connection.collection('tenants').deleteMany({});
});

const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', errorCode);
const update = (tenantId: string, replaced: Readonly<Record<string, unknown>>): Promise<UpdatedTenant> =>
  updateTenant({ store: world.store, deployment }, tenantId, exampleFile(replaced));

describe('updating a tenant', () => {
  test('names the fields that are another, never a value, and changes nothing else: the keys stay', async () => {
    const { tenantId, apiKey, webhookSecret, subjectRefKey } = await world.add();
    const accessToken = 'another-fictional-system-user-token';
    const updated = await update(tenantId, { name: 'Made-Up Roses', accessToken, breaker: { perHourAtLeast: 7 } });
    expect(updated).toEqual({
      ...{ name: 'Made-Up Roses', webhookSecret: null },
      changed: ['accessToken', 'breaker.perHourAtLeast', 'name'],
    });
    const tenant = await world.store.find({ apiKeyHash: world.blindIndex.apiKey(apiKey) });
    expect(tenant).toMatchObject({ tenantId, name: 'Made-Up Roses', accessToken, subjectRefKey });
    expect(tenant?.webhookSecrets).toEqual([webhookSecret]);
    const row = await world.connection.collection('tenants').findOne({});
    expect(row?.['name']).toBe('Made-Up Roses');
  });

  test('by the same file changes nothing', async () => {
    const { tenantId } = await world.add();
    expect((await update(tenantId, {})).changed).toEqual([]);
  });

  test.each<readonly [string, Readonly<Record<string, unknown>>, string]>([
    ['another WhatsApp account', { wabaId: '333000333000333' }, 'tenant_identity_fixed'],
    ['another portfolio', { portfolioId: '5000000000000777' }, 'tenant_identity_fixed'],
    [
      'a number taken away',
      { phoneNumbers: [{ phoneNumberId: '444000444000444', displayPhoneNumber: '15550002222' }] },
      'tenant_number_gone',
    ],
    [
      'a webhook secret of its own',
      { channels: { webhook: { url: 'https://shop.example.org/oubli', secret: `whsec_${'A'.repeat(44)}` } } },
      'tenant_secret_not_here',
    ],
    [
      'a staff phone alone, which nothing reaches a day later',
      { channels: { staffPhone: { phone: '16505550199' } } },
      'tenant_file_invalid',
    ],
    ['a fault', { locales: [] }, 'tenant_file_invalid'],
  ])('refuses %s, and then nothing is changed', async (_name, replaced, code) => {
    const { tenantId } = await world.add();
    const before = await world.store.find({ tenantId });
    expect(await codeOf(update(tenantId, { ...replaced, name: 'Made-Up Roses' }))).toBe(code);
    expect(await world.store.find({ tenantId })).toEqual(before);
  });

  test('takes a further number, by which it is found; one that another tenant has is refused', async () => {
    const { tenantId } = await world.add();
    const phoneNumbers = exampleFile()['phoneNumbers'] as object[];
    const more = { phoneNumberId: '444000444000444', displayPhoneNumber: '15550002222' };
    await update(tenantId, { phoneNumbers: [...phoneNumbers, more] });
    expect(await world.store.find({ phoneNumberId: more.phoneNumberId })).toMatchObject({ tenantId });
    const theirs = { phoneNumberId: '555000555000555', displayPhoneNumber: '15550003333' };
    await world.add({ wabaId: '333000333000333', portfolioId: '5000000000000999', phoneNumbers: [theirs] });
    expect(await codeOf(update(tenantId, { phoneNumbers: [...phoneNumbers, more, theirs] }))).toBe(
      'tenant_number_taken',
    );
  });

  test('makes a secret for a webhook that was not there, once, and forgets those of one that goes', async () => {
    const email = { address: 'privacy@made-up-plants.example' };
    const { tenantId } = await world.add({ channels: { email } });
    const channels = { email, webhook: { url: 'https://shop.example.org/oubli' } };
    const { webhookSecret } = await update(tenantId, { channels });
    expect((await world.store.find({ tenantId }))?.webhookSecrets).toEqual([webhookSecret]);
    expect((await update(tenantId, { channels })).webhookSecret).toBeNull();
    await update(tenantId, { channels: { email } });
    expect((await world.store.find({ tenantId }))?.webhookSecrets).toEqual([]);
  });

  test('that nobody knows is told so', async () => {
    expect(await codeOf(update('nobody', {}))).toBe('tenant_unknown');
  });
});
