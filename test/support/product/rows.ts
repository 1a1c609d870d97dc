import { type Connection, mongo } from 'mongoose';

import { type Container } from '../../../src/container.ts';
import { identitySetOf } from '../../../src/conversation/subjects.ts';
import { type Identifier, type IdentitySet } from '../../../src/domain/subject.ts';
import { type Tenant } from '../../../src/tenants/tenant.ts';
import { type Person } from '../graph/person.ts';
import { until } from '../until.ts';

/** Raw BSON, in hex, of every document that matches, by collection and id. */
export async function rowsThat(
  connection: Connection,
  filter: Readonly<Record<string, unknown>>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { name } of await connection.listCollections()) {
    for await (const raw of connection.collection(name).find(filter as never, { raw: true })) {
      const bytes = raw as unknown as Buffer;
      found.set(`${name} ${String(mongo.BSON.deserialize(bytes)['_id'])}`, bytes.toString('hex'));
    }
  }
  return found;
}

/** What any document of a person matches, but for codes' counters, which are kept under hashes of their own for a day. */
export function about({ subjectId, keyIds, hashes }: IdentitySet): Readonly<Record<string, unknown>> {
  return {
    $or: [
      { subjectId },
      { keyId: { $in: [...keyIds] } },
      { names: { $in: [...hashes] } },
      { _id: { $in: [subjectId, ...keyIds] } },
    ],
  };
}

/** How many items each registered store holds of a person. */
export async function countsOf(container: Container, person: IdentitySet): Promise<Readonly<Record<string, number>>> {
  const { erasers } = container.stages.register;
  const counts = await Promise.all(erasers.map(async (one) => [one.store, await one.count(person)] as const));
  return Object.fromEntries(counts);
}

/** What {@link countsOf} gives when there is nothing. */
export function nothing(container: Container): Readonly<Record<string, number>> {
  return Object.fromEntries(container.stages.register.erasers.map(({ store }) => [store, 0]));
}

export async function tenantOf({ stores }: Container, tenantId: string): Promise<Tenant> {
  const tenant = await stores.tenants.byId(tenantId);
  if (tenant === null) throw new Error('The business is missing.');
  return tenant;
}

function namesOf({ bsuid, phone }: Pick<Person, 'phone' | 'bsuid'>): readonly Identifier[] {
  const id = { kind: 'bsuid', value: bsuid } as const;
  return phone === null ? [id] : [id, { kind: 'phone', value: phone }];
}

/** By what a business can find somebody; throws for a stranger. */
export async function identityOf(
  container: Container,
  tenantId: string,
  person: Pick<Person, 'phone' | 'bsuid'>,
): Promise<IdentitySet> {
  const tenant = await tenantOf(container, tenantId);
  // One name after the other: the id is that of one portfolio, and another business knows the person by another.
  for (const name of namesOf(person)) {
    const subject = await container.stores.subjects.find(tenant, [name]);
    if (subject !== null) return identitySetOf(subject);
  }
  throw new Error('Nothing is stored about this person.');
}

/** As {@link identityOf}, of somebody who may be a stranger: what they would be found by. */
export async function namesAt(container: Container, tenantId: string, person: Person): Promise<IdentitySet> {
  const tenant = await tenantOf(container, tenantId);
  const identifiers = namesOf(person);
  const hashes = container.stores.blindIndex.names(tenant, identifiers);
  return { tenantId, subjectId: '', keyIds: [], hashes, identifiers };
}

/** Whether every accepted event was handled. */
async function isAllHandled({ connection }: Pick<Container, 'connection'>): Promise<boolean> {
  // In the order in which an event moves.
  const arrived = await connection.collection('arrivals').countDocuments();
  return arrived === 0 && (await connection.collection('inbox_events').countDocuments({ state: 'pending' })) === 0;
}

/** Waits until every accepted event was handled. */
export function untilHandled(container: Pick<Container, 'connection'>, waitMs = 20_000): Promise<void> {
  return until(() => isAllHandled(container), waitMs);
}
