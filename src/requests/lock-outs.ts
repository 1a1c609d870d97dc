import { isWholeErasure } from '../domain/matter.ts';
import { type Identifier } from '../domain/subject.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { lockedOutStates } from './request-record.ts';
import { type RequestStore } from './request-store.ts';

/**
 * Whether a person must be left alone: from the right code until their data is gone. Asked before anything is sent to
 * them, shown of them or stored about them. Reads the requests themselves, so it holds at once and survives the person's row.
 */
export interface LockOuts {
  isLockedOut(tenant: Tenant, identifiers: readonly Identifier[]): Promise<boolean>;
}

/** Makes lock-outs over the open requests: one indexed look-up among the few that are open. */
export function createLockOuts({
  store,
  blindIndex,
}: {
  readonly store: Pick<RequestStore, 'openOf'>;
  readonly blindIndex: BlindIndex;
}): LockOuts {
  return {
    async isLockedOut(tenant, identifiers) {
      if (identifiers.length === 0) return false;
      const open = await store.openOf(tenant.tenantId, blindIndex.names(tenant, identifiers));
      return open.some((one) => isWholeErasure(one.matter) && lockedOutStates.includes(one.state.name));
    },
  };
}
