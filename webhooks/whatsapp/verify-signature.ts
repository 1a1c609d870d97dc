import { timingSafeEqual } from 'node:crypto';

import { hmacSha256 } from '../../src/keys/hmac-sha256.ts';

const headerShape = /^sha256=([0-9a-f]{64})$/i;

/**
 * Says which secret signed these bytes: `X-Hub-Signature-256` is `sha256=` and the HMAC-SHA256 of the raw body under the
 * app secret (Meta, Webhooks, getting started). Compared in constant time; an empty secret never matches (pitfall 2).
 *
 * @returns the index in `secrets`, or -1 for a missing, short, odd, non-hex or wrong signature. Never throws (pitfall 3).
 */
export function indexOfSigner(body: Buffer, header: string | undefined, secrets: readonly string[]): number {
  const hex = header === undefined ? undefined : headerShape.exec(header)?.[1];
  if (hex === undefined) return -1;
  const claimed = Buffer.from(hex, 'hex');
  for (let index = 0; index < secrets.length; index += 1) {
    const secret = secrets[index];
    if (secret === undefined || secret === '') continue;
    const own = hmacSha256(Buffer.from(secret), body, 'binary');
    if (timingSafeEqual(Buffer.from(own, 'latin1'), claimed)) return index;
  }
  return -1;
}
