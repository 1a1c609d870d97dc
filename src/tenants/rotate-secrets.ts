import { OubliError } from '../domain/errors.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { makeApiKey, makeWebhookSecret } from './tenant-secret.ts';
import { type TenantStore } from './tenant-store.ts';

/** Gives a tenant a new API key, shown this once. The old one stops within the seconds that tenants are cached. */
export async function rotateApiKey(
  parts: { readonly store: Pick<TenantStore, 'replaceApiKey'>; readonly blindIndex: Pick<BlindIndex, 'apiKey'> },
  tenantId: string,
): Promise<string> {
  const apiKey = makeApiKey();
  if (!(await parts.store.replaceApiKey(tenantId, parts.blindIndex.apiKey(apiKey)))) throw unknownTenant();
  return apiKey;
}

/**
 * Gives a tenant a new webhook secret, shown this once. What is sent carries the signatures of both until the old one
 * retires, so that the receiver changes over without losing anything; older ones than that retire at once.
 */
export async function rotateWebhookSecret(
  parts: { readonly store: Pick<TenantStore, 'change'>; readonly clock: Clock },
  tenantId: string,
  overlapHours: number,
): Promise<string> {
  const secret = makeWebhookSecret();
  const until = toInstant(parts.clock.now() + overlapHours * 3_600_000);
  const isChanged = await parts.store.change(tenantId, (contents) => {
    if (contents.file.channels.webhook === undefined) {
      throw new OubliError('tenant_without_webhook', 'This tenant has no webhook channel.');
    }
    const [current] = contents.webhookSecrets;
    const retiring = current === undefined ? [] : [{ secret: current.secret, until }];
    return { ...contents, webhookSecrets: [{ secret, until: null }, ...retiring] };
  });
  if (!isChanged) throw unknownTenant();
  return secret;
}

function unknownTenant(): OubliError {
  return new OubliError('tenant_unknown', 'There is no tenant with this id. See: npm run oubli -- tenant list');
}
