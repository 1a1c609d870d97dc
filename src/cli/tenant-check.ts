import { type Locale } from '../domain/locale.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { canTellStaff } from '../tenants/tenant-rules.ts';
import { type TenantStore } from '../tenants/tenant-store.ts';
import type { Account, TemplateFacts } from '../whatsapp/account.ts';
import type { CallResult } from '../whatsapp/call-result.ts';
import { type Check, printChecks } from './checks.ts';
import { knownTenant } from './known-tenant.ts';
import { type Output } from './output.ts';

export interface TenantCheckParts {
  readonly account: Account;
  readonly templateLanguage: (locale: Locale) => string;
  /** Where Meta must send this tenant's webhooks. */
  readonly publicBaseUrl: string;
}

/** Checks the tenant of an id and prints a line for each thing looked at. @returns whether all is well. */
export async function runTenantCheck(
  output: Output,
  parts: TenantCheckParts,
  store: Pick<TenantStore, 'find'>,
  tenantId: string,
): Promise<boolean> {
  return printChecks(output, await checkTenant(parts, await knownTenant(store, tenantId)));
}

/** Asks Meta whether a tenant can work: token, numbers, webhook subscription, templates. Changes nothing. */
export async function checkTenant(parts: TenantCheckParts, tenant: Tenant): Promise<readonly Check[]> {
  const { account } = parts;
  const { accessToken: token, wabaId } = tenant;
  const staff = checkStaff(tenant);
  const reached = await account.waba({ token, wabaId });
  const access: Check = { name: 'The token reaches the WhatsApp account', fault: faultOf(reached, tokenAdvice) };
  // Whatever comes after would only say the same again.
  if (access.fault !== null) return [...staff, access];
  const groups = await Promise.all([
    checkNumbers(parts, tenant),
    checkSubscription(parts, tenant),
    checkTemplates(parts, tenant),
  ]);
  return [...staff, access, ...groups.flat()];
}

/** Tenants of before that rule are read as they were written (`tenant-rules.ts`): they hear of it here. */
function checkStaff({ channels: { staffPhone, email, webhook } }: Tenant): readonly Check[] {
  const ways = {
    hasStaffPhone: staffPhone !== undefined,
    hasEmail: email !== undefined,
    hasWebhook: webhook !== undefined,
  };
  if (canTellStaff({ ...ways, hasTemplate: staffPhone?.template !== undefined })) return [];
  const what =
    'The staff hear only within 24 hours of their last message. Name channels.staffPhone.template, or add email or webhook.';
  return [{ name: 'The staff can be told', fault: null, warning: { code: 'staff_template_missing', what } }];
}

const tokenAdvice = 'Make a system-user token for this account with whatsapp_business_messaging and _management';

async function checkNumbers({ account }: TenantCheckParts, tenant: Tenant): Promise<readonly Check[]> {
  const { accessToken: token, phoneNumbers } = tenant;
  return Promise.all(
    phoneNumbers.map(async ({ phoneNumberId, displayPhoneNumber }) => {
      const found = await account.number({ token, phoneNumberId });
      const name = `Number ${phoneNumberId} is there`;
      if (found.name !== 'ok')
        return { name, fault: faultOf(found, 'Look up the phone number id in WhatsApp Manager') };
      const isSame = found.value.displayPhoneNumber.replace(/\D/g, '') === displayPhoneNumber;
      return {
        name,
        fault: isSame ? null : 'Its display number is another than displayPhoneNumber in the tenant file.',
      };
    }),
  );
}

