import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { confirm, expectTaken, nextCode } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { until } from '../support/until.ts';

const dayMs = 86_400_000;

let database: TestDatabase;
let product: Product;
let ana: Person;
let bilal: Person;
let chloe: Person;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database));
  addStaff(product.graph);
  [ana, bilal, chloe] = [1, 2, 3].map((index) => addSomebody(product.graph, index)) as [Person, Person, Person];
  for (const one of [ana, bilal, chloe]) {
    await expectTaken(one.writes('Hello'));
    await one.nextMessage();
  }
}, 60_000);
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

/** The staff notes a letter of somebody's. */
async function notes(person: Person, right: 'erasure' | 'access'): Promise<string> {
  const response = await fetch(`${product.url}/v1/requests`, {
    method: 'POST',
    headers: { authorization: `Bearer ${product.business.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ phone: `+${person.phone ?? ''}`, right, channel: 'letter' },
      receivedAt: new Date(Date.now() - dayMs).toISOString(),
    }),
  });
  const noted = (await response.json()) as { readonly reference: string };
  await person.waitFor(({ text }) => text.includes('in your name'));
  return noted.reference;
}

/** Nothing that was asked for is under way any more. */
async function untilRested({ container }: Product): Promise<void> {
  const rows = container.connection.collection('requests');
  await until(async () => (await rows.countDocuments({ 'state.name': { $nin: ['code_sent', 'answered'] } })) === 0);
}

/** Asks for a copy with a code, until it is there. */
async function gets(person: Person, choice: string, words: string): Promise<void> {
  await expectTaken(person.taps('menu.rights'));
  await person.waitFor(({ text }) => text.includes('What would you like to do?'));
  await expectTaken(person.taps(choice));
  await confirm(person);
  await expectTaken(person.writes(await nextCode(person)));
  await person.waitFor(({ text }) => text.includes(words), 20_000);
}

async function asks(person: Person, words: string): Promise<string> {
  await expectTaken(person.writes(words));
  return (await person.nextMessage()).text;
}

describe('a letter that the staff noted', () => {
  let reference: string;
  test('is known to STATUS, with its reference and without, to the person whose it is', async () => {
    reference = await notes(ana, 'erasure');
    const named = await asks(ana, `STATUS ${reference}`);
    expect(named).toMatch(new RegExp(`Request ${reference}\nAnswer due by: .*\n.*in your name[^]*Write DELETE here`));
    expect(await asks(ana, 'STATUS')).toBe(named);
  });

  test('is nothing to somebody else: its reference reads like one that nobody has', async () => {
    const unknown = await asks(bilal, 'STATUS');
    expect(unknown).toContain('no open request');
    expect(await asks(bilal, `STATUS ${reference}`)).toBe(unknown);
  });

  test('stands beside another, and asked for in the chat it stands as that request does', async () => {
    const other = await notes(ana, 'access');
    const both = await asks(ana, 'STATUS');
    expect([both.includes(reference), both.includes(other)]).toEqual([true, true]);
    expect(await asks(ana, `STATUS ${other}`)).not.toContain(reference);
    await expectTaken(ana.writes('DELETE'));
    await ana.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'));
    await expectTaken(ana.taps('dd.confirm'));
    await ana.waitFor(({ text }) => text.includes('Type its'));
    expect(await asks(ana, `STATUS ${reference}`)).toContain('It waits for your code');
    expect(await asks(ana, `STATUS ${other}`)).toContain('send me my data');
  });

  test('is not answered by a list of what was agreed to', async () => {
    const letter = await notes(chloe, 'access');
    await gets(chloe, 'menu.opt-ins', 'advertising');
    await untilRested(product);
    expect(await asks(chloe, `STATUS ${letter}`)).toContain('send me my data');
  });

  test('is answered by the copy of everything that was handed over, to that person alone', async () => {
    const letter = await notes(bilal, 'access');
    const erasure = await notes(bilal, 'erasure');
    await gets(bilal, 'menu.access', '/c/');
    await untilRested(product);
    const answered = `Request ${letter}\nYour copy was sent to you on WhatsApp.`;
    expect(await asks(bilal, `STATUS ${letter}`)).toBe(answered);
    expect(await asks(ana, `STATUS ${letter}`)).not.toContain(letter);
    for (const words of ['DELETE', 'CANCEL']) await asks(bilal, words);
    const bare = await asks(bilal, 'STATUS');
    expect([bare.includes(letter), bare.includes(erasure)]).toEqual([false, true]);
  });
});
