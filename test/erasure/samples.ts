import { randomBytes, randomUUID } from 'node:crypto';

import { mongo } from 'mongoose';

import { type IdentitySet } from '../../src/domain/subject.ts';
import { newReference } from '../../src/requests/relay-codes.ts';
import { type ErasureWorld } from './erasure-world.ts';

export type Document = Record<string, unknown>;

/** One item of a person in a store, as the raw driver sees it. */
export interface Sample {
  readonly collection: string;
  /** What finds the person's items there. */
  readonly filter: (world: ErasureWorld, person: IdentitySet) => Document;
  /** One more item. */
  readonly document: (world: ErasureWorld, person: IdentitySet) => Document;
}

/** For every store of the register; the tests are made from the register and fail for a store that has none here. */
export const samples: Readonly<Record<string, Sample>> = {
  contacts: bound('contacts', () => ({ createdAt: new Date(), updatedAt: new Date() })),
  messages: bound('messages', ({ clock }) => ({ messageHash: randomUUID(), at: new Date(clock.time - 3_600_000) })),
  template_sends: bound('template_sends', ({ clock }) => ({ messageHash: randomUUID(), at: new Date(clock.time) })),
  opt_ins: bound('opt_ins', ({ clock }) => ({ category: randomUUID(), at: new Date(clock.time) })),
  media: bound('media', ({ clock }) => ({ messageHash: randomUUID(), at: new Date(clock.time) })),
  reveals: {
    collection: 'reveals',
    filter: (_world, { tenantId, hashes }) => ({ tenantId, names: { $in: [...hashes] } }),
    document: ({ clock }, { tenantId, subjectId, hashes }) => ({
      ...{ _id: randomUUID(), tenantId, subjectId, names: [...hashes], requestId: randomUUID(), sealed: someBytes() },
      expiresAt: new Date(clock.time - 60_000),
    }),
  },
  logged_requests: bound('logged_requests', ({ clock }) => ({ right: randomUUID(), receivedAt: new Date(clock.time) })),
  corrections: bound('corrections', ({ clock }) => ({ reference: randomUUID(), openedAt: new Date(clock.time) })),
  relays: bound('relays', ({ clock }) => ({
    reference: randomUUID(),
    state: 'handed',
    openedAt: new Date(clock.time),
  })),
  copies: {
    collection: 'copies',
    filter: (_world, { tenantId, hashes }) => ({ tenantId, names: { $in: [...hashes] } }),
    document: ({ clock }, { tenantId, subjectId, hashes }) => ({
      ...{ _id: randomUUID(), tenantId, subjectId, names: [...hashes], requestId: randomUUID(), chunkCount: 1 },
      expiresAt: new Date(clock.time + 60_000),
    }),
  },
  conversations: bound('conversations', () => ({ phoneNumberId: randomUUID(), lane: 'l', outbox: [], handled: [] })),
  inbox: {
    collection: 'inbox_events',
    filter: (_world, { tenantId, hashes }) => ({ tenantId, names: { $in: [...hashes] } }),
    document: ({ clock, tenant, tenants, stores }, { tenantId, hashes, identifiers }) => ({
      ...{ _id: randomUUID(), tenantId, kind: 'status', state: 'pending', attempts: 0, names: [...hashes] },
      lane: identifiers.map((one) => stores.blindIndex.lane(tenants.get(tenantId) ?? tenant, one))[0],
      ...{ keyId: '2026-11-24', sealed: someBytes(), receivedAt: new Date(clock.time - 1000) },
      ...{ dueAt: new Date(clock.time), expiresAt: new Date(clock.time + 86_400_000) },
    }),
  },
  verifications: {
    collection: 'verifications',
    filter: (world, person) => ({ counters: { $in: countersOf(world, person) } }),
    document: (world, person) => ({
      ...{ _id: `v-${person.subjectId}`, tenantId: person.tenantId, counters: countersOf(world, person) },
      live: { requestId: randomUUID(), mac: 'a-mac', expiresAt: new Date(), tries: 1, consumedBy: null },
      ...{ failures: [new Date(world.clock.time)], sends: [new Date(world.clock.time)] },
      checks: [{ effectId: randomUUID(), result: 'wrong', triesLeft: 2 }],
      expiresAt: new Date(world.clock.time + 86_400_000),
    }),
  },
  requests: {
    collection: 'requests',
    filter: (_world, { tenantId, hashes }) => ({ tenantId, names: { $in: [...hashes] }, 'state.name': 'code_sent' }),
    document: ({ clock }, { tenantId, keyIds, hashes }) => ({
      ...{ _id: randomUUID(), reference: newReference(), tenantId, right: 'erasure', locale: 'en', phoneNumberId: '2' },
      ...{ state: { name: 'code_sent', codeChannel: 'chat' }, version: 1, openedAt: new Date(clock.time) },
      ...{ verifiedAt: null, startsAt: null, lease: { until: new Date(0), fence: 0 }, attempts: 0, plan: null },
      ...{ steps: [], noticesDue: [], told: [], farewellUntil: null },
      ...{ subjectId: randomUUID(), keyId: keyIds[0], names: [...hashes] },
    }),
  },
  subjects: {
    collection: 'subjects',
    filter: (_world, { subjectId }) => ({ _id: subjectId }),
    document: (_world, { tenantId, subjectId, keyIds, hashes }) => ({
      ...{ _id: subjectId, tenantId, keyId: keyIds[0], keyIds: [...keyIds], names: [...hashes] },
      ...{ sealed: someBytes(), isLockedOut: true, createdAt: new Date() },
    }),
  },
  person_keys: {
    collection: 'person_keys',
    filter: (_world, { keyIds }) => ({ _id: { $in: [...keyIds] } }),
    document: (_world, { tenantId, keyIds }) => ({
      ...{ _id: keyIds[0], tenantId, wrapped: someBytes(), createdAt: new Date() },
    }),
  },
};