async function checkSubscription(
  { account, publicBaseUrl }: TenantCheckParts,
  tenant: Tenant,
): Promise<readonly Check[]> {
  const name = 'Webhooks of the account are subscribed';
  const found = await account.subscribedApps({ token: tenant.accessToken, wabaId: tenant.wabaId });
  if (found.name !== 'ok') return [{ name, fault: faultOf(found, tokenAdvice) }];
  if (found.value.length === 0) {
    return [{ name, fault: 'No app gets them: subscribe your Meta app to the account, or no message ever arrives.' }];
  }
  const ours = `${publicBaseUrl}/webhooks/whatsapp`;
  const overrides = found.value.map(({ overrideUrl }) => overrideUrl);
  if (overrides.some((url) => url === ours || url?.startsWith(`${ours}/`) === true)) return [{ name, fault: null }];
  if (!overrides.includes(null)) {
    return [{ name, fault: 'An override sends them to another server than PUBLIC_BASE_URL.' }];
  }
  // Meta says neither which app a token is of nor where an app without an override gets them (cloud-api.md 6).
  const names = found.value.filter(({ overrideUrl }) => overrideUrl === null).map((app) => app.name || app.id);
  const what = `Subscribed: ${names.join(', ')}. Meta does not say whether that is your app: look, or set an override that leads to ${ours}.`;
  return [{ name, fault: null, warning: { code: 'subscription_unproven', what } }];
}

async function checkTemplates(parts: TenantCheckParts, tenant: Tenant): Promise<readonly Check[]> {
  const { locales, defaultLocale, codeChannels, channels, templates } = tenant;
  const code = codeChannels.template?.name;
  const staff = channels.staffPhone;
  const staffLocale = staff?.locale ?? defaultLocale;
  return [
    ...(code === undefined
      ? []
      : await checkTemplate(parts, tenant, { name: code, category: 'AUTHENTICATION', locales })),
    ...(staff?.template === undefined
      ? []
      : await checkTemplate(parts, tenant, { name: staff.template, category: 'UTILITY', locales: [staffLocale] })),
    ...(staff?.buttonTemplate === undefined
      ? []
      : await checkTemplate(parts, tenant, {
          ...{ name: staff.buttonTemplate, category: 'UTILITY', locales: [staffLocale], quickReplies: 1 },
        })),
    ...(templates.notice === undefined
      ? []
      : await checkTemplate(parts, tenant, { name: templates.notice, category: 'UTILITY', locales })),
  ];
}

interface WantedTemplate {
  readonly name: string;
  readonly category: string;
  readonly locales: readonly Locale[];
  /** How many quick-reply buttons its sends fill. */
  readonly quickReplies?: number;
}

async function checkTemplate(
  { account, templateLanguage }: TenantCheckParts,
  { accessToken: token, wabaId }: Tenant,
  wanted: WantedTemplate,
): Promise<readonly Check[]> {
  const found = await account.template({ token, wabaId, name: wanted.name });
  return wanted.locales.map((locale) => {
    const language = templateLanguage(locale);
    const name = `Template ${wanted.name} is approved in ${language}`;
    if (found.name !== 'ok') return { name, fault: faultOf(found, tokenAdvice) };
    return { name, fault: templateFault(found.value, language, wanted) };
  });
}

function templateFault(
  templates: readonly TemplateFacts[],
  language: string,
  { category, quickReplies }: WantedTemplate,
): string | null {
  const template = templates.find((one) => one.language === language);
  if (template === undefined) return 'Meta has none in this language: add it in WhatsApp Manager.';
  if (template.status !== 'APPROVED') return `Meta says ${template.status}: see WhatsApp Manager.`;
  if (template.category !== category) return `Its category is ${template.category}; it must be ${category}.`;
  if (quickReplies !== undefined && template.quickReplies !== quickReplies) {
    return 'It must have one quick-reply button, and no other of that kind.';
  }
  return category === 'AUTHENTICATION' && !template.hasCodeButton ? 'It has no copy-code button.' : null;
}

function faultOf(result: CallResult<unknown>, advice: string): string | null {
  if (result.name === 'ok') return null;
  if (result.name === 'try-later')
    return 'Meta gave no answer to use. Check GRAPH_API_BASE_URL and try again in a minute.';
  return `Meta refused (${result.reason}, code ${result.code}). ${advice}.`;
}
