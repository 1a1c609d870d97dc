import { type FlowContext } from '../../flows/flow.ts';
import { toInstant } from '../domain/instant.ts';
import { type Tenant } from '../tenants/tenant.ts';

/** Says what erasing does at a tenant: from the register of stores and the tenant's standing instruction. */
export type PreviewOf = (tenant: Tenant, now: number) => FlowContext['preview'];

/** Makes the plain values that a flow may know. */
export function flowContext(tenant: Tenant, now: number, previewOf: PreviewOf): FlowContext {
  return {
    now: toInstant(now),
    tenant: {
      name: tenant.name,
      mode: tenant.mode,
      locales: tenant.locales,
      defaultLocale: tenant.defaultLocale,
      isOperator: tenant.isOperator === true,
      hasHuman: Object.keys(tenant.channels).length > 0,
      contact: tenant.privacyContact,
    },
    preview: previewOf(tenant, now),
    objectionHours: tenant.instruction.objectionHours,
  };
}
