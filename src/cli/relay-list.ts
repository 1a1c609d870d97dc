import { type OpenRelays } from '../requests/open-relays.ts';
import { type TenantStore } from '../tenants/tenant-store.ts';
import { knownTenant } from './known-tenant.ts';
import { type Output } from './output.ts';
import { tableLines } from './table.ts';

/** What each rung says (src/requests/answer-ladder.ts). */
const rungs = ['told', '15 days left', '5 days left', '1 day left', 'late'] as const;

/** Lists what people were passed on from the operator's number and have not answered, the first that is due first. */
export async function runRelayList(
  output: Output,
  parts: { readonly openRelays: OpenRelays; readonly tenants: Pick<TenantStore, 'find'> },
  { tenant, limit }: { readonly tenant?: string; readonly limit: number },
): Promise<void> {
  const of = tenant === undefined ? {} : { tenantId: (await knownTenant(parts.tenants, tenant)).tenantId };
  const found = await parts.openRelays.list({ ...of, limit });
  if (found.length === 0) {
    output.line('Everything is answered.');
    return;
  }
  const rows = found.map(({ reference, what, tenantId, openedAt, dueAt, rung }) => [
    ...[reference, what, tenantId, openedAt, dueAt],
    rungs[rung] ?? 'late',
  ]);
  const head = ['REFERENCE', 'WHAT', 'WITH', 'ASKED', 'DUE', 'LAST BROUGHT UP'];
  for (const line of tableLines([head, ...rows])) output.line(line);
}