/** Collections beside the one that is counted: what hangs on a store's documents. */
const hanging: readonly { readonly store: string; readonly sample: Sample }[] = [
  {
    store: 'messages',
    sample: bound('message_contents', ({ clock }) => ({ messageHash: randomUUID(), at: new Date(clock.time) })),
  },
  {
    store: 'media',
    sample: bound('media_files.files', ({ clock }) => ({
      ...{ _id: new mongo.ObjectId(), uploadDate: new Date(clock.time), at: new Date(clock.time) },
    })),
  },
  {
    store: 'media',
    sample: bound('media_files.chunks', ({ clock }) => ({
      ...{ _id: new mongo.ObjectId(), files_id: new mongo.ObjectId(), n: 0 },
      ...{ uploadDate: new Date(clock.time), at: new Date(clock.time) },
    })),
  },
];

export function sampleOf(store: string): Sample {
  const sample = samples[store];
  if (sample === undefined) throw new Error(`test/erasure/samples.ts has no sample of ${store}.`);
  return sample;
}

/** Puts an item into a store past every part of ours. */
export async function plant(world: ErasureWorld, store: string, person: IdentitySet): Promise<void> {
  const { collection, document } = sampleOf(store);
  const made = document(world, person);
  await world.connection.collection(collection).replaceOne({ _id: made['_id'] as never }, made, { upsert: true });
}

/** Fills every store with `rows` items of a person; keys and the person's own row are there already. */
export async function fill(
  world: ErasureWorld,
  person: IdentitySet,
  rows: number,
  stores: readonly string[] = world.erasers.map((one) => one.store),
): Promise<void> {
  const once = new Set(['contacts', 'verifications', 'reveals', 'requests']);
  const filled = stores.filter((store) => store !== 'subjects' && store !== 'person_keys');
  const counted = filled.map((store) => {
    const { collection, document } = sampleOf(store);
    const rowsOf = Array.from({ length: once.has(store) ? 1 : rows }, () => document(world, person));
    return world.connection.collection(collection).insertMany(rowsOf);
  });
  const others = hanging
    .filter(({ store }) => stores.includes(store))
    .map(({ sample }) =>
      world.connection.collection(sample.collection).insertOne(sample.document(world, person) as never),
    );
  await Promise.all([...counted, ...others]);
}

/** Raw BSON of everything that belongs to a person (or a whole tenant), by collection and id. */
export async function bytesOf(world: ErasureWorld, filter: Document): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of await world.collections()) {
    const rows = world.connection.collection(name).find(filter as never, { raw: true });
    for await (const raw of rows) {
      const bytes = raw as unknown as Buffer;
      found.set(`${name} ${String(mongo.BSON.deserialize(bytes)['_id'])}`, bytes.toString('hex'));
    }
  }
  return found;
}

/** What any document of the person matches. */
export function everythingOf(world: ErasureWorld, person: IdentitySet): Document {
  const { subjectId, keyIds, hashes } = person;
  return {
    $or: [
      { subjectId },
      { keyId: { $in: [...keyIds] } },
      { names: { $in: [...hashes] } },
      { _id: { $in: [subjectId, ...keyIds] } },
      { counters: { $in: countersOf(world, person) } },
    ],
  };
}

function countersOf(world: ErasureWorld, { tenantId, identifiers }: IdentitySet): readonly string[] {
  const tenant = world.tenants.get(tenantId) ?? world.tenant;
  return identifiers.map((one) => world.stores.blindIndex.codeCounter(tenant, one));
}

function bound(collection: string, rest: (world: ErasureWorld) => Document): Sample {
  return {
    collection,
    filter: (_world, { tenantId, hashes }) => ({ tenantId, names: { $in: [...hashes] } }),
    document: (world, { tenantId, subjectId, keyIds, hashes }) => ({
      ...{ _id: randomUUID(), tenantId, subjectId, keyId: keyIds[0], names: [...hashes], sealed: someBytes() },
      ...rest(world),
    }),
  };
}

function someBytes(): Buffer {
  return randomBytes(40);
}
