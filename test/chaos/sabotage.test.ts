import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type IdentitySet } from '../../src/domain/subject.ts';
import { type Eraser } from '../../src/erasure/eraser.ts';
import { type ErasureWorld } from '../erasure/erasure-world.ts';
import { sampleOf, samples } from '../erasure/samples.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { askForCode, expectTaken, farewell, isFarewell, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { tenantOf } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

/** `leaves`: the store's own eraser forgets one row. `late`: one is written past us once the store was erased. */
const ways = ['leaves', 'late'] as const;
/** What `late` writes, as the door stores it: in the inbox with the next look of a worker. */
const arrives = { store: 'inbox', way: 'arrives' } as const;

interface Case {
  readonly store: string;
  readonly way: (typeof ways)[number] | 'arrives';
  readonly person: Person;
}

let database: TestDatabase;
let product: Product;
let cases: readonly Case[] = [];
/** By reference, once they are in the chat. */
const references = new Map<Case, string>();
let isArmed = true;

beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database), {
    overrides: { erasers: sabotaged },
    graph: { statuses: { upTo: 'none' } },
  });
  addStaff(product.graph);
  // The register is the source of the cases: a store without a sample fails here.
  const stores = product.container.stages.register.erasers.map((one) => one.store);
  const pairs = [...stores.flatMap((store) => ways.map((way) => ({ store, way }))), arrives];
  cases = pairs.map((pair, index) => ({ ...pair, person: addSomebody(product.graph, index + 1) }));
  await Promise.all(cases.map(bringToBlock));
}, 120_000);
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

/** The whole conversation; then the person hears that it takes longer. */
async function bringToBlock(one: Case): Promise<void> {
  const { person } = one;
  await expectTaken(person.writes(await askForCode(person)));
  references.set(one, referenceIn(await person.waitFor(({ text }) => text.includes('longer than planned'), 60_000)));
}

/** The product's own erasers, each with a hand that slips for one person or another. */
function sabotaged(own: readonly Eraser[]): readonly Eraser[] {
  const last = own.at(-1)?.store;
  return own.map((eraser) => ({
    ...eraser,
    async erase(who, retention, context) {
      const found = cases.find(({ person }) => who.identifiers.some(({ value }) => value === person.bsuid));
      if (!isArmed || found === undefined) return eraser.erase(who, retention, context);
      const place = await placeOf(found, who, context.erasedFrom);
      const isLeft = found.way === 'leaves' && found.store === eraser.store;
      if (isLeft) await place.put();
      const counts = await eraser.erase(who, retention, context);
      if (isLeft || (found.way !== 'leaves' && eraser.store === last)) {
        if (isLeft) expect(await place.isThere()).toBe(false);
        await place.put();
      }
      return counts;
    },
  }));
}

interface Place {
  put(): Promise<void>;
  isThere(): Promise<boolean>;
}

/** One row of a person in a store, written by the raw driver: past every part of ours. */
async function placeOf({ store, way }: Case, who: IdentitySet, time: number): Promise<Place> {
  const { connection, stores } = product.container;
  const { collection, document, filter } = sampleOf(store);
  const tenant = await tenantOf(product.container, who.tenantId);
  const tenants = new Map([[tenant.tenantId, tenant]]);
  const world = { connection, stores, tenant, tenants, clock: { time } } as unknown as ErasureWorld;
  const rows = connection.collection(collection);
  // Without an end, where it has one that is over: else MongoDB may drop it before we look.
  const made = Object.fromEntries(Object.entries(document(world, who)).filter(([field]) => field !== 'expiresAt'));
  // There is one a person at most: what the chat left is replaced.
  const known = isOneEach.has(store) ? await rows.findOne(filter(world, who)) : null;
  const row: Readonly<Record<string, unknown>> = { ...made, _id: known?._id ?? made['_id'] };
  if (way === 'arrives') {
    const arrival = { _id: randomUUID() as never, rows: [row] };
    const put = () => stores.models.arrival.collection.insertOne(arrival as never).then(() => undefined);
    return { put, isThere: () => Promise.resolve(false) };
  }
  return {
    async put() {
      await rows.replaceOne({ _id: row['_id'] as never }, row, { upsert: true });
    },
    // Of what is stripped and not deleted (inbox, codes) something is left, but not this.
    isThere: async () => (await rows.countDocuments(row)) > 0,
  };
}

const isOneEach: ReadonlySet<string> = new Set(['contacts', 'verifications']);

describe('an erasure of which one row is left', () => {
  test('covers every store of the register, in both ways', () => {
    const { erasers } = product.container.stages.register;
    expect(cases).toHaveLength(erasers.length * ways.length + 1);
    expect(erasers.map(({ store }) => store).sort()).toEqual(Object.keys(samples).sort());
  });

  test('ends in blocked, whatever the store and however it was left', async () => {
    const { operator } = product.container.stages;
    const ends = await Promise.all(
      cases.map(async (one) => {
        const { state, blocked } = await operator.show(references.get(one) ?? '');
        return { store: one.store, way: one.way, state, blocked };
      }),
    );
    const expected = cases.map(({ store, way }) => ({
      ...{ store, way, state: 'blocked', blocked: { store, reason: 'residue' } },
    }));
    expect(ends).toEqual(expected);
  });

  test('tells neither the business nor the person that it is done', async () => {
    const { connection } = product.container;
    const [notices, farewells] = await Promise.all([
      connection.collection('notices').countDocuments({ event: 'dsr.erased' }),
      connection.collection('farewells').countDocuments({}),
    ]);
    expect([notices, farewells]).toEqual([0, 0]);
    expect(product.webhook.received.map(({ body }) => body).join('')).not.toContain('dsr.erased');
    expect(cases.filter(({ person }) => person.arrived.some((one) => isFarewell(one)))).toEqual([]);
    expect(product.log.filter((line) => line.includes('"erasure_blocked"'))).toHaveLength(cases.length);
  });

  test('is finished by a retry of the operator, with one farewell', async () => {
    const { stages, connection } = product.container;
    isArmed = false;
    await Promise.all([...references.values()].map((reference) => stages.operator.retry(reference)));
    await Promise.all(cases.map(({ person }) => farewell(person, 'en', 60_000)));
    const states = await Promise.all([...references.values()].map((one) => stages.operator.show(one)));
    expect(states.map(({ state }) => state)).toEqual(cases.map(() => 'erased'));
    expect(await connection.collection('notices').distinct('requestId', { event: 'dsr.erased' })).toHaveLength(
      cases.length,
    );
    await until(async () => (await connection.collection('farewells').countDocuments({})) === 0);
    const counts = cases.map(({ person }) => person.arrived.filter((one) => isFarewell(one)).length);
    expect(counts).toEqual(cases.map(() => 1));
  }, 90_000);
});
