import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { didNotRequestCode } from '../../flows/choices.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { businessIds } from '../support/product/business.ts';
import { askForCode, codeIn, confirm, isFarewell, nextCode, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { countsOf, identityOf, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

const { phoneNumberId: first, displayPhoneNumber } = businessIds;
/** The business has a second number. */
const second = '222000222000223';

let database: TestDatabase;
let product: Product;
let staff: Person;
beforeAll(async () => {
  database = await testDatabase();
  const instruction = { version: '1', objectionHours: 24 };
  const phoneNumbers = [
    { phoneNumberId: first, displayPhoneNumber },
    { phoneNumberId: second, displayPhoneNumber: '15550001112' },
  ];
  product = await startProduct(serversOf(database), { tenant: { rest: { instruction, phoneNumbers } } });
  const { graph, appSecret } = product;
  graph.addNumber({ ...businessIds, phoneNumberId: second, displayPhoneNumber: '15550001112', appSecret });
  staff = addStaff(graph);
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

const stateOf = async (reference: string): Promise<string> =>
  (await product.container.stages.operator.show(reference)).state;
const requestsOf = async (person: Person): Promise<number> => {
  const { container, business } = product;
  return (await countsOf(container, await identityOf(container, business.tenantId, person)))['requests'] ?? 0;
};

/** Verified, and waiting for the business's window. */
async function waits(person: Person): Promise<string> {
  await person.writes(await askForCode(person));
  const reference = referenceIn(await person.waitFor(({ text }) => text.includes('CANCEL') && text.includes('ER-')));
  await until(async () => (await stateOf(reference)) === 'waiting');
  return reference;
}

/** As WhatsApp sends a tap on a button with this payload. */
const tapOn = (id: string) => ({
  type: 'interactive',
  interactive: { type: 'button_reply', button_reply: { id, title: 'x' } },
});

async function handled(): Promise<void> {
  await product.graph.settled();
  await untilHandled(product.container);
}

describe('CANCEL, from anywhere', () => {
  test('in the chat with another number of the business it takes a verified request back', async () => {
    const person = addSomebody(product.graph, 1);
    const reference = await waits(person);
    await person.writes('CANCEL', { to: second });
    const answer = await person.waitFor(({ text }) => text.includes('is cancelled'));
    expect([answer.phoneNumberId, referenceIn(answer)]).toEqual([second, reference]);
    expect(await stateOf(reference)).toBe('cancelled');
    expect(await requestsOf(person)).toBe(0);
    await person.writes('CANCEL', { to: second });
    expect((await person.nextMessage()).text).toContain('nothing to cancel');
  });

  test.each([
    ['fr', 'ANNULER'],
    ['ar', 'إلغاء'],
    ['es', 'CANCELAR'],
    ['pt', 'CANCELAR'],
    ['en', 'CANCEL'],
  ] as const)('and after the chat was lost, in %s', async (locale, word) => {
    const { container, graph } = product;
    const person = addSomebody(graph, 10 + ['fr', 'ar', 'es', 'pt', 'en'].indexOf(locale));
    const reference = await waits(person);
    await handled();
    await container.connection.collection('conversations').deleteMany({});
    await person.writes(word);
    await person.waitFor(({ text }) => text.includes(reference));
    expect(await stateOf(reference)).toBe('cancelled');
  });

  test('“I did not ask” there ends a request whose code was not typed, and its code', async () => {
    const person = addSomebody(product.graph, 2);
    const code = await askForCode(person);
    await person.sends({ type: 'button', button: { payload: didNotRequestCode, text: 'x' } }, { to: second });
    const answer = await person.waitFor(({ text }) => text.includes('ER-'));
    const reference = referenceIn(answer);
    expect(await stateOf(reference)).toBe('cancelled');
    await person.writes(code, { to: first });
    await handled();
    expect(await stateOf(reference)).toBe('cancelled');
  });
});

describe('one person, one request', () => {
  test('asking at a second number does not block, replace or repeat what is verified', async () => {
    const person = addSomebody(product.graph, 3);
    const reference = await waits(person);
    await person.writes('DELETE', { to: second });
    await confirm(person);
    const answer = await person.waitFor(({ text }) => text.includes(reference));
    expect(codeIn(answer)).toBe('');
    expect([await stateOf(reference), await requestsOf(person)]).toEqual(['waiting', 1]);
  });

  test('messages of one second, out of order and each twice, come to one request', async () => {
    const { graph } = product;
    const person = addSomebody(graph, 4);
    await person.writes('DELETE');
    await person.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const yes = { ...tapOn('dd.confirm'), id: 'wamid.in.twice.4.b', timestamp };
    const again = { type: 'text', text: { body: 'DELETE' }, id: 'wamid.in.twice.4.a', timestamp };
    await Promise.all([yes, again, yes, again].map((one) => person.sends(one)));
    await handled();
    // Whichever of them was read last: the question is open, or the code is there.
    if (!person.arrived.some((one) => codeIn(one) !== '')) {
      await person.taps('dd.confirm');
      await nextCode(person);
    }
    await handled();
    expect(person.arrived.filter((one) => codeIn(one) !== '')).toHaveLength(1);
    expect(await requestsOf(person)).toBe(1);
  });
});

describe('what comes from somebody else, or from before, is harmless', () => {
  test('a forwarded code: it does nothing in my chat, and still works in its own', async () => {
    const [ana, bilal] = [addSomebody(product.graph, 5), addSomebody(product.graph, 6)];
    const code = await askForCode(ana);
    await bilal.writes(code);
    expect((await bilal.nextMessage()).text).toContain('do not need a code');
    const own = await askForCode(bilal);
    expect(own).not.toBe(code);
    await bilal.writes(code);
    await bilal.waitFor(({ text }) => text.includes('2 more tries'));
    await ana.writes(code);
    await ana.waitFor(({ text }) => text.includes('CANCEL') && text.includes('ER-'));
  });

  test.each([
    ['of a request that was called off', 'dd.confirm'],
    ['for a code', 'dd.resend'],
    ['made up by the client', 'start-erasure'],
    ['with an operator in it', '{"$ne":null}'],
    ['of another flow', 'fix.name'],
  ])('a button %s', async (what, id) => {
    const person = addSomebody(product.graph, 30 + what.length);
    await person.writes('DELETE');
    await person.nextMessage();
    await person.writes('CANCEL');
    await person.waitFor(({ text }) => text.includes('Nothing was deleted'));
    expect(await person.sends(tapOn(id))).toBe(200);
    expect((await person.nextMessage()).text).not.toBe('');
    await handled();
    expect(await requestsOf(person)).toBe(0);
    expect(person.arrived.some((one) => codeIn(one) !== '' || isFarewell(one))).toBe(false);
  });

  test('the confirming button under the message of another person starts nothing in a chat that was asked nothing', async () => {
    const [ana, bilal] = [addSomebody(product.graph, 7), addSomebody(product.graph, 8)];
    await ana.writes('DELETE');
    await ana.nextMessage();
    const context = { from: displayPhoneNumber, id: ana.arrived.at(-1)?.messageId };
    await bilal.sends({ ...tapOn('dd.confirm'), context });
    expect((await bilal.nextMessage()).text).toContain('That button is from before');
    await handled();
    expect([await requestsOf(ana), await requestsOf(bilal)]).toEqual([0, 0]);
  });
});

describe('who asks', () => {
  test('a stranger and a customer read and wait the same until the code', async () => {
    const { graph, business } = product;
    const [stranger, customer] = [addSomebody(graph, 90), addSomebody(graph, 91)];
    for (let index = 0; index < 5; index += 1) {
      await customer.writes('Hello');
      await customer.nextMessage();
    }
    const imported = await fetch(`${product.url}/v1/contacts`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${business.apiKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ phone: customer.phone, name: 'Customer' }),
    });
    expect(imported.status).toBe(200);
    const before = customer.arrived.length;
    for (const person of [stranger, customer]) await askForCode(person);
    await handled();
    const shape = (person: Person, from: number) =>
      person.arrived.slice(from).map((one) => ({
        type: one.type,
        text: one.text.replaceAll(codeIn(one), '').replace(/ER(?:-[0-9A-Z]{4}){3}/g, ''),
        buttons: one.buttons.map(({ id }) => id),
      }));
    expect(shape(stranger, 0)).toEqual(shape(customer, before));
  });

  test('the staff phone is a person like any other: its DELETE asks, is about itself alone, and erases no customer', async () => {
    const customer = addSomebody(product.graph, 92);
    await customer.writes('Hello');
    await customer.nextMessage();
    await staff.writes('DELETE');
    await staff.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'));
    expect(await requestsOf(staff)).toBe(0);
    await staff.taps('dd.confirm');
    await staff.writes(await nextCode(staff));
    await staff.waitFor(({ text }) => text.includes('CANCEL') && text.includes('ER-'));
    expect([await requestsOf(staff), await requestsOf(customer)]).toEqual([1, 0]);
    await staff.writes('CANCEL');
    await staff.waitFor(({ text }) => text.includes('is cancelled'));
  });

  test('what the business writes by its own app is never taken for the person’s words', async () => {
    const { graph } = product;
    const person = addSomebody(graph, 93);
    await person.writes('Hello');
    await person.nextMessage();
    const at = String(Math.floor(Date.now() / 1000));
    const echo = { from: displayPhoneNumber, to: person.phone, to_user_id: person.bsuid, timestamp: at, type: 'text' };
    const before = person.arrived.length;
    for (const [index, body] of ['DELETE', 'yes', '123456', 'CANCEL'].entries()) {
      await graph.postWebhook(first, 'smb_message_echoes', {
        message_echoes: [{ ...echo, id: `wamid.echo.93.${String(index)}`, text: { body } }],
      });
    }
    await handled();
    expect([person.arrived.length - before, await requestsOf(person)]).toEqual([0, 0]);
  });
});
