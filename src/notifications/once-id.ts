import { createHash } from 'node:crypto';

import { makeReference } from '../domain/reference.ts';

/**
 * Id and reference of something that is told once: the same parts make the same again. Of random ids and times alone, so that
 * nothing leads back from it. @param kind what the id begins with.
 */
export function onceId(
  kind: string,
  parts: readonly string[],
): { readonly requestId: string; readonly reference: string } {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest();
  return { requestId: `${kind}-${hash.toString('base64url').slice(0, 22)}`, reference: makeReference(hash) };
}
