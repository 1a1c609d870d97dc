import { createHash } from 'node:crypto';

import { z } from 'zod';

import { type Tenant } from './tenant.ts';
import { tenantFile } from './tenant-file.ts';

/** What is sealed of a tenant: its file and the secrets that were made for it. `v` tells later versions apart. */
export const tenantContents = z.strictObject({
  v: z.literal(1),
  file: tenantFile,
  /** Newest first. An older one signs as well until `until`, so that the receiver can change over. */
  webhookSecrets: z.array(z.strictObject({ secret: z.string(), until: z.iso.datetime().nullable() })),
  subjectRefKey: z.string(),
});
export type TenantContents = z.infer<typeof tenantContents>;

/** Makes the tenant that the program uses. @param now milliseconds since the Unix epoch: retired secrets are left out. */
export function toTenant(
  tenantId: string,
  { file, webhookSecrets, subjectRefKey }: TenantContents,
  now: number,
): Tenant {
  const { portfolioId, content, privacyContact, instruction, ...rest } = file;
  return {
    ...rest,
    tenantId,
    portfolioId: portfolioId ?? file.wabaId,
    content: content ?? null,
    privacyContact: privacyContact ?? null,
    instruction: { ...instruction, hash: instructionHash(instruction) },
    webhookSecrets: webhookSecrets
      .filter(({ until }) => until === null || Date.parse(until) > now)
      .map(({ secret }) => secret),
    subjectRefKey,
  };
}

/** SHA-256 of the standing instruction, to be named in receipts: which one was in force. Kept classes in a fixed order. */
function instructionHash({ version, objectionHours, kept }: TenantContents['file']['instruction']): string {
  const classes = kept.map(({ store, ground, retentionDays }) => JSON.stringify([store, ground, retentionDays])).sort();
  return createHash('sha256')
    .update(JSON.stringify([version, objectionHours, classes]))
    .digest('base64url');
}
