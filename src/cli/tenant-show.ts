import { type Tenant } from '../tenants/tenant.ts';
import { type TenantStore } from '../tenants/tenant-store.ts';
import { knownTenant } from './known-tenant.ts';
import { type Output } from './output.ts';

/** Shows a tenant as JSON: everything but its secrets. */
export async function runTenantShow(output: Output, store: Pick<TenantStore, 'find'>, tenantId: string): Promise<void> {
  output.line(JSON.stringify(withoutSecrets(await knownTenant(store, tenantId)), null, 2));
}

/** Built field by field, so that a secret that is added later is not shown by accident. */
function withoutSecrets(tenant: Tenant): Readonly<Record<string, unknown>> {
  const { tenantId, name, mode, wabaId, portfolioId, phoneNumbers, locales, defaultLocale, codeChannels } = tenant;
  const { channels, instruction, content, privacyContact, code, appSecrets, webhookSecrets } = tenant;
  const { isOperator, templates, risk, budget, breaker } = tenant;
  const { staffPhone, email, webhook } = channels;
  return {
    ...{ tenantId, name, mode, isOperator: isOperator ?? false },
    ...{ wabaId, portfolioId, phoneNumbers, locales, defaultLocale, codeChannels },
    channels: { staffPhone, email, webhook: webhook === undefined ? undefined : { url: webhook.url } },
    ...{ instruction, content, privacyContact, code, templates, risk, budget, breaker },
    hasOwnMetaApp: appSecrets.length > 0,
    webhookSecretsInUse: webhookSecrets.length,
  };
}
