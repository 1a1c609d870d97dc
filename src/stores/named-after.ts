import { type IdentitySet } from '../domain/subject.ts';

/** Finds what carries one of the person's names, but for what is sealed under a key of whoever else has the name by now. */
export function namedAfter({ tenantId, hashes, othersKeyIds = [] }: IdentitySet): Record<string, unknown> {
  const isNotOthers = othersKeyIds.length === 0 ? {} : { keyId: { $nin: [...othersKeyIds] } };
  return { tenantId, names: { $in: [...hashes] }, ...isNotOthers };
}
