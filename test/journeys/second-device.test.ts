import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { codeIn, nextCode, referenceIn } from '../support/product/chat.ts';
import { addSomebody } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { untilHandled } from '../support/product/rows.ts';

let database: TestDatabase;
let product: Product;
beforeAll(async () => {
  database = await testDatabase();
  const instruction = { version: '1', objectionHours: 24 };
  product = await startProduct(serversOf(database), { tenant: { rest: { instruction } } });
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

let sent = 0;
/** What a linked computer writes: the same wa_id and the same BSUID; only the id of the message shows another device. */
const fromComputer = (body: string) => {
  sent += 1;
  return { type: 'text', text: { body }, id: `wamid.of-a-linked-computer.${String(sent)}` };
};
const handled = async (): Promise<void> => {
  await product.graph.settled();
  await untilHandled(product.container);
};
const requests = () => product.container.connection.collection('requests');
const codesOf = (person: Person) => person.arrived.filter((one) => codeIn(one) !== '');

async function asks(person: Person): Promise<void> {
  await person.writes('DELETE');
  await person.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'));
}

describe('a second device of the same person', () => {
  test('confirms what the phone asked, and types the code that the phone shows: one chat, one request', async () => {
    const person = addSomebody(product.graph, 201);
    await asks(person);
    await person.sends(fromComputer('yes'));
    const code = await nextCode(person);
    await person.sends(fromComputer(code));
    const reference = referenceIn(await person.waitFor(({ text }) => text.includes('Deleting starts on')));
    await handled();
    expect(await requests().countDocuments({ reference })).toBe(1);
    expect(codesOf(person)).toHaveLength(1);
  });

  test('says the same in the same second: one code, one request, and the same word to each of when it starts', async () => {
    const before = await requests().countDocuments();
    const person = addSomebody(product.graph, 202);
    await asks(person);
    await Promise.all([person.writes('yes'), person.sends(fromComputer('yes')), person.sends(fromComputer('yes'))]);
    const code = await nextCode(person);
    await handled();
    expect(codesOf(person)).toHaveLength(1);
    await Promise.all([person.writes(code), person.sends(fromComputer(code))]);
    await person.waitFor(({ text }) => text.includes('Deleting starts on'));
    await handled();
    expect(new Set(person.arrived.map(({ text }) => text).filter((text) => text.includes('starts on'))).size).toBe(1);
    expect((await requests().countDocuments()) - before).toBe(1);
  });

  test('types the code while the phone says CANCEL: it ends without erasure, whichever came first', async () => {
    const person = addSomebody(product.graph, 203);
    await asks(person);
    await person.writes('yes');
    const code = await nextCode(person);
    await Promise.all([person.sends(fromComputer(code)), person.writes('CANCEL')]);
    const answer = await person.waitFor(({ text }) => text.includes('is cancelled'));
    await handled();
    const states = await requests()
      .find({ reference: referenceIn(answer) })
      .toArray();
    expect(states.map(({ state }) => (state as { readonly name: string }).name)).toEqual(['cancelled']);
    await person.sends(fromComputer(code));
    await handled();
    expect(await requests().countDocuments({ reference: referenceIn(answer), 'state.name': 'cancelled' })).toBe(1);
  });

  test('cannot use the code of somebody else’s phone, nor one that was used', async () => {
    const [person, other] = [addSomebody(product.graph, 204), addSomebody(product.graph, 205)];
    const before = await requests().countDocuments();
    await asks(person);
    await person.writes('yes');
    const code = await nextCode(person);
    await other.sends(fromComputer(code));
    expect((await other.nextMessage()).text).toContain('do not need a code');
    await person.sends(fromComputer(code));
    await person.waitFor(({ text }) => text.includes('Deleting starts on'));
    await person.writes(code);
    await handled();
    expect((await requests().countDocuments()) - before).toBe(1);
  });
});
