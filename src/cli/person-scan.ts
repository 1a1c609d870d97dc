import { identitySetOf, type Subjects } from '../conversation/subjects.ts';
import { type Identifier, type IdentitySet } from '../domain/subject.ts';
import type { Register } from '../erasure/register.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type TenantStore } from '../tenants/tenant-store.ts';
import { knownTenant } from './known-tenant.ts';
import { type Output } from './output.ts';
import { readName } from './read-name.ts';
import { tableLines } from './table.ts';

export interface PersonScanParts {
  readonly tenants: Pick<TenantStore, 'find'>;
  readonly subjects: Pick<Subjects, 'find'>;
  readonly blindIndex: Pick<BlindIndex, 'names'>;
  readonly register: Pick<Register, 'erasers' | 'retentionOf'>;
  /** Asks for the person's number or id. Never an argument: those stand in `ps` and in the shell's history. */
  readonly askName: () => Promise<string>;
  readonly now: () => number;
}

/** Counts what is held of a person, per store, and changes nothing. The person's name is not repeated. */
export async function runPersonScan(output: Output, parts: PersonScanParts, tenantId: string): Promise<void> {
  const tenant = await knownTenant(parts.tenants, tenantId);
  const identity = await identityOf(parts, tenant, readName(await parts.askName()));
  const counts = await Promise.all(
    parts.register.erasers.map(async (eraser) => ({ store: eraser.store, items: await eraser.count(identity) })),
  );
  const held = counts.filter(({ items }) => items > 0);
  if (held.length === 0) {
    output.line('Nothing is held of this person.');
    return;
  }
  const rows = held.map(({ store, items }) => {
    const retention = parts.register.retentionOf(tenant, store, parts.now());
    return [store, String(items), retention === null ? 'goes' : `may stay: ${retention.ground}`];
  });
  for (const line of tableLines([['STORE', 'ITEMS', 'WHEN ERASED'], ...rows])) output.line(line);
  output.line();
  output.line(
    `${held.reduce((sum, { items }) => sum + items, 0)} items in ${held.length} stores. Nothing was changed.`,
  );
}

/** A stranger is looked for by the one name that was given: something may be held that no row of theirs points at. */
async function identityOf(parts: PersonScanParts, tenant: Tenant, name: Identifier): Promise<IdentitySet> {
  const subject = await parts.subjects.find(tenant, [name]);
  if (subject !== null) return identitySetOf(subject);
  const hashes = parts.blindIndex.names(tenant, [name]);
  return { tenantId: tenant.tenantId, subjectId: '', keyIds: [], hashes, identifiers: [name] };
}
