import { type TemplateOptions } from '../graph/world.ts';

/** The one business of a product under test: the ids of the fixtures' first tenant. Numbers are of a range kept for fiction. */
export const businessIds = {
  wabaId: '111000111000111',
  portfolioId: '5000000000000401',
  phoneNumberId: '222000222000222',
  displayPhoneNumber: '15550001111',
  token: 'fictional-system-user-token',
  verifiedName: 'Made-Up Plants',
} as const;

/** Another business, of another portfolio, with a number and a token of its own: the ids of the fixtures' second tenant. */
export const otherIds = {
  wabaId: '333000333000333',
  portfolioId: '5000000000000999',
  phoneNumberId: '444000444000444',
  displayPhoneNumber: '15550002222',
  token: 'fictional-token-of-the-other',
  verifiedName: 'Made-Up Teas',
} as const;

/** The staff member who is told. */
export const staffPhone = '15550001999';
const privacyAddress = 'privacy@made-up-plants.example';

const languages = ['en_US', 'fr', 'ar', 'es', 'pt_BR'] as const;
const { wabaId } = businessIds;

/** The two templates that a business has approved at Meta, in five languages. */
export const businessTemplates: readonly TemplateOptions[] = languages.flatMap((language) => [
  {
    wabaId,
    name: 'oubli_code',
    language,
    category: 'AUTHENTICATION',
    parameterCount: 1,
    hasCodeButton: true,
  } as const,
  { wabaId, name: 'oubli_notice', language, category: 'UTILITY', parameterCount: 3 } as const,
]);

/** What a test wants different. */
export interface TenantChoices {
  readonly webhookUrl?: string;
  readonly mode?: 'owner' | 'alongside';
  readonly rest?: Readonly<Record<string, unknown>>;
}

/** A tenant file as a business would write it, with every channel. */
export function tenantFileFor({
  webhookUrl,
  mode = 'owner',
  rest = {},
}: TenantChoices): Readonly<Record<string, unknown>> {
  return {
    name: 'Made-Up Plants',
    mode,
    wabaId,
    portfolioId: businessIds.portfolioId,
    phoneNumbers: [{ phoneNumberId: businessIds.phoneNumberId, displayPhoneNumber: businessIds.displayPhoneNumber }],
    accessToken: businessIds.token,
    codeChannels: { template: { name: 'oubli_code' }, chat: true },
    channels: {
      staffPhone: { phone: staffPhone, template: 'oubli_notice' },
      email: { address: privacyAddress },
      ...(webhookUrl === undefined ? {} : { webhook: { url: webhookUrl } }),
    },
    content: { keepDays: 30 },
    privacyContact: privacyAddress,
    // Many people within a test: those about the breaker set their own.
    breaker: { perHourAtLeast: 1_000_000 },
    budget: { paidSendsPerDay: 1_000_000 },
    ...rest,
  };
}
