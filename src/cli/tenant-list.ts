import { type TenantClosings } from '../tenants/closing-store.ts';
import { type TenantStore } from '../tenants/tenant-store.ts';
import { type Output } from './output.ts';
import { tableLines } from './table.ts';

/** Lists the tenants, oldest first, and what is being closed beside them. */
export async function runTenantList(
  output: Output,
  store: Pick<TenantStore, 'all'>,
  closings: Pick<TenantClosings, 'underWay'>,
): Promise<void> {
  const tenants = await store.all();
  for (const tenantId of await closings.underWay()) output.line(`${tenantId} is being closed.`);
  if (tenants.length === 0) {
    output.line('There is no tenant yet. Add one: npm run oubli -- tenant add --file tenant.json');
    return;
  }
  const rows = tenants.map(({ tenantId, name, mode, wabaId, phoneNumbers, locales }) => [
    tenantId,
    name,
    mode,
    wabaId,
    String(phoneNumbers.length),
    locales.join(' '),
  ]);
  for (const line of tableLines([['ID', 'NAME', 'MODE', 'WABA', 'NUMBERS', 'LANGUAGES'], ...rows])) output.line(line);
}
