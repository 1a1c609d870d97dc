import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { defaultPrefix } from '../../src/queue/look-queue.ts';
import { businessIds } from '../support/product/business.ts';
import { askForCode, codeIn, deleteEverything, farewell, isFarewell } from '../support/product/chat.ts';
import { type OwnMongod, type OwnRedis, startOwnMongod, startOwnRedis } from '../support/product/own-servers.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, startProduct } from '../support/product/product.ts';
import { tenantOf, untilHandled } from '../support/product/rows.ts';
import { takeAllIn } from '../support/take-in.ts';
import { until } from '../support/until.ts';

/** Longer than the door waits for MongoDB (10 s to find it, 5 s to commit). */
const answerMs = 20_000;

let mongod: OwnMongod;
let redis: OwnRedis;
let product: Product;
let isClosed = false;
const agent = new Agent({ keepAlive: true, maxSockets: 300 });
beforeAll(async () => {
  [mongod, redis] = await Promise.all([startOwnMongod(), startOwnRedis({ isKept: false })]);
  product = await startProduct(
    { mongodbUri: mongod.uri, redisUrl: redis.url, redisPrefix: defaultPrefix },
    { graph: { statuses: { upTo: 'none' } }, isIdle: true },
  );
  addStaff(product.graph);
}, 90_000);
afterAll(async () => {
  agent.destroy();
  if (!isClosed) await product.close();
  await Promise.all([mongod.close(), redis.close()]);
});

interface Posted {
  readonly messageId: string;
  readonly status: number;
}

/** Posts one signed webhook of one message. Nobody reads it in this part: what counts is whether it is there. */
function post(index: number): Promise<Posted> {
  const messageId = `wamid.${randomUUID()}`;
  const { wabaId, phoneNumberId, displayPhoneNumber } = businessIds;
  const phone = `165055501${String(index % 100).padStart(2, '0')}`;
  const message = { from: phone, id: messageId, timestamp: '1790000000', type: 'text', text: { body: 'Hello' } };
  const metadata = { display_phone_number: displayPhoneNumber, phone_number_id: phoneNumberId };
  const value = { messaging_product: 'whatsapp', metadata, messages: [message] };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: wabaId, changes: [{ field: 'messages', value }] }],
  });
  const signature = `sha256=${createHmac('sha256', product.appSecret).update(body).digest('hex')}`;
  const headers = { 'Content-Type': 'application/json', 'X-Hub-Signature-256': signature };
  return new Promise((resolve) => {
    const sent = request(`${product.url}/webhooks/whatsapp`, { method: 'POST', headers, agent }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ messageId, status: answer.statusCode ?? 0 }));
    });
    sent.on('error', () => resolve({ messageId, status: 0 }));
    sent.end(body);
  });
}

/** What a business's own system is told that asks for its requests. */
async function listRequests(): Promise<unknown> {
  const headers = { Authorization: `Bearer ${product.business.apiKey}` };
  return (await fetch(`${product.url}/v1/requests`, { headers })).json();
}

/** Ids of all messages in the inbox, read back through their seals. */
async function storedIds(): Promise<ReadonlySet<string>> {
  const { container, business } = product;
  const { tenantId } = await tenantOf(container, business.tenantId);
  await takeAllIn(container.stores.inbox);
  const rows = container.connection.collection('inbox_events').find({ tenantId }, { promoteBuffers: true });
  const ids = new Set<string>();
  for await (const row of rows) {
    const event = await container.stores.inbox.open(row as never);
    if (event !== null && 'messageId' in event) ids.add(event.messageId);
  }
  return ids;
}

describe('kill -9 of mongod', () => {
  test('with hundreds of webhooks on their way: every one that was told 200 is there afterwards, the others 503, as the API is', async () => {
    const wave: Promise<Posted>[] = [];
    let told = 0;
    for (let index = 0; index < 300; index += 1) {
      const one = post(index);
      wave.push(one);
      void one.then(({ status }) => (told += status === 200 ? 1 : 0));
    }
    await until(() => told >= 60);
    await mongod.kill();
    const from = Date.now();
    const [answers, meanwhile, api] = await Promise.all([
      Promise.all(wave),
      Promise.all([post(1), post(2), post(3)]),
      listRequests(),
    ]);
    const accepted = answers.filter(({ status }) => status === 200);
    expect(accepted.length).toBeGreaterThanOrEqual(60);
    expect(accepted.length).toBeLessThan(300);
    expect([...new Set(answers.map(({ status }) => status))].sort()).toEqual([200, 503]);

    // While it is away: in bounded time, and never a 200.
    expect(meanwhile.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(api).toMatchObject({ status: 503, code: 'unavailable' });
    expect(Date.now() - from).toBeLessThan(answerMs);

    await mongod.restart();
    await until(async () => (await post(4)).status === 200, 30_000);
    const stored = await storedIds();
    expect(accepted.filter(({ messageId }) => !stored.has(messageId))).toEqual([]);
    expect(product.log.join('')).not.toMatch(/1650555|Hello/);
  }, 120_000);

  test('in the middle of a conversation: it goes on when mongod is back, and the code is not sent twice', async () => {
    const { graph, container } = product;
    await Promise.all([
      container.stores.models.arrival.deleteMany({}),
      container.stores.models.inboxEvent.deleteMany({}),
    ]);
    product.startWork();
    const ana = addSomebody(graph, 50);
    const code = await askForCode(ana);
    expect(await ana.writes(code)).toBe(200);
    await mongod.kill();
    await mongod.restart();
    await farewell(ana, 'en', 100_000);
    await untilHandled(container);
    expect(ana.arrived.filter((one) => codeIn(one) !== '')).toHaveLength(1);
    expect(ana.arrived.filter((one) => isFarewell(one)).length).toBeLessThanOrEqual(2);
    await deleteEverything(addSomebody(graph, 51));
  }, 180_000);

  test('does not keep the product from stopping', async () => {
    await mongod.kill();
    const from = Date.now();
    await product.close();
    isClosed = true;
    // What is under way gives up after ten seconds; a turn asks three times at most: its step, its failure, its lease.
    expect(Date.now() - from).toBeLessThan(45_000);
  }, 60_000);
});
