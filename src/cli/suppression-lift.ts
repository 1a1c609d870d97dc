import { type Suppressions } from '../messaging/suppressions.ts';
import { type TenantStore } from '../tenants/tenant-store.ts';
import { knownTenant } from './known-tenant.ts';
import { type Output } from './output.ts';
import { readName } from './read-name.ts';

/**
 * Lets a business put somebody in again whose data was erased: the person asked for it somewhere else. Asks for the name, as
 * `person scan` does, and does not repeat it.
 */
export async function runSuppressionLift(
  output: Output,
  parts: {
    readonly tenants: Pick<TenantStore, 'find'>;
    readonly suppressions: Pick<Suppressions, 'lift'>;
    /** Never an argument: those stand in `ps` and in the shell's history. */
    readonly askName: () => Promise<string>;
  },
  tenantId: string,
): Promise<void> {
  const tenant = await knownTenant(parts.tenants, tenantId);
  const lifted = await parts.suppressions.lift(tenant, [readName(await parts.askName())]);
  output.line(
    lifted === 0
      ? 'Nobody of that name is suppressed at this business.'
      : 'Lifted, for every name of this person. The business can put them in again.',
  );
}
