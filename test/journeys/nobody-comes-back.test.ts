import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { aftercareTexts } from '../../flows/aftercare/texts/index.ts';
import { until } from '../support/until.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { businessIds } from '../support/product/business.ts';
import { deleteEverything, referenceIn } from '../support/product/chat.ts';
import { addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { countsOf, identityOf, namesAt, nothing, rowsThat, untilHandled } from '../support/product/rows.ts';
import { before, erased, late, metadata } from './late-events.ts';

const { phoneNumberId } = businessIds;
const { phone, bsuid } = erased;
let database: TestDatabase;
let product: Product;
let ana: Person;
let reference = '';
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database));
  addStaff(product.graph);
  ana = product.graph.addPerson({ phone, bsuid, name: 'Ana Fictive' });
  await ana.writes('Hello, do you have roses?');
  await ana.nextMessage();
  reference = referenceIn(await deleteEverything(ana));
  await settled();
}, 60_000);
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

async function settled(): Promise<void> {
  await product.graph.settled();
  await untilHandled(product.container);
  // Its last steps go into the audit log a moment later.
  const { request } = product.container.stores.models;
  await until(async () => (await request.countDocuments({ 'auditDue.seq': { $gt: 0 } })) === 0);
}

/** Every document there is, but for leases and what the business is told by and by. */
async function everything(): Promise<Readonly<Record<string, string>>> {
  const rows = await rowsThat(product.container.connection, {});
  return Object.fromEntries([...rows].filter(([place]) => !/^(lanes|notices|reveals|deep_scans) /.test(place)));
}

async function post(path: string, body: string, type = 'application/json'): Promise<Response> {
  const headers = { 'Content-Type': type, Authorization: `Bearer ${product.business.apiKey}` };
  return fetch(`${product.url}${path}`, { method: 'POST', headers, body });
}

