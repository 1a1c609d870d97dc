import { isDeepStrictEqual } from 'node:util';

import { OubliError } from '../domain/errors.ts';
import { readTenantFile } from './read-tenant-file.ts';
import { type TenantContents } from './tenant-contents.ts';
import { type TenantFile } from './tenant-file.ts';
import { type Deployment } from './tenant-rules.ts';
import { makeWebhookSecret } from './tenant-secret.ts';
import { type TenantStore } from './tenant-store.ts';

export interface UpdateTenantParts {
  readonly store: Pick<TenantStore, 'change'>;
  readonly deployment: Deployment;
}

/** What an update did. */
export interface UpdatedTenant {
  readonly name: string;
  /** Fields of the file that are another now, by path, in order. Never a value: some are secrets. */
  readonly changed: readonly string[];
  /** Made for a webhook that was not there before, and shown this once; `null`: none was made. */
  readonly webhookSecret: string | null;
}

/** Whose people and documents these are: a hash of every person is made with them. */
const identityFields = ['wabaId', 'portfolioId'] as const;

/**
 * Replaces a tenant's file by another, validated whole, as `addTenant` does. Keys stay: API key, subjectRef key, webhook secrets.
 * @throws OubliError `tenant_unknown`, `tenant_file_invalid`, `tenant_identity_fixed`, `tenant_number_gone`,
 * `tenant_secret_not_here`, `tenant_number_taken`.
 */
export async function updateTenant(
  { store, deployment }: UpdateTenantParts,
  tenantId: string,
  value: unknown,
): Promise<UpdatedTenant> {
  const file = readTenantFile(value, deployment);
  const updates: UpdatedTenant[] = [];
  const isThere = await store.change(tenantId, (contents) => {
    refuseAnotherIdentity(contents.file, file);
    const { secrets, made } = secretsFor(contents, file);
    updates.push({ name: file.name, changed: changedPaths(contents.file, file), webhookSecret: made });
    return { ...contents, file, webhookSecrets: secrets };
  });
  // Asked again when somebody else was faster: the last is what was written.
  const updated = updates.at(-1);
  if (isThere && updated !== undefined) return updated;
  throw new OubliError('tenant_unknown', 'There is no tenant with this id. See: npm run oubli -- tenant list');
}

function refuseAnotherIdentity(before: TenantFile, after: TenantFile): void {
  const portfolios = [before, after].map(({ portfolioId, wabaId }) => portfolioId ?? wabaId);
  const fixed = identityFields.filter((field) =>
    field === 'portfolioId' ? portfolios[0] !== portfolios[1] : before[field] !== after[field],
  );
  if (fixed.length > 0) {
    const names = fixed.join(', ');
    throw new OubliError(
      'tenant_identity_fixed',
      `These stay as they are: ${names}. Another account is another tenant.`,
    );
  }
  const kept = after.phoneNumbers.map(({ phoneNumberId }) => phoneNumberId);
  if (before.phoneNumbers.some(({ phoneNumberId }) => !kept.includes(phoneNumberId))) {
    const advice = 'Numbers can be added, not taken away: people are answered on the one that they wrote to.';
    throw new OubliError('tenant_number_gone', advice);
  }
}

/** The secrets in force stay: a receiver must not lose what is on its way. They change by `tenant rotate-webhook-secret` alone. */
function secretsFor(
  { webhookSecrets }: TenantContents,
  { channels }: TenantFile,
): { readonly secrets: TenantContents['webhookSecrets']; readonly made: string | null } {
  if (channels.webhook === undefined) return { secrets: [], made: null };
  const { secret } = channels.webhook;
  if (webhookSecrets.length === 0) {
    const first = secret ?? makeWebhookSecret();
    return { secrets: [{ secret: first, until: null }], made: secret === undefined ? first : null };
  }
  if (secret !== undefined && webhookSecrets.every((one) => one.secret !== secret)) {
    const advice =
      'channels.webhook.secret is another than the one in force: leave it out, and use rotate-webhook-secret.';
    throw new OubliError('tenant_secret_not_here', advice);
  }
  return { secrets: webhookSecrets, made: null };
}

/** Paths that differ, such as `channels.email.address`. A list counts as one. */
function changedPaths(before: unknown, after: unknown, path = ''): readonly string[] {
  if (!isPlain(before) || !isPlain(after)) return isDeepStrictEqual(before, after) ? [] : [path];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => changedPaths(before[name], after[name], path === '' ? name : `${path}.${name}`));
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
