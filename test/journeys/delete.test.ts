import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';
import { type Connection } from 'mongoose';
import { Webhook } from 'standardwebhooks';

import { identitySetOf } from '../../src/conversation/subjects.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { staffPhone } from '../support/product/business.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let product: Product;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database));
  product.graph.addPerson({ phone: staffPhone, bsuid: 'US.2000000000000000009', name: 'Staff Fictive' });
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

describe('DELETE', () => {
  test('ends with everything erased, verified absent, and the business told on every channel', async () => {
    const { graph, container, smtp, webhook, business } = product;
    const { subjects, tenants } = container.stores;
    const ana = graph.addPerson({ phone: '16505550100', bsuid: 'US.1000000000000000001', name: 'Ana Fictive' });
    expect(await ana.writes('Hello, do you have roses?')).toBe(200);
    await ana.nextMessage();
    const tenant = await tenants.byId(business.tenantId);
    if (tenant === null) throw new Error('The business is missing.');
    const subject = await subjects.find(tenant, [{ kind: 'phone', value: '16505550100' }]);
    if (subject === null) throw new Error('Nothing was stored about Ana.');
    const person = identitySetOf(subject);

    await ana.writes('DELETE');
    expect((await ana.nextMessage()).buttons.map((button) => button.id)).toContain('dd.confirm');
    await ana.taps('dd.confirm');
    const { code } = await ana.waitFor((message) => message.code !== null);
    await ana.writes(code ?? '');
    const farewell = await ana.waitFor(({ text }) => text.includes('has deleted your data'), 20_000);
    const reference = /ER(?:-[0-9A-Z]{4}){3}/.exec(farewell.text)?.[0] ?? '';
    expect(await container.stages.operator.show(reference)).toMatchObject({ state: 'erased', blocked: null });

    // The farewell's own statuses come in as well, and leave nothing.
    await graph.settled();
    await untilHandled(container);
    for (const eraser of container.stages.register.erasers) {
      expect([eraser.store, await eraser.count(person)]).toEqual([eraser.store, 0]);
    }
    await until(() => webhook.received.length >= 2 && smtp.mails.length >= 2);
    const secret = business.webhookSecret ?? '';
    const events = webhook.received.map(
      ({ headers, body }) => new Webhook(secret).verify(body, { ...headers }) as { type: string },
    );
    expect(events.map((event) => event.type)).toEqual(['dsr.verified', 'dsr.erased']);
    await until(() => graph.person(staffPhone).arrived.length >= 2);
    expect(await rowsAbout(container.connection)).toEqual({ farewells: 0, conversations: 0, contacts: 0, messages: 0 });
  });
});

async function rowsAbout(connection: Connection): Promise<Readonly<Record<string, number>>> {
  const names = ['farewells', 'conversations', 'contacts', 'messages'];
  const counts = await Promise.all(names.map((name) => connection.collection(name).countDocuments({})));
  return Object.fromEntries(names.map((name, index) => [name, counts[index] ?? -1]));
}
