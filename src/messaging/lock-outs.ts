import { type Identifier } from '../domain/subject.ts';
import { type Tenant } from '../tenants/tenant.ts';

/**
 * Whether somebody's data is being erased. Covers the time in which the person's own row is gone already and the run is not
 * over, so that nothing grows back under it. Implemented by src/requests.
 */
export interface LockOuts {
  /** True when any of the names is locked out. */
  isLockedOut(tenant: Tenant, identifiers: readonly Identifier[]): Promise<boolean>;
}
