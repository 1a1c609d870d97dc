import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { askForCode, confirm, deleteEverything, farewell } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { about, countsOf, namesAt, nothing, rowsThat, tenantOf, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let product: Product;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database), { tenant: { mode: 'alongside' } });
  addStaff(product.graph);
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

/** Nothing that leads to the person is left, in any collection but that of the links to the business; the stores agree. */
async function expectNothingOf(person: Person): Promise<void> {
  const { graph, container, business } = product;
  await graph.settled();
  await untilHandled(container);
  const names = await namesAt(container, business.tenantId, person);
  const left = async (): Promise<readonly string[]> =>
    [...(await rowsThat(container.connection, about(names))).keys()].filter((row) => !row.startsWith('reveals '));
  await until(async () => (await left()).length === 0).catch(() => undefined);
  expect(await left()).toEqual([]);
  expect(await countsOf(container, names)).toEqual(nothing(container));
  const tenant = await tenantOf(container, business.tenantId);
  expect(await container.stores.subjects.find(tenant, names.identifiers)).toBeNull();
}

/** Collections in which a person's data could stand. */
const personal = ['subjects', 'person_keys', 'contacts', 'messages', 'message_contents', 'opt_ins', 'media'];

describe('beside another app', () => {
  test('small talk is neither answered nor stored', async () => {
    const { graph, container } = product;
    const person = addSomebody(graph, 1);
    for (const words of ['Hello, do you have roses?', 'And tulips?', '123456', 'delete the last item of my order']) {
      expect(await person.writes(words)).toBe(200);
    }
    await person.sendsMedia({ kind: 'image', bytes: Buffer.from('a made-up rose'), mimeType: 'image/jpeg' });
    await graph.postWebhook('222000222000222', 'smb_message_echoes', {
      message_echoes: [{ from: '15550001111', to: person.phone, to_user_id: person.bsuid, id: 'wamid.echo', ...aText }],
    });
    await untilHandled(container);
    const { connection } = container;
    const counts = await Promise.all(personal.map((name) => connection.collection(name).countDocuments({})));
    expect(counts).toEqual(personal.map(() => 0));
    expect(person.arrived).toEqual([]);
    await expectNothingOf(person);
  });

  test('a cancel before the code leaves nothing', async () => {
    const person = addSomebody(product.graph, 2);
    await person.writes('DELETE');
    await person.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'));
    await person.writes('CANCEL');
    await person.waitFor(({ text }) => text.includes('Nothing was deleted'));
    await expectNothingOf(person);
  });

  test('a date under the list of parts is heard while it is asked for, and what is said instead leaves nothing', async () => {
    const person = addSomebody(product.graph, 9);
    const listed = async (): Promise<void> => {
      await person.writes('part of my data');
      await person.nextMessage();
      await person.taps('menu.part');
      await person.nextMessage();
    };
    await listed();
    await person.writes('2023');
    expect((await person.nextMessage()).buttons.map(({ id }) => id)).toEqual(['dd.confirm', 'dd.cancel']);
    await person.taps('dd.cancel');
    await person.nextMessage();
    await expectNothingOf(person);
    await listed();
    await person.writes('And tulips?');
    await expectNothingOf(person);
  });

  test('every row of the list of rights is answered; what stands after is the pause alone', async () => {
    const person = addSomebody(product.graph, 10);
    const answerTo = async (act: () => Promise<unknown>): Promise<string> => {
      await act();
      return (await person.nextMessage()).text;
    };
    await answerTo(() => person.writes('part of my data'));
    expect(await answerTo(() => person.writes('STATUS'))).toContain('I found no open request');
    expect(await answerTo(() => person.taps('menu.help'))).toContain('DELETE');
    await person.writes('And tulips?');
    await expectNothingOf(person);
    expect(await answerTo(() => person.taps('menu.restrict'))).toContain('START');
    await untilHandled(product.container);
    const names = await namesAt(product.container, product.business.tenantId, person);
    const pauses = product.container.connection.collection('opt_ins');
    const theirs = { names: { $in: [...names.hashes] }, category: 'processing' };
    expect(await pauses.countDocuments(theirs)).toBe(1);
    expect(await product.container.connection.collection('conversations').countDocuments({})).toBe(0);
  });

  test('a cancel after the code leaves nothing', async () => {
    const person = addSomebody(product.graph, 3);
    await askForCode(person);
    await person.writes('CANCEL');
    await person.waitFor(({ text }) => text.includes('Nothing was deleted'));
    await expectNothingOf(person);
  });

  test('a deletion ends in the farewell, and leaves nothing', async () => {
    const person = addSomebody(product.graph, 4);
    await deleteEverything(person);
    await expectNothingOf(person);
  });

  test('words between the two are answered, and a deletion after a cancelled one as well', async () => {
    const person = addSomebody(product.graph, 5);
    await person.writes('DELETE');
    await person.nextMessage();
    await person.writes('CANCEL');
    await person.waitFor(({ text }) => text.includes('Nothing was deleted'));
    await person.writes('DELETE');
    await confirm(person);
    const { code } = await person.waitFor((message) => message.code !== null);
    await person.writes(code ?? '');
    await farewell(person);
    await expectNothingOf(person);
  });
});

const aText = { timestamp: '1790000917', type: 'text', text: { body: 'Your roses are ready' } };
