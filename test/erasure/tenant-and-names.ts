import { type Identifier } from '../../src/domain/subject.ts';
import { sha256Base64url } from '../../src/proof/receipt-format.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';

export const anaNames: readonly Identifier[] = [
  { kind: 'bsuid', value: 'US.1000000000000000001' },
  { kind: 'phone', value: '16505550100' },
];
export const bilalNames: readonly Identifier[] = [
  { kind: 'bsuid', value: 'US.1000000000000000002' },
  { kind: 'phone', value: '447700900123' },
];

export function tenantOf(tenantId: string, rest: Partial<Tenant> = {}): Tenant {
  return {
    tenantId,
    portfolioId: '5000000000000401',
    name: 'Made-Up Plants',
    mode: 'owner',
    wabaId: '111000111000111',
    phoneNumbers: [{ phoneNumberId: '222000222000222', displayPhoneNumber: '15550001111' }],
    accessToken: 'a-token-for-tests',
    appSecrets: [],
    locales: ['en', 'fr', 'ar', 'es', 'pt'],
    defaultLocale: 'en',
    codeChannels: { email: false, chat: true },
    channels: { webhook: { url: 'https://plants.example.org/hook' } },
    webhookSecrets: [],
    instruction: { version: '1', objectionHours: 0, kept: [], hash: sha256Base64url('standing') },
    content: null,
    privacyContact: null,
    code: { digits: 6, lifeMinutes: 10 },
    templates: {},
    risk: { raisedDelayHours: 24, highDelayHours: 168 },
    budget: { paidSendsPerDay: 1_000 },
    breaker: { perHourAtLeast: 20 },
    subjectRefKey: Buffer.alloc(32, 9).toString('base64url'),
    ...rest,
  };
}
