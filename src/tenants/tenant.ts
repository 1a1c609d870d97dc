import { type HashScope } from '../keys/blind-index.ts';
import { type TenantFile } from './tenant-file.ts';

/** A business (the controller) as the program uses it. Secrets are open here and live in memory only. */
export interface Tenant extends HashScope {
  readonly tenantId: string;
  readonly portfolioId: string;
  readonly name: string;
  readonly mode: TenantFile['mode'];
  /** The number of the operator itself: people name the businesses that they want to ask. */
  readonly isOperator?: boolean | undefined;
  readonly wabaId: string;
  readonly phoneNumbers: TenantFile['phoneNumbers'];
  readonly accessToken: string;
  readonly appSecrets: readonly string[];
  readonly locales: TenantFile['locales'];
  readonly defaultLocale: TenantFile['defaultLocale'];
  readonly codeChannels: TenantFile['codeChannels'];
  readonly channels: TenantFile['channels'];
  /** Standard Webhooks secrets, newest first; two during a rotation. */
  readonly webhookSecrets: readonly string[];
  readonly instruction: TenantFile['instruction'] & { readonly hash: string };
  readonly content: { readonly keepDays: number } | null;
  readonly privacyContact: string | null;
  readonly code: TenantFile['code'];
  readonly templates: TenantFile['templates'];
  readonly risk: TenantFile['risk'];
  readonly budget: TenantFile['budget'];
  readonly breaker: TenantFile['breaker'];
  /** Shared with the tenant alone: the key of `subjectRef`, 32 bytes in base64url. */
  readonly subjectRefKey: string;
}

/** Whether the business's own phone shows what is said under this number (coexistence). */
export function isOnPhoneApp({ phoneNumbers }: Pick<Tenant, 'phoneNumbers'>, phoneNumberId: string): boolean {
  return phoneNumbers.some((one) => one.phoneNumberId === phoneNumberId && one.onPhoneApp === true);
}

/** Finds tenants. Cached for seconds, so a change takes effect without a restart. */
export interface TenantDirectory {
  byId(tenantId: string): Promise<Tenant | null>;
  /** The tenant that owns both the WABA and the number, or `null`. */
  byNumber(wabaId: string, phoneNumberId: string): Promise<Tenant | null>;
  /** The tenant that owns the WABA: for account fields, which name no number. */
  byWaba(wabaId: string): Promise<Tenant | null>;
  byApiKeyHash(apiKeyHash: string): Promise<Tenant | null>;
  all(): Promise<readonly Tenant[]>;
}
