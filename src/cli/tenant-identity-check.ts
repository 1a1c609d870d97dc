import { OubliError } from '../domain/errors.ts';
import { type TenantStore } from '../tenants/tenant-store.ts';
import type { Account } from '../whatsapp/account.ts';
import { knownTenant } from './known-tenant.ts';
import { type Output } from './output.ts';

/**
 * Has WhatsApp send the hash of each person's key with their messages, for every number of the tenant, or no more. Without it a
 * changed key is never seen (docs/risk.md). @throws OubliError `identity_check_refused`, `tenant_unknown`.
 */
export async function runTenantIdentityCheck(
  output: Output,
  parts: { readonly account: Pick<Account, 'setIdentityCheck'>; readonly store: Pick<TenantStore, 'find'> },
  tenantId: string,
  isOn: boolean,
): Promise<void> {
  const { accessToken: token, phoneNumbers } = await knownTenant(parts.store, tenantId);
  for (const { phoneNumberId } of phoneNumbers) {
    const result = await parts.account.setIdentityCheck({ token, phoneNumberId, isOn });
    if (result.name !== 'ok') {
      const why = result.name === 'refused' ? `code ${result.code}` : 'no answer to use';
      throw new OubliError('identity_check_refused', `Meta did not take it (${why}): number ${phoneNumberId}.`);
    }
    output.line(`Number ${phoneNumberId}: identity check ${isOn ? 'on' : 'off'}.`);
  }
}
