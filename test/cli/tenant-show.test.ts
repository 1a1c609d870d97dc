import { describe, expect, test } from '../support/jest.ts';
import { z } from 'zod';

import { runTenantShow } from '../../src/cli/tenant-show.ts';
import { toTenant } from '../../src/tenants/tenant-contents.ts';
import { tenantFile } from '../../src/tenants/tenant-file.ts';
import { keptOutput } from './run-cli.ts';

/** A file in which every field is set, to something that is no default and stands nowhere else. */
const full = {
  name: 'Made-Up Plants',
  mode: 'alongside',
  isOperator: true,
  wabaId: '111000111000111',
  portfolioId: '5000000000000401',
  phoneNumbers: [{ phoneNumberId: '222000222000222', displayPhoneNumber: '15550001111', onPhoneApp: true }],
  accessToken: 'secret-token-of-a-system-user',
  appSecrets: ['secret-of-their-meta-app'],
  locales: ['fr', 'pt'],
  defaultLocale: 'pt',
  codeChannels: { template: { name: 'own_code' }, email: true, chat: true, phrase: true },
  channels: {
    staffPhone: { phone: '15550001999', template: 'own_notice', buttonTemplate: 'own_button', locale: 'es' },
    email: { address: 'privacy@made-up-plants.example', locale: 'ar' },
    webhook: { url: 'https://shop.example.org/oubli', secret: 'whsec_secret' },
  },
  instruction: {
    ...{ version: '2026-11', objectionHours: 31 },
    kept: [{ store: 'opt_ins', ground: 'legal_claims', retentionDays: 901 }],
  },
  content: { keepDays: 91 },
  privacyContact: 'data@made-up-plants.example',
  code: { digits: 7, lifeMinutes: 8 },
  templates: { notice: 'own_news' },
  risk: { raisedDelayHours: 25, highDelayHours: 93 },
  budget: { paidSendsPerDay: 1_234 },
  breaker: { perHourAtLeast: 77 },
};
const secret = ['accessToken', 'appSecrets', 'channels.webhook.secret'];

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** Every field that a tenant file may have, by path. */
function pathsOf({ properties, items }: Schema, path = ''): readonly string[] {
  if (items?.properties !== undefined) return pathsOf(items, path);
  if (properties === undefined) return [path];
  return Object.entries(properties).flatMap(([name, one]) => pathsOf(one, path === '' ? name : `${path}.${name}`));
}

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => {
    const one: unknown = Array.isArray(at) ? at[0] : at;
    return typeof one === 'object' && one !== null ? (one as Record<string, unknown>)[name] : undefined;
  }, value);
}

describe('tenant show', () => {
  test('shows every field that the file can have, and none of its secrets', async () => {
    const contents = { v: 1, file: tenantFile.parse(full), webhookSecrets: [], subjectRefKey: 'secret-key' } as const;
    const tenant = toTenant('tenant-1', { ...contents, webhookSecrets: [] }, 0);
    const { output, text } = keptOutput();
    await runTenantShow(output, { find: () => Promise.resolve(tenant) }, 'tenant-1');
    const shown = JSON.parse(text()) as unknown;
    const paths = pathsOf(z.toJSONSchema(tenantFile, { io: 'input' }) as Schema);
    expect(paths.length).toBeGreaterThan(30);
    // A new field of the file has to be set above and shown, or be named among the secrets.
    const missing = paths.filter((path) => !secret.includes(path) && valueAt(full, path) === undefined);
    expect(missing).toEqual([]);
    const hidden = paths.filter((path) => JSON.stringify(valueAt(shown, path)) !== JSON.stringify(valueAt(full, path)));
    expect(hidden.toSorted()).toEqual(secret.toSorted());
    expect(text()).not.toContain('secret-');
    expect(text()).not.toContain('whsec_secret');
  });
});
