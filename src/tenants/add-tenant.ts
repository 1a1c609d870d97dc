import { randomUUID } from 'node:crypto';

import { type BlindIndex } from '../keys/blind-index.ts';
import { readTenantFile } from './read-tenant-file.ts';
import { type Deployment } from './tenant-rules.ts';
import { makeApiKey, makeSubjectRefKey, makeWebhookSecret } from './tenant-secret.ts';
import { type TenantStore } from './tenant-store.ts';

export interface AddTenantParts {
  readonly store: Pick<TenantStore, 'insert'>;
  readonly blindIndex: Pick<BlindIndex, 'apiKey'>;
  readonly deployment: Deployment;
}

/** A tenant that was just added, with the secrets that are shown this once. */
export interface AddedTenant {
  readonly tenantId: string;
  readonly name: string;
  readonly apiKey: string;
  /** Where its Meta app sends webhooks when it has one of its own; `null`: the operator's app, on the shared path. */
  readonly ownWebhookPath: string | null;
  /** The secret that signs what the tenant is sent; `null` without a webhook channel. */
  readonly webhookSecret: string | null;
  readonly subjectRefKey: string;
}

/**
 * Adds a tenant from its file: validates it whole, makes its keys, stores it sealed.
 * @throws OubliError `tenant_file_invalid` (every fault at once), `tenant_waba_taken`, `tenant_number_taken`.
 */
export async function addTenant(
  { store, blindIndex, deployment }: AddTenantParts,
  value: unknown,
): Promise<AddedTenant> {
  const file = readTenantFile(value, deployment);
  const tenantId = randomUUID();
  const apiKey = makeApiKey();
  const subjectRefKey = makeSubjectRefKey();
  const webhookSecret =
    file.channels.webhook === undefined ? null : (file.channels.webhook.secret ?? makeWebhookSecret());
  const webhookSecrets = webhookSecret === null ? [] : [{ secret: webhookSecret, until: null }];
  await store.insert({
    tenantId,
    contents: { v: 1, file, webhookSecrets, subjectRefKey },
    apiKeyHash: blindIndex.apiKey(apiKey),
  });
  const ownWebhookPath = file.appSecrets.length === 0 ? null : `/webhooks/whatsapp/${tenantId}`;
  return { tenantId, name: file.name, apiKey, ownWebhookPath, webhookSecret, subjectRefKey };
}
