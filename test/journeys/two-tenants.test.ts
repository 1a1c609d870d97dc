import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type AddedTenant } from '../../src/tenants/add-tenant.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { businessIds, otherIds, tenantFileFor } from '../support/product/business.ts';
import { deleteEverything, referenceIn } from '../support/product/chat.ts';
import { addStaff } from '../support/product/people.ts';
import { addBusiness, type Product, serversOf, startProduct } from '../support/product/product.ts';
import { about, countsOf, identityOf, nothing, rowsThat, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let product: Product;
let other: AddedTenant;
let ana: Person;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database));
  const { graph, container, appSecret } = product;
  const { token, wabaId, portfolioId, phoneNumberId, displayPhoneNumber } = otherIds;
  graph.addNumber({ ...otherIds, appSecret });
  other = await addBusiness(
    container,
    tenantFileFor({
      rest: {
        ...{ name: 'Made-Up Teas', wabaId, portfolioId, accessToken: token },
        ...{ phoneNumbers: [{ phoneNumberId, displayPhoneNumber }], codeChannels: { chat: true } },
      },
    }),
  );
  addStaff(graph);
  // The same person has another BSUID in another portfolio; only the phone is the same.
  ana = graph.addPerson({
    phone: '16505550100',
    bsuid: 'US.1000000000000000001',
    bsuids: { [otherIds.portfolioId]: 'US.3000000000000000001' },
    name: 'Ana Fictive',
  });
  for (const to of [businessIds.phoneNumberId, otherIds.phoneNumberId]) {
    await ana.writes('Hello', { to });
    await ana.nextMessage();
    const bytes = Buffer.from('a made-up rose');
    await ana.sendsMedia({ kind: 'image', bytes, mimeType: 'image/jpeg', caption: 'look' }, { to });
    await ana.nextMessage();
    await ana.writes('STOP', { to });
    await ana.waitFor(({ text }) => text.includes('ads'));
  }
  await graph.settled();
  await untilHandled(container);
  await until(async () => (await container.connection.collection('media_files.files').countDocuments({})) === 2);
}, 60_000);
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

describe('the same person at two businesses', () => {
  test('erased at one, every byte that the other holds stays as it was', async () => {
    const { container, business, graph } = product;
    const { connection, stages } = container;
    const here = await identityOf(container, business.tenantId, ana);
    const before = await rowsThat(connection, { tenantId: other.tenantId });
    expect(before.size).toBeGreaterThan(10);

    await ana.writes('Hello again', { to: businessIds.phoneNumberId });
    await ana.nextMessage();
    const last = await deleteEverything(ana);
    await graph.settled();
    await untilHandled(container);
    expect(await countsOf(container, here)).toEqual(nothing(container));
    expect(Object.fromEntries(await rowsThat(connection, { tenantId: other.tenantId }))).toEqual(
      Object.fromEntries(before),
    );

    // And neither can see the other's request.
    const reference = referenceIn(last);
    expect(await stages.reader.byReference(business.tenantId, reference)).toMatchObject({ state: 'erased' });
    expect(await stages.reader.byReference(other.tenantId, reference)).toBeNull();
    await ana.writes(`STATUS ${reference}`, { to: otherIds.phoneNumberId });
    expect((await ana.nextMessage()).text).not.toContain('deleted');
  });

  test('nothing of one is found by the names of the person at the other', async () => {
    const { container, business } = product;
    const there = await identityOf(container, other.tenantId, ana);
    const rows = await rowsThat(container.connection, { $and: [about(there), { tenantId: business.tenantId }] });
    expect([...rows.keys()]).toEqual([]);
  });
});
