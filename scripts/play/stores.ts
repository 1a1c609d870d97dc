import { createHash } from 'node:crypto';

import { identitySetOf } from '../../src/conversation/subjects.ts';
import { type Identifier, type IdentitySet } from '../../src/domain/subject.ts';
import { type Product } from '../../test/support/product/product.ts';

/** Finds somebody as `oubli person scan` does. */
export async function findPerson(
  { container, business }: Product,
  identifiers: readonly Identifier[],
): Promise<IdentitySet | null> {
  const { subjects, tenants } = container.stores;
  const tenant = await tenants.byId(business.tenantId);
  const subject = tenant === null ? null : await subjects.find(tenant, identifiers);
  return subject === null ? null : identitySetOf(subject);
}

/** How much each registered store holds about somebody. */
export async function countStores({ container }: Product, person: IdentitySet): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const eraser of container.stages.register.erasers) counts.set(eraser.store, await eraser.count(person));
  return counts;
}

/** A fingerprint of every row of somebody, to show that nobody else's erasure touches them. */
export async function fingerprint({ container }: Product, person: IdentitySet): Promise<string> {
  const hash = createHash('sha256');
  for (const model of Object.values(container.stores.models)) {
    const rows = await container.connection
      .collection(model.collection.collectionName)
      .find({ tenantId: person.tenantId, names: { $in: [...person.hashes] } })
      .sort({ _id: 1 })
      .toArray();
    hash.update(JSON.stringify(rows));
  }
  return hash.digest('hex');
}
