import { OubliError } from '../domain/errors.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type TenantStore } from '../tenants/tenant-store.ts';

/** The tenant of an id as the operator typed it. @throws OubliError `tenant_unknown`. */
export async function knownTenant(store: Pick<TenantStore, 'find'>, tenantId: string): Promise<Tenant> {
  const tenant = await store.find({ tenantId });
  if (tenant !== null) return tenant;
  throw new OubliError('tenant_unknown', 'There is no tenant with this id. See: npm run oubli -- tenant list');
}
