import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type IdentitySet } from '../../src/domain/subject.ts';
import { type Eraser } from '../../src/erasure/eraser.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Dump, dumpOf, putBack } from '../support/dump.ts';
import { deleteEverything, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { about, countsOf, identityOf, nothing, rowsThat, tenantOf, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

/** Until it is let go, a replay waits at its first store. */
let letGo: () => void;
const held = new Promise<void>((resolve) => (letGo = resolve));

let database: TestDatabase;
let product: Product;
let person: IdentitySet;
let neighbour: IdentitySet;
let reference: string;
let dump: Dump;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database), { graph: { statuses: { upTo: 'none' } } });
  addStaff(product.graph);
  const [ana, bilal] = [addSomebody(product.graph, 21), addSomebody(product.graph, 22)];
  const { container, business, graph } = product;
  for (const one of [ana, bilal]) {
    await one.writes('Hello, do you have roses?');
    await one.nextMessage();
  }
  await untilHandled(container);
  person = await identityOf(container, business.tenantId, ana);
  neighbour = await identityOf(container, business.tenantId, bilal);
  dump = await dumpOf(container.connection);
  reference = referenceIn(await deleteEverything(ana));
  await graph.settled();
  await untilHandled(container);
  await product.close();
});
afterAll(async () => {
  letGo();
  await product.close();
  await database.giveBack();
});

function waiting(own: readonly Eraser[]): readonly Eraser[] {
  const [first, ...rest] = own;
  if (first === undefined) return own;
  return [{ ...first, erase: async (...given) => held.then(() => first.erase(...given)) }, ...rest];
}

async function statusOf(path: string, init: RequestInit = {}): Promise<number> {
  return (await fetch(`${product.url}${path}`, init)).status;
}

/** One of every kind of route. */
function everyRoute(): Promise<readonly number[]> {
  return Promise.all([
    statusOf('/healthz'),
    statusOf('/readyz'),
    statusOf('/metrics'),
    statusOf('/webhooks/whatsapp?hub.mode=subscribe'),
    statusOf('/webhooks/whatsapp', { method: 'POST', body: '{}' }),
    statusOf('/webhooks/whatsapp/tenant', { method: 'POST', body: '{}' }),
    statusOf('/v1/requests', { headers: { authorization: `Bearer ${product.business.apiKey}` } }),
    statusOf('/n/anything'),
    statusOf('/nowhere'),
  ]);
}

describe('restoring any dump taken before an erasure (privacy.md 8.7 number 10)', () => {
  test('serves no request, sends nothing and works on nothing until the replay ends', async () => {
    const connection = await connectMongo(serversOf(database).mongodbUri);
    await putBack(connection, dump);
    await connection.close();
    product = await startProduct(serversOf(database), { before: product, overrides: { erasers: waiting } });
    expect(await everyRoute()).toEqual([503, 503, 503, 503, 503, 503, 503, 503, 503]);
    const late = addSomebody(product.graph, 23);
    expect(await late.writes('Anybody there?')).toBe(503);
    expect((await countsOf(product.container, person))['messages']).toBeGreaterThan(0);
    expect(product.graph.calls).toEqual([]);
    expect(product.log.join('')).toContain('restore_detected');
    expect(product.container.gate.isOpen()).toBe(false);
  });

  test('the first request served does not know the person; the neighbour is as before', async () => {
    const { connection } = product.container;
    const untouched = await rowsThat(connection, about(neighbour));
    letGo();
    await until(async () => (await statusOf('/readyz')) === 200);
    expect(await countsOf(product.container, person)).toEqual(nothing(product.container));
    expect([...(await rowsThat(connection, about(person))).keys()]).toEqual([]);
    expect(await rowsThat(connection, about(neighbour))).toEqual(untouched);
    expect(untouched.size).toBeGreaterThan(5);
    expect(product.log.join('')).toContain(reference);
    expect(product.log.join('')).toContain('restore_caught_up');
  });

  test('what was remembered of the person is remembered again, and the log says that the database went back', async () => {
    const { stores } = product.container;
    const tenant = await tenantOf(product.container, product.business.tenantId);
    const names = person.identifiers;
    expect(await stores.tombstones.latest(tenant, names)).not.toBeNull();
    expect(await stores.suppressions.isSuppressed(tenant, names)).toBe(true);
    const entries = await stores.auditStore.entries(0, 500);
    expect(entries.some(({ text }) => text.includes('"incident.restore"'))).toBe(true);
  });
});
