import { afterAll, beforeAll, expect, test } from '../support/jest.ts';

import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { codeIn } from '../support/product/chat.ts';
import { addSomebody } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let product: Product;
/** Every command that the product gave its database, with the collection. */
const seen: string[] = [];
beforeAll(async () => {
  database = await testDatabase();
  const servers = serversOf(database);
  const mongodbUri = `${servers.mongodbUri}${servers.mongodbUri.includes('?') ? '&' : '?'}monitorCommands=true`;
  product = await startProduct({ ...servers, mongodbUri }, { sweepEveryMs: 3_000 });
  product.container.connection.getClient().on('commandStarted', ({ commandName, command }) => {
    const { filter } = command as { readonly filter?: Readonly<Record<string, unknown>> };
    // What is due in any chat is looked for by the clock as well.
    const isOfClock = command[commandName] === 'conversations' && filter !== undefined && !('subjectId' in filter);
    if (!isOfClock) seen.push(`${commandName} ${String(command[commandName])}`);
  });
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

/** Nothing of what was before is under way any more. */
async function settle(): Promise<void> {
  await product.graph.settled();
  await untilHandled(product.container);
  let before = -1;
  await until(() => {
    const isQuiet = before === seen.length;
    before = seen.length;
    return isQuiet;
  });
}

interface Path {
  /** Round trips to the database, from the first look at who it is to the write with which the answer goes out. */
  readonly trips: readonly string[];
  readonly sent: readonly string[];
}

/** What belongs to somebody who writes. Everything else is looked at by clocks of its own, or before anybody knows who it is. */
const theirs = ['tombstones', 'subjects', 'person_keys', 'contacts', 'messages', 'message_contents', 'conversations'];

async function pathOf(act: () => Promise<unknown>, answered: () => Promise<unknown>): Promise<Path> {
  await settle();
  seen.length = 0;
  const before = product.graph.calls.length;
  await act();
  await answered();
  const own = seen.filter((one) => theirs.some((collection) => one.endsWith(` ${collection}`)));
  const saved = own.findIndex((one) => /^(?:insert|update|findAndModify) conversations$/u.test(one));
  const sent = product.graph.calls.slice(before).map(({ method, path }) => `${method} ${path}`);
  return { trips: own.slice(own.indexOf('find tombstones'), saved + 1), sent };
}

/** Of several people of one kind the shortest: what other work does meanwhile only adds. */
function shortest(paths: readonly Path[]): Path {
  const [first, ...more] = paths;
  if (first === undefined) throw new Error('Nobody asked.');
  return more.reduce((best, one) => (one.trips.length < best.trips.length ? one : best), first);
}

const collectionsOf = ({ trips }: Path) => [...new Set(trips.map((one) => one.split(' ')[1]))].sort();

const asks = (person: Person): Promise<Path> =>
  pathOf(
    () => person.writes('DELETE'),
    () => person.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm')),
  );
const confirms = (person: Person): Promise<Path> =>
  pathOf(
    () => person.taps('dd.confirm'),
    () => person.waitFor((one) => codeIn(one) !== ''),
  );

async function wrote(person: Person): Promise<Person> {
  for (let times = 0; times < 3; times += 1) {
    await person.writes('Hello');
    await person.nextMessage();
  }
  return person;
}

async function imported(person: Person): Promise<Person> {
  const answer = await fetch(`${product.url}/v1/contacts`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${product.business.apiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ phone: person.phone, name: 'Customer' }),
  });
  expect(answer.status).toBe(201);
  return person;
}

test('a stranger, a customer and somebody on a list get the same answers by the same way, to the code', async () => {
  await confirms(await wrote(addSomebody(product.graph, 229)).then(async (one) => (await asks(one), one)));
  const kinds = { stranger: (one: Person) => Promise.resolve(one), customer: wrote, listed: imported };
  const first: Record<string, Path> = {};
  const second: Record<string, Path> = {};
  for (const [kind, make] of Object.entries(kinds)) {
    const people: Person[] = [];
    for (let index = 0; index < 5; index += 1) {
      people.push(await make(addSomebody(product.graph, 230 + 5 * Object.keys(first).length + index)));
    }
    const [asked, confirmed]: [Path[], Path[]] = [[], []];
    for (const person of people) asked.push(await asks(person));
    for (const person of people) confirmed.push(await confirms(person));
    [first[kind], second[kind]] = [shortest(asked), shortest(confirmed)];
  }
  const { stranger, customer, listed } = first as Record<keyof typeof kinds, Path>;
  // One message each, at the same place, and never anything else.
  expect(customer.sent).toEqual(stranger.sent);
  expect(listed.sent).toEqual(stranger.sent);
  expect(stranger.sent).toHaveLength(1);
  // What is found of the one is made of the other: the same places, as many round trips.
  expect(collectionsOf(customer)).toEqual(collectionsOf(stranger));
  expect(collectionsOf(listed)).toEqual(collectionsOf(stranger));
  expect(customer.trips.length).toBe(stranger.trips.length);
  // Their WhatsApp id is learned with the first words of somebody who was known by a list alone.
  expect(listed.trips.length - stranger.trips.length).toBeLessThanOrEqual(3);
  expect(second['customer']).toEqual(second['stranger']);
  expect(second['listed']).toEqual(second['stranger']);
}, 60_000);
