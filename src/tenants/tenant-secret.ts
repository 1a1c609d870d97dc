import { randomBytes } from 'node:crypto';

/** The key of a tenant's API: 256 random bits behind a prefix by which leak scanners know it. */
export function makeApiKey(): string {
  return `oubli_${randomBytes(32).toString('base64url')}`;
}

/** A Standard Webhooks secret: `whsec_` and 32 bytes in base64 (24 to 64 are allowed there). */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** The key of `subjectRef`, shared with the tenant alone. */
export function makeSubjectRefKey(): string {
  return randomBytes(32).toString('base64url');
}

/** True for `whsec_` and 24 to 64 bytes in base64. Source: Standard Webhooks specification, signature scheme. */
export function isWebhookSecret(text: string): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  if (base64 === undefined) return false;
  const bytes = Buffer.from(base64, 'base64').length;
  return bytes >= 24 && bytes <= 64;
}
