import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { errorCode } from '../../src/domain/errors.ts';
import { rotateApiKey, rotateWebhookSecret } from '../../src/tenants/rotate-secrets.ts';
import { isWebhookSecret } from '../../src/tenants/tenant-secret.ts';
import { openTenants, type TenantWorld } from './tenant-world.ts';

/** A second business, with nothing in common with the example. */
const other = {
  wabaId: '333000333000333',
  phoneNumbers: [{ phoneNumberId: '444000444000444', displayPhoneNumber: '15550002222' }],
};

let world: TenantWorld;
beforeAll(async () => {
  world = await openTenants();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.connection.collection('tenants').deleteMany({});
});

const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', errorCode);

describe('adding a tenant', () => {
  test('gives back keys that are shown this once, and a tenant that is found by each of its names', async () => {
    const added = await world.add();
    expect(added.apiKey).toMatch(/^oubli_[A-Za-z0-9_-]{43}$/);
    expect(Buffer.from(added.subjectRefKey, 'base64url')).toHaveLength(32);
    expect(isWebhookSecret(added.webhookSecret ?? '')).toBe(true);
    const keys = [
      { tenantId: added.tenantId },
      { wabaId: '111000111000111' },
      { phoneNumberId: '222000222000222' },
      { apiKeyHash: world.blindIndex.apiKey(added.apiKey) },
    ];
    for (const key of keys) {
      const tenant = await world.store.find(key);
      expect(tenant).toMatchObject({
        tenantId: added.tenantId,
        name: 'Made-Up Plants',
        accessToken: 'put-the-system-user-token-here',
        webhookSecrets: [added.webhookSecret],
        subjectRefKey: added.subjectRefKey,
      });
      expect(tenant?.instruction.hash).toMatch(/^[A-Za-z0-9_-]{43}$/);
    }
  });

  test('leaves no secret in clear in the database', async () => {
    const added = await world.add({ appSecrets: ['0f1e2d3c4b5a69788796a5b4c3d2e1f0'] });
    const rows = await world.connection.collection('tenants').find({}, { promoteBuffers: true }).toArray();
    const bytes = rows.map((row) => Buffer.concat([Buffer.from(JSON.stringify(row)), row['sealed'] as Buffer]));
    const stored = Buffer.concat(bytes).toString('latin1');
    const secrets = [
      added.apiKey,
      added.webhookSecret ?? '',
      added.subjectRefKey,
      'put-the-system-user-token-here',
      '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
      '16505550199',
    ];
    for (const secret of secrets) expect(stored.includes(secret)).toBe(false);
  });

  test('takes the WABA id for the portfolio when the file names none', async () => {
    const { tenantId } = await world.add({ portfolioId: undefined });
    expect(await world.store.find({ tenantId })).toMatchObject({ portfolioId: '111000111000111' });
  });

  test('keeps a webhook secret that the file brings, and makes none without a webhook', async () => {
    const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    const brought = await world.add({ channels: { webhook: { url: 'https://made-up-plants.example/hook', secret } } });
    expect(brought.webhookSecret).toBe(secret);
    const without = await world.add({ ...other, channels: { email: { address: 'privacy@made-up-seeds.example' } } });
    expect(without.webhookSecret).toBeNull();
  });

  test('names the path of its own only to a tenant with a Meta app of its own', async () => {
    const shared = await world.add();
    const own = await world.add({ ...other, appSecrets: ['0f1e2d3c4b5a69788796a5b4c3d2e1f0'] });
    expect(shared.ownWebhookPath).toBeNull();
    expect(own.ownWebhookPath).toBe(`/webhooks/whatsapp/${own.tenantId}`);
  });

  test('refuses a WABA or a number that another tenant has, and adds nothing', async () => {
    await world.add();
    expect(await codeOf(world.add({ phoneNumbers: other.phoneNumbers }))).toBe('tenant_waba_taken');
    expect(await codeOf(world.add({ wabaId: other.wabaId }))).toBe('tenant_number_taken');
    expect(await world.store.all()).toHaveLength(1);
  });

  test('lets one of two through when both come at once', async () => {
    const codes = await Promise.all([codeOf(world.add()), codeOf(world.add())]);
    expect(codes.toSorted()).toEqual(['none', 'tenant_waba_taken']);
  });

  test('the instruction’s hash changes with what it says and not with the order it says it in', async () => {
    const hashOf = async (kept: readonly unknown[]): Promise<string> => {
      await world.connection.collection('tenants').deleteMany({});
      const { tenantId } = await world.add({ instruction: { version: '1', objectionHours: 0, kept } });
      return (await world.store.find({ tenantId }))?.instruction.hash ?? '';
    };
    const messages = { store: 'messages', ground: 'legal_duty', retentionDays: 365 };
    const contacts = { store: 'contacts', ground: 'contract', retentionDays: 30 };
    expect(await hashOf([messages, contacts])).toBe(await hashOf([contacts, messages]));
    expect(await hashOf([messages])).not.toBe(await hashOf([{ ...messages, retentionDays: 366 }]));
  });
});

describe('rotating', () => {
  test('a new API key replaces the old one', async () => {
    const { tenantId, apiKey } = await world.add();
    const fresh = await rotateApiKey(world, tenantId);
    expect(await world.store.find({ apiKeyHash: world.blindIndex.apiKey(apiKey) })).toBeNull();
    expect(await world.store.find({ apiKeyHash: world.blindIndex.apiKey(fresh) })).toMatchObject({ tenantId });
  });

  test('a new webhook secret stands first, and the old one beside it until it retires', async () => {
    const { tenantId, webhookSecret } = await world.add();
    const fresh = await rotateWebhookSecret(world, tenantId, 24);
    expect((await world.store.find({ tenantId }))?.webhookSecrets).toEqual([fresh, webhookSecret]);
    world.pass(24 * 3_600_000);
    expect((await world.store.find({ tenantId }))?.webhookSecrets).toEqual([fresh]);
  });

  test('never more than two webhook secrets stand', async () => {
    const { tenantId } = await world.add();
    const second = await rotateWebhookSecret(world, tenantId, 24);
    const third = await rotateWebhookSecret(world, tenantId, 24);
    expect((await world.store.find({ tenantId }))?.webhookSecrets).toEqual([third, second]);
  });

  test('two rotations at once lose neither', async () => {
    const { tenantId } = await world.add();
    const made = await Promise.all([
      rotateWebhookSecret(world, tenantId, 24),
      rotateWebhookSecret(world, tenantId, 24),
    ]);
    const stand = (await world.store.find({ tenantId }))?.webhookSecrets ?? [];
    expect(stand.toSorted()).toEqual(made.toSorted());
  });

  test('an unknown tenant, and one without a webhook, are told so', async () => {
    const { tenantId } = await world.add({ channels: { email: { address: 'privacy@made-up-plants.example' } } });
    expect(await codeOf(rotateWebhookSecret(world, tenantId, 24))).toBe('tenant_without_webhook');
    expect(await codeOf(rotateWebhookSecret(world, 'nobody', 24))).toBe('tenant_unknown');
    expect(await codeOf(rotateApiKey(world, 'nobody'))).toBe('tenant_unknown');
  });
});
