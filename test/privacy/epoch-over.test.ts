import { afterAll, beforeAll, expect, test } from '../support/jest.ts';

import { createEpochLedger, type EpochLedger } from '../../src/keys/epoch-ledger.ts';
import { defaultPrefix } from '../../src/queue/look-queue.ts';
import { type Person } from '../support/graph/person.ts';
import { farewell } from '../support/product/chat.ts';
import { type OwnMongod, type OwnRedis, startOwnMongod, startOwnRedis } from '../support/product/own-servers.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, startProduct } from '../support/product/product.ts';
import { identityOf, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';
import { type Canary } from './forms.ts';
import { type Loot, steal } from './thief.ts';
import { canariesOf, live } from './whole-life.ts';

const dayMs = 86_400_000;
const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };
let mongod: OwnMongod;
let redis: OwnRedis;
let product: Product;
let person: Person;
let neighbour: Person;
let code: string;
let ledger: EpochLedger;

beforeAll(async () => {
  [mongod, redis] = await Promise.all([startOwnMongod(), startOwnRedis({ isKept: false })]);
  const servers = { mongodbUri: mongod.uri, redisUrl: redis.url, redisPrefix: defaultPrefix };
  product = await startProduct(servers, { overrides: { clock } });
  addStaff(product.graph);
  neighbour = addSomebody(product.graph, 7);
  await neighbour.writes('Good morning');
  ({ person, code } = await live(product));
  ledger = createEpochLedger(product.container.stores.keyFile);
}, 120_000);
afterAll(async () => {
  await product.close();
  await Promise.all([mongod.close(), redis.close()]);
});

function thief(canaries: readonly Canary[]): Promise<Loot> {
  const { environment, business, container } = product;
  const masterKey = Buffer.from(environment['MASTER_KEY'] ?? '', 'base64');
  const from = { masterKey, keyFile: environment['KEY_FILE'] ?? '', tenantId: business.tenantId };
  return steal(container.connection, from, canaries);
}

const neighbours = (): readonly Canary[] => [
  { what: 'neighbour: number', value: neighbour.phone ?? '' },
  { what: 'neighbour: id', value: neighbour.bsuid },
];

test('all that was ever written, opened after the epoch with every key that then exists: the erased person is unreadable, the neighbour readable', async () => {
  const { graph, container, business, webhook } = product;
  const identity = await identityOf(container, business.tenantId, neighbour);
  await person.writes(code);
  await farewell(person);
  await graph.settled();
  await untilHandled(container);
  await until(() => webhook.received.length >= 2);
  await until(async () => (await container.connection.collection('farewells').countDocuments({})) === 0);
  const erasedAt = clock.now();
  const epochId = await ledger.current();
  expect(await ledger.isGone(epochId)).toBe(false);

  // Until the epoch is over whoever has everything reads everything: else the search below would show nothing.
  const canaries = [...canariesOf(person), ...neighbours()];
  const before = await thief(canaries);
  const known = ['neighbour: id', 'neighbour: number'];
  expect(before.read).toEqual(expect.arrayContaining(known));
  expect(before.read.length).toBeGreaterThan(10);

  let goneAfterDays = Infinity;
  for (let day = 1; day <= 30; day += 1) {
    clock.aheadMs += dayMs;
    await container.keyRotation.work();
    if (goneAfterDays === Infinity && (await ledger.isGone(epochId))) goneAfterDays = (clock.now() - erasedAt) / dayMs;
  }
  expect(goneAfterDays).toBeGreaterThan(21);
  expect(goneAfterDays).toBeLessThanOrEqual(30);

  const after = await thief(canaries);
  expect(after.read).toEqual(known);
  // And the neighbour is served as ever.
  expect((await identityOf(container, business.tenantId, neighbour)).keyIds).toEqual(identity.keyIds);
}, 240_000);
