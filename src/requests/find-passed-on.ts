import { type Tenant } from '../tenants/tenant.ts';
import { answeringOf, type PassedOn, passedOnOf } from './passed-on.ts';
import { type RelayStore, type StoredRelay } from './relay-store.ts';
import { type RelayParts } from './relay-parts.ts';

export interface FindParts {
  readonly store: Pick<RelayStore, 'byReference'>;
  readonly tenants: Pick<RelayParts['tenants'], 'all'>;
}

export interface FoundPassedOn {
  readonly operator: Tenant;
  readonly relay: StoredRelay;
  readonly one: PassedOn;
}

/**
 * What people have in hand, by its reference. It rests with the operator, whoever answers it: one query over all numbers of operators,
 * since a reference is unique and no name is needed. @param tenantId who asks: what is with another is as unknown as none; absent: the
 * operator's own command, which may know all.
 */
export async function findPassedOn(
  { store, tenants }: FindParts,
  reference: string,
  tenantId?: string,
): Promise<FoundPassedOn | null> {
  const operators = (await tenants.all()).filter(({ isOperator }) => isOperator === true);
  const ids = operators.map((operator) => operator.tenantId);
  const relay = await store.byReference(ids, reference);
  const operator = operators.find((one) => one.tenantId === relay?.tenantId);
  const one = relay === null ? undefined : passedOnOf(relay).find((passed) => passed.reference === reference);
  if (relay === null || operator === undefined || one === undefined) return null;
  return tenantId === undefined || answeringOf(relay, one) === tenantId ? { operator, relay, one } : null;
}
