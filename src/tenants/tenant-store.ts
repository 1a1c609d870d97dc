import { type Tenant } from './tenant.ts';
import { type TenantContents } from './tenant-contents.ts';

/** By what a tenant is found. Each is unique. */
export type TenantKey =
  | { readonly tenantId: string }
  | { readonly wabaId: string }
  | { readonly phoneNumberId: string }
  | { readonly apiKeyHash: string };

/** A tenant as it is handed over to be stored. */
export interface NewTenant {
  readonly tenantId: string;
  readonly contents: TenantContents;
  readonly apiKeyHash: string;
}

/** Where tenants rest, secrets sealed. Implemented by src/stores/tenants.ts. */
export interface TenantStore {
  /** @throws OubliError `tenant_waba_taken` or `tenant_number_taken` when another tenant has it. */
  insert(tenant: NewTenant): Promise<void>;
  find(key: TenantKey): Promise<Tenant | null>;
  /** Oldest first. */
  all(): Promise<readonly Tenant[]>;
  /** `false` when there is no such tenant. */
  replaceApiKey(tenantId: string, apiKeyHash: string): Promise<boolean>;
  /**
   * Replaces what is sealed by what `change` makes of it; asked again when somebody else was faster.
   * `false` when there is no such tenant. @throws OubliError `tenant_contended`, `tenant_number_taken`, and what `change` throws.
   */
  change(tenantId: string, change: (contents: TenantContents) => TenantContents): Promise<boolean>;
}
