import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import {
  askForCode,
  codeIn,
  deleteEverything,
  farewell,
  isFarewell,
  nextCode,
  referenceIn,
} from '../support/product/chat.ts';
import { businessIds } from '../support/product/business.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { countsOf, identityOf, nothing, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let product: Product;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database), { graph: { statuses: { areBatched: true } } });
  addStaff(product.graph);
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

/** Types a code that is not theirs. */
async function typesWrong(person: Person, code: string): Promise<void> {
  await person.writes(code === '111111' ? '222222' : '111111');
}

describe('a person with a user name only', () => {
  test('is written to by id, gets the code in the chat, and is erased', async () => {
    const { graph, container, business } = product;
    const person = graph.addPerson({ bsuid: 'US.1000000000000000077', name: 'Nemo Fictive', hasUsername: true });
    await person.writes('Hello');
    await person.nextMessage();
    const identity = await identityOf(container, business.tenantId, person);
    const last = await deleteEverything(person);
    expect(person.arrived.every(({ body }) => body['recipient'] === person.bsuid && !('to' in body))).toBe(true);
    expect(person.arrived.filter((one) => codeIn(one) !== '').map(({ type }) => type)).not.toContain('template');
    expect(await container.stages.operator.show(referenceIn(last))).toMatchObject({ state: 'erased' });
    await graph.settled();
    await untilHandled(container);
    expect(await countsOf(container, identity)).toEqual(nothing(container));
  });
});

describe('the code', () => {
  test('wrong twice, then right: erased', async () => {
    const person = addSomebody(product.graph, 1);
    const code = await askForCode(person);
    await typesWrong(person, code);
    await person.waitFor(({ text }) => text.includes('2 more tries'));
    await typesWrong(person, code);
    await person.waitFor(({ text }) => text.includes('one more try'));
    await person.writes(`my code is ${code.slice(0, 3)} ${code.slice(3)}`);
    await farewell(person);
  });

  test('wrong three times is void: the right one does nothing any more', async () => {
    const { container } = product;
    const person = addSomebody(product.graph, 2);
    const code = await askForCode(person);
    for (let count = 0; count < 3; count += 1) await typesWrong(person, code);
    await person.waitFor(({ text }) => text.includes('no longer works'));
    await person.writes(code);
    await person.nextMessage();
    await untilHandled(container);
    expect(person.arrived.some((one) => isFarewell(one))).toBe(false);
    const [request] = await container.stages.operator.list({ limit: 1 });
    expect(request).toMatchObject({ state: 'code_sent', verifiedAt: null });
  });

  test('of a paused template comes as a chat message, and the operator is told', async () => {
    const { graph, log } = product;
    const template = { wabaId: businessIds.wabaId, name: 'oubli_code', language: 'en_US' };
    await graph.setTemplateStatus(template, 'PAUSED');
    const person = addSomebody(graph, 3);
    const code = await askForCode(person);
    expect(person.arrived.find((one) => codeIn(one) === code)?.type).not.toBe('template');
    expect(log.filter((line) => line.includes('"code_way_failed"'))).toEqual([
      expect.stringContaining('"channel":"template"'),
    ]);
    await person.writes(code);
    await farewell(person);
    await graph.setTemplateStatus(template, 'APPROVED');
  });
});

describe('in the middle', () => {
  test('a cancel before the code starts nothing, and the data is still there', async () => {
    const { graph, container, business } = product;
    const person = addSomebody(graph, 4);
    await person.writes('DELETE');
    await person.nextMessage();
    await person.writes('CANCEL');
    await person.waitFor(({ text }) => text.includes('Nothing was deleted'));
    await untilHandled(container);
    const counts = await countsOf(container, await identityOf(container, business.tenantId, person));
    expect(counts).toMatchObject({ contacts: 1, subjects: 1, requests: 0 });
    expect(counts['messages']).toBeGreaterThanOrEqual(2);
  });

  test('STOP objects to advertising and the deletion goes on', async () => {
    const { graph, container, business } = product;
    const person = addSomebody(graph, 5);
    const code = await askForCode(person);
    await person.writes('STOP');
    await person.waitFor(({ text }) => text.includes('will not send you ads'));
    const identity = await identityOf(container, business.tenantId, person);
    expect((await countsOf(container, identity))['opt_ins']).toBe(1);
    await person.writes(code);
    await farewell(person);
    expect((await countsOf(container, identity))['opt_ins']).toBe(0);
  });

  test('a photo, a voice note, a place, an order and a card are answered and break nothing', async () => {
    const { graph, container, business } = product;
    const person = addSomebody(graph, 6);
    await person.writes('DELETE');
    await person.nextMessage();
    const bytes = Buffer.from('made-up bytes');
    await person.sendsMedia({ kind: 'image', bytes, mimeType: 'image/jpeg', caption: 'my roses' });
    await person.nextMessage();
    await person.taps('dd.confirm');
    const code = await nextCode(person);
    const odd = [
      () => person.sendsMedia({ kind: 'audio', bytes, mimeType: 'audio/ogg; codecs=opus' }),
      () => person.sends({ type: 'location', location: { latitude: 37.4, longitude: -122.1 } }),
      () =>
        person.sends({
          type: 'order',
          order: { catalog_id: '1', product_items: [{ product_retailer_id: 'r', quantity: 1 }] },
        }),
      () => person.sends({ type: 'contacts', contacts: [{ name: { formatted_name: 'Gita' }, phones: [] }] }),
    ];
    for (const send of odd) {
      expect(await send()).toBe(200);
      expect((await person.nextMessage()).text).not.toBe('');
    }
    const identity = await identityOf(container, business.tenantId, person);
    await until(async () => (await container.connection.collection('media_files.files').countDocuments({})) === 2);
    await person.writes(code);
    await farewell(person);
    await graph.settled();
    await untilHandled(container);
    expect(await countsOf(container, identity)).toEqual(nothing(container));
    expect(await container.connection.collection('media_files.chunks').countDocuments({})).toBe(0);
  });

  /** As the person wrote them, a second apart; the last a moment ago. */
  function hurried(): readonly {
    readonly type: 'text';
    readonly text: { readonly body: string };
    timestamp: string;
  }[] {
    const words = ['Hello', 'are you there?', 'STATUS', 'CANCEL', 'sorry', 'DELETE'];
    const start = Math.floor(Date.now() / 1000) - words.length;
    return words.map((body, index) => ({ type: 'text', text: { body }, timestamp: String(start + index) }));
  }

  test('six messages that come in together are taken in the order in which they were written', async () => {
    const { graph, container } = product;
    const person = addSomebody(graph, 7);
    // Taken as they come in, CANCEL would end what DELETE began.
    await person.sendsTogether(hurried().toReversed());
    await untilHandled(container);
    await until(() => person.arrived.at(-1)?.buttons.some(({ id }) => id === 'dd.confirm') === true);
    await person.taps('dd.confirm');
    await person.writes(await nextCode(person));
    await farewell(person);
  });

  test('six messages that Meta posts at once, in whatever order they come in, are six of one person', async () => {
    const { graph, container, business } = product;
    const person = addSomebody(graph, 8);
    const six = hurried().map((message) => person.sends(message));
    expect(await Promise.all(six)).toEqual([200, 200, 200, 200, 200, 200]);
    await untilHandled(container);
    const identity = await identityOf(container, business.tenantId, person);
    const counts = await countsOf(container, identity);
    expect(counts).toMatchObject({ contacts: 1, subjects: 1, conversations: 1 });
    expect(counts['messages']).toBeGreaterThanOrEqual(6);
  });
});
