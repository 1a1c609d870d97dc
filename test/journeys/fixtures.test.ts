import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';
import { z } from 'zod';

import { fillIn } from '../../src/cli/replay/fill-in.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { otherIds, tenantFileFor } from '../support/product/business.ts';
import { addStaff } from '../support/product/people.ts';
import { addBusiness, type Product, serversOf, startProduct } from '../support/product/product.ts';
import { untilHandled } from '../support/product/rows.ts';

const folder = new URL('../fixtures/whatsapp/', import.meta.url);
const index = z
  .array(z.looseObject({ file: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')));

let database: TestDatabase;
let product: Product;
beforeAll(async () => {
  database = await testDatabase();
  // One person says a hundred things within seconds: the limits on a pair are not what is tested here.
  product = await startProduct(serversOf(database), {
    graph: { statuses: { upTo: 'none' }, rates: { pairBurst: 1_000, messagesPerSecond: 1_000 } },
  });
  const { token, wabaId, portfolioId, phoneNumberId, displayPhoneNumber } = otherIds;
  product.graph.addNumber({ ...otherIds, appSecret: product.appSecret });
  await addBusiness(
    product.container,
    tenantFileFor({
      rest: {
        ...{ name: 'Made-Up Teas', wabaId, portfolioId, accessToken: token },
        phoneNumbers: [{ phoneNumberId, displayPhoneNumber }],
      },
    }),
  );
  addStaff(product.graph);
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

/** The payload as Meta would send it now; a code in it is a wrong one. */
function payloadOf(file: string): string {
  const text = readFileSync(new URL(file, folder), 'utf8').replaceAll('{{code}}', '135790');
  return fillIn(text, { now: Date.now(), shown: [] }) ?? text;
}

async function post(body: string): Promise<number> {
  const signature = `sha256=${createHmac('sha256', product.appSecret).update(body).digest('hex')}`;
  const headers = { 'Content-Type': 'application/json', 'X-Hub-Signature-256': signature };
  return (await fetch(`${product.url}/webhooks/whatsapp`, { method: 'POST', headers, body })).status;
}

describe('every shape that WhatsApp sends', () => {
  test('goes through the whole product: none is set aside, none fails even once', async () => {
    const { graph, container, log } = product;
    const refused: string[] = [];
    for (const { file } of index) {
      const body = payloadOf(file);
      graph.received(JSON.parse(body));
      if ((await post(body)) !== 200) refused.push(file);
    }
    expect(refused).toEqual([]);
    await untilHandled(container);
    const inbox = container.connection.collection('inbox_events');
    const left = await inbox
      .find<Record<string, unknown>>({ $or: [{ state: { $ne: 'done' } }, { errorCode: { $exists: true } }] })
      .toArray();
    expect(left.map((row) => [row['kind'], row['state'], row['errorCode']])).toEqual([]);
    expect(await inbox.countDocuments({})).toBeGreaterThan(150);
    const faults = log.filter((line) => line.includes('"level":"error"'));
    expect(faults).toEqual([]);
  }, 90_000);
});
