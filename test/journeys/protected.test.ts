import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { askForCode, codeIn, confirm, farewell, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { countsOf, identityOf, nothing } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };

let database: TestDatabase;
let product: Product;
let staff: Person;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database), {
    overrides: { clock },
    tenant: {
      rest: {
        codeChannels: { template: { name: 'oubli_code' }, chat: false },
        breaker: { perHourAtLeast: 2 },
        budget: { paidSendsPerDay: 8 },
      },
    },
    graph: { clock, statuses: { upTo: 'none' } },
  });
  staff = addStaff(product.graph);
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

const stateOf = async (reference: string): Promise<string> =>
  (await product.container.stages.operator.show(reference)).state;

/** Notices of the type, digests opened. */
function told(type: string): number {
  return product.webhook.received.filter(({ body }) => body.includes(`"type":"${type}"`)).length;
}

/** Their number was given to somebody else, or they have a new phone: nobody can tell. */
async function changesHands(person: Person): Promise<void> {
  const { container, business } = product;
  const { subjectId } = await identityOf(container, business.tenantId, person);
  const now = new Date(clock.now());
  const fields = { identityKey: 'fictional', identityKeyChangedAt: now, identityChangedAt: now };
  await container.stores.models.subject.collection.updateOne({ _id: subjectId as never }, { $set: fields });
}

async function confirmsLate(person: Person): Promise<string> {
  await person.writes('Hello');
  await person.nextMessage();
  await changesHands(person);
  await person.writes(await askForCode(person));
  const answer = await person.waitFor(({ text }) => text.includes('Deleting starts on'));
  expect(answer.text).toMatch(/WhatsApp is new on this phone.*CANCEL/s);
  const reference = referenceIn(answer);
  await until(async () => (await stateOf(reference)) === 'waiting');
  return reference;
}

async function api(method: 'GET' | 'POST', path: string, body?: object): Promise<Record<string, unknown>> {
  const headers = { Authorization: `Bearer ${product.business.apiKey}`, 'Content-Type': 'application/json' };
  const options = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  return (await (await fetch(`${product.url}/v1${path}`, options)).json()) as Record<string, unknown>;
}

describe('a request that waits for a week', () => {
  test('is told with its reason, reminded of when the person writes, and goes on by itself', async () => {
    const person = addSomebody(product.graph, 1);
    const reference = await confirmsLate(person);
    const identity = await identityOf(product.container, product.business.tenantId, person);
    clock.aheadMs += dayMs + hourMs;
    const requests = product.container.stores.models.request;
    await until(async () => (await requests.findOne({ reference }).lean())?.remindedAt instanceof Date);
    // Outside WhatsApp's window nothing was tried; it comes with the person's next message.
    await person.writes('STATUS');
    await person.waitFor(({ text }) => /will be deleted on .*CANCEL/s.test(text));
    await person.waitFor(({ text }) => text.includes('Deleting has not started yet'));
    // The next reminder finds the window open: it goes out by itself.
    clock.aheadMs += dayMs - 2 * hourMs;
    await person.writes('HELP');
    clock.aheadMs += 2 * hourMs;
    await person.waitFor(({ text }) => /will be deleted on .*CANCEL/s.test(text), 20_000);
    clock.aheadMs += 5 * dayMs;
    await until(async () => (await stateOf(reference)) === 'erased', 20_000);
    await until(async () => (await product.container.connection.collection('farewells').countDocuments({})) === 0);
    expect(await countsOf(product.container, identity)).toEqual(nothing(product.container));
  }, 60_000);

  test('is all that somebody needs whose number is hidden and who will not share it', async () => {
    const { graph, container } = product;
    const lea = graph.addPerson({ bsuid: 'US.1000000000000000091', name: 'Lea Fictive', hasUsername: true });
    await lea.writes('DELETE');
    await confirm(lea);
    await lea.waitFor(({ asksForContact }) => asksForContact);
    await lea.writes('NO');
    await lea.waitFor(({ text }) => text.includes('takes a week'));
    await lea.taps('dd.slow');
    const answer = await lea.waitFor(({ text }) => /stays hidden.*Deleting starts on .*CANCEL/s.test(text));
    const reference = referenceIn(answer);
    expect(await stateOf(reference)).toBe('code_locked');
    const identity = await identityOf(container, product.business.tenantId, lea);
    clock.aheadMs += 2 * dayMs;
    await lea.writes('STATUS');
    await lea.waitFor(({ text }) => /will be deleted on .*CANCEL/s.test(text), 20_000);
    clock.aheadMs += 6 * dayMs;
    await until(async () => (await stateOf(reference)) === 'erased', 20_000);
    await until(async () => (await container.connection.collection('farewells').countDocuments({})) === 0);
    expect(await countsOf(container, identity)).toEqual(nothing(container));
  }, 60_000);

  test('is taken back on its third day', async () => {
    const person = addSomebody(product.graph, 2);
    const reference = await confirmsLate(person);
    clock.aheadMs += 2 * dayMs + hourMs;
    await person.writes('CANCEL');
    await person.waitFor(({ text }) => text.includes('is cancelled'), 20_000);
    expect(await stateOf(reference)).toBe('cancelled');
  }, 60_000);

  test('can take longer, and be refused, and the person hears why and where to complain', async () => {
    const person = addSomebody(product.graph, 3);
    const reference = await confirmsLate(person);
    expect(await api('POST', `/requests/${reference}/extend`, { reason: 'complex' })).toMatchObject({ reference });
    await person.waitFor(({ text }) => /longer than a month.*complain.*court/s.test(text), 20_000);
    const refusal = { ground: 'legal_claims', words: 'We are in court about the roses of 2024.' };
    expect(await api('POST', `/requests/${reference}/refuse`, refusal)).toEqual({ reference, state: 'refused' });
    const answer = await person.waitFor(({ text }) => text.includes('refused'), 20_000);
    expect(answer.text).toMatch(/open legal matter.*roses of 2024.*complain.*court/s);
    const row = await product.container.stores.models.request.findOne({ reference }).lean();
    expect(row).not.toHaveProperty('subjectId');
    expect(JSON.stringify(row)).not.toContain('roses');
    // How it ended can still be asked, and who asks again is no longer told that it is under way.
    await person.writes('STATUS');
    expect((await person.nextMessage()).text).toMatch(/has ended\. Nothing was deleted/);
    await person.writes('DELETE');
    const question = await person.nextMessage();
    expect(question.buttons.map(({ id }) => id)).toContain('dd.confirm');
  }, 60_000);
});