describe('after an erasure', () => {
  test('Meta was asked to forget the pair of phone and id, after the last message', () => {
    const { calls } = product.graph;
    const asked = calls.findIndex(({ method, path }) => method === 'DELETE' && path.includes('/contact_book'));
    const said = calls.findLastIndex(({ body }) => body.includes(ana.phone ?? 'nobody'));
    expect(said).toBeGreaterThan(-1);
    expect(asked).toBeGreaterThan(said);
  });

  test.each(late)(
    '%s from before leaves no byte in any collection, and nobody is answered',
    async (_what, field, value) => {
      const [rows, heard] = [await everything(), ana.arrived.length];
      expect(await product.graph.postWebhook(phoneNumberId, field, value)).toBe(200);
      await settled();
      expect(Object.keys(await everything())).toEqual(Object.keys(rows));
      expect(await everything()).toEqual(rows);
      expect(ana.arrived).toHaveLength(heard);
    },
  );

  test('a status, system, history, echo or preference of today makes no contact (privacy.md 8.7 number 3)', async () => {
    const now = `"${String(Math.floor(Date.now() / 1000) + 1)}"`;
    for (const [what, field, value] of late.filter(([one]) => !/message|DELETE/.test(one))) {
      const today = JSON.parse(JSON.stringify(value).replaceAll(`"${before}"`, now)) as typeof value;
      expect([what, await product.graph.postWebhook(phoneNumberId, field, today)]).toEqual([what, 200]);
    }
    await settled();
    const person = await namesAt(product.container, product.business.tenantId, ana);
    expect(await countsOf(product.container, person)).toEqual(nothing(product.container));
  });

  test('the business puts nobody in again: not one by one, not by a list, where the row is named and nothing else', async () => {
    const rows = await everything();
    const who = { phone: `+${phone}` };
    const optIn = { ...who, category: 'marketing', state: 'in' };
    const refused = [
      await post('/v1/contacts', JSON.stringify({ ...who, name: 'Ana Fictive' })),
      await post('/v1/opt-ins', JSON.stringify(optIn)),
      await post('/v1/messages', JSON.stringify({ type: 'text', to: { bsuid }, text: { body: 'Come back!' } })),
    ];
    for (const answer of refused) {
      expect(answer.status).toBe(409);
      const body = await answer.text();
      expect(JSON.parse(body)).toMatchObject({ code: 'subject_suppressed' });
      expect(body).not.toContain(phone);
    }
    for (const [path, row] of [
      ['contacts', who],
      ['opt-ins', optIn],
    ] as const) {
      const answer = await post(`/v1/imports/${path}`, `${JSON.stringify(row)}\n`, 'application/x-ndjson');
      expect(await answer.json()).toEqual({ rows: 1, refused: 1, results: [{ row: 1, code: 'subject_suppressed' }] });
    }
    // An address book that is synced today.
    const contact = { full_name: 'Ana Fictive', phone_number: phone };
    await product.graph.postWebhook(phoneNumberId, 'smb_app_state_sync', {
      metadata,
      state_sync: [
        { type: 'contact', contact, action: 'add', metadata: { timestamp: String(Math.floor(Date.now() / 1000) + 1) } },
      ],
    });
    await settled();
    const [own, now] = [await everything(), await namesAt(product.container, product.business.tenantId, ana)];
    expect(Object.keys(own).filter((place) => !(place in rows) && !place.startsWith('inbox_events '))).toEqual([]);
    expect(await countsOf(product.container, now)).toEqual(nothing(product.container));
  });

  test('thanks and STATUS are answered in the day after, by the reference alone as well, and make nobody', async () => {
    const { container, business } = product;
    const soon = String(Math.floor(Date.now() / 1000) + 1);
    const says = (body: string) => ana.sends({ type: 'text', text: { body }, timestamp: soon });
    const heard = ana.arrived.length;
    await says('Thank you! 🙏');
    await says('STATUS');
    await says(`STATUS ${reference}`);
    await says('❤️');
    await settled();
    const told = ana.arrived.slice(heard).map(({ text: said }) => said);
    expect(told).toEqual([
      aftercareTexts.en.welcome,
      expect.stringContaining('deleted your data on'),
      expect.stringContaining(`Request ${reference}\nYour data is deleted.`),
    ]);
    const person = await namesAt(container, business.tenantId, ana);
    expect(await countsOf(container, person)).toEqual(nothing(container));
  });

  test('no line of log says whom all this was about', () => {
    const lines = product.log.join('');
    for (const name of [phone, bsuid, 'Ana Fictive', 'roses', 'Come back']) expect(lines).not.toContain(name);
  });

  test('a new message makes a fresh contact with no opt-in and no history (privacy.md 8.7 number 5)', async () => {
    const { container, business, graph } = product;
    const soon = String(Math.floor(Date.now() / 1000) + 2);
    await ana.sends({ type: 'text', text: { body: 'Do you sell tulips?' }, timestamp: soon });
    await ana.nextMessage();
    await settled();
    const person = await identityOf(container, business.tenantId, ana);
    expect(await countsOf(container, person)).toMatchObject({
      contacts: 1,
      opt_ins: 0,
      template_sends: 0,
      requests: 0,
    });
    const mine = { names: { $in: [...person.hashes] } };
    const { connection } = container;
    const log = await connection.collection('messages').find(mine).toArray();
    expect(log.map(({ direction, type }) => `${String(direction)} ${String(type)}`).sort()).toEqual([
      'in text',
      'out buttons',
    ]);

    // What is older than the erasure stays out of the new chat as well.
    for (const [, field, value] of late) await graph.postWebhook(phoneNumberId, field, value);
    await settled();
    expect(await connection.collection('messages').countDocuments(mine)).toBe(2);
    expect(await connection.collection('opt_ins').countDocuments(mine)).toBe(0);

    // The business may answer; it may not take them into its lists.
    const answer = { type: 'text', to: { phone }, text: { body: 'We do!' } };
    expect((await post('/v1/messages', JSON.stringify(answer))).status).toBe(202);
    expect((await ana.waitFor(({ text: said }) => said === 'We do!')).text).toBe('We do!');
    expect((await post('/v1/contacts', JSON.stringify({ phone, name: 'Ana' }))).status).toBe(409);
    await ana.writes('START');
    await ana.nextMessage();
    expect((await post('/v1/contacts', JSON.stringify({ phone, name: 'Ana' }))).status).toBe(200);
  });
});
