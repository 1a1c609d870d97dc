import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { defaultPrefix } from '../../src/queue/look-queue.ts';
import { type Person } from '../support/graph/person.ts';
import { businessIds } from '../support/product/business.ts';
import { farewell } from '../support/product/chat.ts';
import { type OwnMongod, type OwnRedis, startOwnMongod, startOwnRedis } from '../support/product/own-servers.ts';
import { addStaff } from '../support/product/people.ts';
import { type Product, startProduct } from '../support/product/product.ts';
import { about, countsOf, identityOf, nothing, rowsThat, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';
import { type Canary, createSearch, needlesOf, type Trace } from './forms.ts';
import { allDocuments, allFiles, allKeys, type Place } from './places.ts';
import { canariesOf, live } from './whole-life.ts';

let mongod: OwnMongod;
let redis: OwnRedis;
let product: Product;
let person: Person;
let code: string;
beforeAll(async () => {
  [mongod, redis] = await Promise.all([startOwnMongod(), startOwnRedis({ isKept: true })]);
  product = await startProduct({ mongodbUri: mongod.uri, redisUrl: redis.url, redisPrefix: defaultPrefix });
  addStaff(product.graph);
  ({ person, code } = await live(product));
}, 120_000);
afterAll(async () => {
  await product.close();
  await Promise.all([mongod.close(), redis.close()]);
});

/** Every place that outlives a moment: the database as documents and as files, Redis as keys and as files, the log. */
async function* everywhere(): AsyncGenerator<Place> {
  const { connection, redis: client } = product.container;
  // Everything onto disk: the pages of the cache, and the journal with them.
  await connection.getClient().db('admin').command({ fsync: 1 });
  yield* allDocuments(connection);
  for await (const [where, bytes] of allFiles(mongod.folder)) yield [`mongod ${where}`, bytes];
  yield* allKeys(client);
  for await (const [where, bytes] of allFiles(redis.folder)) yield [`redis ${where}`, bytes];
  yield ['log', Buffer.from(product.log.join(''))];
}

async function findAll(canaries: readonly Canary[]): Promise<{ traces: readonly Trace[]; bytes: number }> {
  const search = createSearch(canaries);
  const traces: Trace[] = [];
  let bytes = 0;
  for await (const [where, content] of everywhere()) {
    bytes += content.length;
    traces.push(...search(where, content));
  }
  return { traces, bytes };
}

/** The business's and the operator's, which nobody may read either. */
function secrets(): readonly Canary[] {
  const { business, environment, appSecret, webhook } = product;
  const links = webhook.received.flatMap(({ body }) => /#([A-Za-z0-9_-]{16,})/.exec(body)?.[1] ?? []);
  return [
    { what: 'access token', value: businessIds.token },
    { what: 'API key', value: business.apiKey },
    { what: 'webhook secret', value: business.webhookSecret ?? '' },
    { what: 'subjectRef key', value: business.subjectRefKey },
    { what: 'app secret', value: appSecret },
    { what: 'master key', value: environment['MASTER_KEY'] ?? '' },
    { what: 'verify token', value: environment['META_VERIFY_TOKEN'] ?? '' },
    ...links.map((value) => ({ what: 'key of a reveal link', value })),
  ];
}

describe('a person’s number, ids, names and words, in every form', () => {
  test('stand nowhere in clear while the business still has them: sealed from the first commit', async () => {
    const { traces, bytes } = await findAll([...canariesOf(person), ...secrets()]);
    expect(traces).toEqual([]);
    // The data files, the journal and the oplog were among it.
    expect(bytes).toBeGreaterThan(1_000_000);
  }, 60_000);

  test('stand nowhere after the erasure: not in documents, oplog, raw files, Redis, or any log', async () => {
    const { graph, container, business } = product;
    const identity = await identityOf(container, business.tenantId, person);
    await person.writes(code);
    await farewell(person);
    await graph.settled();
    await untilHandled(container);
    await until(() => product.webhook.received.length >= 2);
    expect(await countsOf(container, identity)).toEqual(nothing(container));
    const left = [...(await rowsThat(container.connection, about(identity))).keys()];
    expect(left.filter((row) => !row.startsWith('reveals '))).toEqual([]);

    const { traces } = await findAll([...canariesOf(person), ...secrets()]);
    expect(traces).toEqual([]);
    expect(product.log.join('')).not.toMatch(new RegExp(`(?<![0-9])${code}(?![0-9])`));
  }, 60_000);

  test('would be seen, in any form and any place: planted ones are', async () => {
    const { connection, redis: client } = product.container;
    const planted = [{ what: 'planted', value: 'A-Planted-Pomegranate_42@here.example' }];
    const forms = planted.flatMap(needlesOf);
    const bytes = Buffer.concat(forms.flatMap((one) => [one.bytes, Buffer.from(' | ')]));
    await connection.collection('scratch').insertOne({ bytes });
    await client.set('scratch', bytes);
    (product.log as string[]).push(bytes.toString('latin1'));
    const { traces } = await findAll(planted);
    const formsAt = (place: RegExp): readonly string[] =>
      [...new Set(traces.filter(({ where }) => place.test(where)).map(({ form }) => form))].sort();
    const all = forms.map(({ form }) => form).sort();
    for (const place of [/^oubli\.scratch$/, /^local\.oplog\.rs$/, /^mongod collection-/, /^mongod journal\//]) {
      expect([place, formsAt(place)]).toEqual([place, all]);
    }
    for (const place of [/^redis$/, /^redis appendonlydir\//, /^log$/])
      expect([place, formsAt(place)]).toEqual([place, all]);
  }, 60_000);
});