describe('a business under attack', () => {
  test('has what is above its number wait; one tap lets it go on, and nobody is lost', async () => {
    clock.aheadMs = Math.ceil(clock.now() / dayMs) * dayMs - Date.now() + hourMs;
    const people = [11, 12, 13, 14].map((index) => addSomebody(product.graph, index));
    const references: string[] = [];
    for (const person of people) {
      await person.writes(await askForCode(person));
      references.push(referenceIn(await person.waitFor(({ text }) => text.includes('Your reference'), 20_000)));
    }
    for (const person of people.slice(0, 2)) await farewell(person);
    for (const person of people.slice(2)) {
      await person.waitFor(({ text }) => text.includes('people look at it first'), 20_000);
    }
    await until(() => told('breaker.held') === 1);
    expect(await api('GET', '/breaker')).toEqual({ held: 2 });
    expect(await api('POST', '/breaker/release')).toEqual({ released: 2 });
    for (const person of people.slice(2)) await farewell(person);
    for (const reference of references) expect(await stateOf(reference)).toBe('erased');
  }, 90_000);

  test('pays for no more codes than its budget: the rest takes the slow path, is told so, and gets its right', async () => {
    // Four codes went out today: eight are paid for.
    const payers = [21, 22, 23, 24].map((index) => addSomebody(product.graph, index));
    for (const person of payers) await askForCode(person);
    const late = addSomebody(product.graph, 25);
    await late.writes('DELETE');
    await confirm(late);
    const slow = await late.waitFor(({ text }) => text.includes('works without a code too'), 20_000);
    expect(slow.text).toMatch(/cannot send a code right now.*Deleting starts on.*CANCEL/s);
    expect(late.arrived.filter((one) => codeIn(one) !== '')).toEqual([]);
    await until(() => told('budget.spent') === 1);
    const reference = referenceIn(slow);
    const identity = await identityOf(product.container, product.business.tenantId, late);
    clock.aheadMs += 7 * dayMs + hourMs;
    await until(async () => (await stateOf(reference)) === 'erased', 20_000);
    expect(await countsOf(product.container, identity)).toEqual(nothing(product.container));
    const [receipt] = await product.container.stores.receipts.byReference(reference);
    const body = Buffer.from(receipt?.jws.split('.')[1] ?? '', 'base64url').toString('utf8');
    expect(JSON.parse(body)).toMatchObject({
      method: { verification: ['wa-signed-inbound', 'slow-path'], risk: 'high' },
    });
  }, 90_000);

  test('lets them go on with one tap on the staff phone, which is answered; typed words do nothing', async () => {
    clock.aheadMs = Math.ceil(clock.now() / dayMs) * dayMs - Date.now() + hourMs;
    await staff.writes('Hello');
    await staff.nextMessage();
    const people = [15, 16, 17].map((index) => addSomebody(product.graph, index));
    for (const person of people) {
      await person.writes(await askForCode(person));
      await person.waitFor(({ text }) => text.includes('Your reference'), 20_000);
    }
    const [, , third] = people;
    await third?.waitFor(({ text }) => text.includes('people look at it first'), 20_000);
    const asked = await staff.waitFor(({ buttons }) => buttons.some(({ title }) => title === 'Let them go on'), 20_000);
    await staff.writes('Let them go on');
    await staff.waitFor(({ text }) => text !== '');
    expect(await api('GET', '/breaker')).toEqual({ held: 1 });
    // The same button, pressed by somebody who is not the staff: a message like any other.
    const [button] = asked.buttons;
    await third?.sends({
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id: button?.id, title: button?.title } },
    });
    await third?.waitFor(({ text }) => text !== '');
    expect(await api('GET', '/breaker')).toEqual({ held: 1 });
    await staff.taps('Let them go on');
    await staff.waitFor(({ text }) => text.includes('goes on now'), 20_000);
    if (third !== undefined) await farewell(third);
    await staff.taps('Let them go on');
    await staff.waitFor(({ text }) => text.includes('Nothing was changed'), 20_000);
  }, 90_000);
});
