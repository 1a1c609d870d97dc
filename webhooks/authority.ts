import { timingSafeEqual } from 'node:crypto';

import { type Tenant, type TenantDirectory } from '../src/tenants/tenant.ts';
import { indexOfSigner } from './whatsapp/verify-signature.ts';

/** Whose app signed a webhook: the operator's, or one of tenants' own, told by the very secret that it was signed with. */
export type Signer = { readonly kind: 'operator' } | { readonly kind: 'own'; readonly secret: string };

interface AuthorityParts {
  /** `META_APP_SECRET`: several during a rotation. */
  readonly operatorSecrets: readonly string[];
  readonly tenants: TenantDirectory;
}

export interface Authority {
  /** Who signed these bytes, or `null`. With a tenant in the path, only an app of that tenant's own may. */
  signerOf(body: Buffer, signature: string | undefined, tenantId: string | null): Promise<Signer | null>;
}

const operator: Signer = { kind: 'operator' };

/** Finds out whose secret signed a body. */
export function createAuthority({ operatorSecrets, tenants }: AuthorityParts): Authority {
  const ownSecretOf = (body: Buffer, signature: string | undefined, tenant: Tenant | null): Signer | null => {
    const secret = tenant?.appSecrets[indexOfSigner(body, signature, tenant.appSecrets)];
    return secret === undefined ? null : { kind: 'own', secret };
  };
  return {
    async signerOf(body, signature, tenantId) {
      if (signature === undefined) return null;
      if (tenantId !== null) return ownSecretOf(body, signature, await tenants.byId(tenantId));
      if (indexOfSigner(body, signature, operatorSecrets) !== -1) return operator;
      for (const wabaId of claimedWabaIds(body)) {
        const signer = ownSecretOf(body, signature, await tenants.byWaba(wabaId));
        if (signer !== null) return signer;
      }
      return null;
    },
  };
}

/**
 * Whether a signer may speak for a tenant. The operator's app speaks for those without an app of their own. A tenant's own app
 * speaks for whoever holds its secret, such as another WABA of the same company, and for them the operator's no longer does.
 */
export function maySpeakFor(signer: Signer, tenant: Tenant): boolean {
  return signer.kind === 'operator'
    ? tenant.appSecrets.length === 0
    : tenant.appSecrets.some((one) => isSameSecret(one, signer.secret));
}

/** In constant time for secrets of one length: nobody's own secret may be a probe for another's. */
function isSameSecret(one: string, other: string): boolean {
  const bytes = Buffer.from(one);
  const others = Buffer.from(other);
  return bytes.length === others.length && timingSafeEqual(bytes, others);
}

/**
 * On the shared path a tenant's own app is told by the ids near the body's two ends, where `entry[].id` stands. They choose
 * which few secrets are tried and are trusted for nothing else; trying every tenant's would let a forger cost us much.
 */
function claimedWabaIds(body: Buffer): readonly string[] {
  const ends = `${body.toString('latin1', 0, 4096)} ${body.toString('latin1', Math.max(4096, body.length - 1024))}`;
  const ids = new Set<string>();
  for (const match of ends.matchAll(/"id"\s*:\s*"?([0-9]{5,30})"?\s*[,}]/g)) {
    if (match[1] !== undefined) ids.add(match[1]);
    if (ids.size === 4) break;
  }
  return [...ids];
}
