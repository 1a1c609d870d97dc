import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type Eraser } from '../../src/erasure/eraser.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { askForCode } from '../support/product/chat.ts';
import { type OwnRedis, startOwnRedis } from '../support/product/own-servers.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { until } from '../support/until.ts';
import { createSaboteur, type Moment } from './failing.ts';
import { type Canary, createSearch, type Trace } from './forms.ts';
import { keepPace } from './pace.ts';
import { insist, persist } from './persist.ts';
import { allFiles, allWrites, type Place } from './places.ts';
import { type QuotingGraph, startQuotingGraph } from './quoting-graph.ts';

/** What every error says: a number, an id, words, an address. */
const quoted = {
  number: '16505550142',
  id: 'US.7391000000000004217',
  wamid: `wamid.${Buffer.from('\x1c\x18\x0b16505550142\x15\x02ABCDEF0123').toString('base64')}`,
  words: 'Please forget my marzipan-periwinkles',
  name: 'Zephyrine Quillfeather',
  email: 'zephyrine@quillfeather.example',
} as const;
const everything = Object.values(quoted).join(' ');
const canaries: readonly Canary[] = Object.entries(quoted).map(([what, value]) => ({ what, value }));

const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };
const saboteur = createSaboteur(everything);
/** As many are on their way when it begins, and as many come while it blows: what fails for one is out of the others' way. */
const peopleAtOnce = 3;
/** Whoever is not through by then goes on once it is over. */
const stormMs = 100_000;

function sabotaged(eraser: Eraser): Eraser {
  const { store, covers, ...rest } = eraser;
  return {
    ...saboteur.wrap(`erasers.${store}`, rest, true),
    store,
    covers,
    describe: (locale) => eraser.describe(locale),
  };
}

let database: TestDatabase;
let redis: OwnRedis;
let proxy: QuotingGraph;
let product: Product;
const people: Person[] = [];
beforeAll(async () => {
  [database, redis] = await Promise.all([testDatabase({ isNew: true }), startOwnRedis({ isKept: true })]);
  product = await startProduct(
    { ...serversOf(database), redisUrl: redis.url },
    {
      graph: { clock, statuses: { areBatched: true } },
      async graphUrl(graph) {
        proxy = await startQuotingGraph(graph.url, everything, 7);
        return proxy.url;
      },
      overrides: { clock, erasers: (own) => own.map(sabotaged) },
      // Codes that the storm makes late count as wrong ones: a delay for that is not what is looked at.
      tenant: {
        rest: {
          codeChannels: { email: true, chat: true },
          risk: { raisedDelayHours: 0, highDelayHours: 0 },
        },
      },
      isIdle: true,
      sweepEveryMs: 300,
    },
  );
  const { stores, edges, stages, ledger } = product.container;
  for (const [group, parts] of Object.entries({ stores, edges, stages, ledger })) {
    for (const [name, part] of Object.entries(parts)) {
      const isPart = typeof part === 'object' && !Array.isArray(part) && name !== 'models' && name !== 'register';
      if (isPart) saboteur.wrap(`${group}.${name}`, part);
    }
  }
  saboteur.wrap('stages', stages);
  product.startWork();
  addStaff(product.graph);
  await storm();
}, 150_000);
afterAll(async () => {
  await product.close();
  await Promise.all([proxy.close(), redis.close(), database.giveBack()]);
});

/** Some have their code already: what erases them fails. Others come while it fails: what hears them does. */
async function storm(): Promise<void> {
  const some = Array.from({ length: peopleAtOnce }, (_, index) => index + 1);
  const ready = some.map((index) => addSomebody(product.graph, index));
  people.push(...ready);
  const codes = await Promise.all(ready.map((person) => askForCode(person)));
  const deadline = Date.now() + stormMs;
  const isOver = (): boolean => Date.now() > deadline || missed().length === 0;
  const pace = startPace();
  saboteur.arm();
  const erasing = ready.map(async (person, index) => {
    await insist(() => person.writes(codes[index] ?? ''));
    return goOn(person, isOver, true);
  });
  while (!isOver()) {
    // An answer that names the address: temporary for one, final for the other.
    product.smtp.refuseNext(450, 550);
    const others = await Promise.all(some.map((index) => arrive(people.length - peopleAtOnce + index)));
    people.push(...others);
    await Promise.all([...erasing, ...others.map((person) => goOn(person, isOver))]);
  }
  saboteur.disarm();
  // What the mail server was still to refuse would use up the codes of the next day.
  product.smtp.refuseNone();
  await pace.stop();
}

/** Somebody whose own data is what the errors say, as far as it can be: the first carries the very number. */
async function arrive(index: number): Promise<Person> {
  const { graph } = product;
  const { number: phone, id: bsuid, name } = quoted;
  const person = index === 1 ? graph.addPerson({ phone, bsuid, name }) : addSomebody(graph, index + peopleAtOnce);
  await insist(() => person.writes(quoted.words));
  await insist(() => person.sendsMedia({ kind: 'image', bytes: Buffer.from(quoted.words), mimeType: 'image/jpeg' }));
  await insist(() => put(person, emailOf(person)));
  return person;
}

function emailOf({ phone }: Person): string {
  return phone === quoted.number ? quoted.email : `${phone ?? ''}@fictive.example`;
}

/** The business's system puts the e-mail address in. */
async function put({ phone, name }: Person, email: string): Promise<number> {
  const headers = { Authorization: `Bearer ${product.business.apiKey}`, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ phone, name, email });
  const { status } = await fetch(`${product.url}/v1/contacts`, { method: 'POST', headers, body });
  return status === 201 ? 200 : status;
}

/** From DELETE, or from where they are, to the farewell. */
function goOn(person: Person, isOver: () => boolean, isOnTheWay = false): Promise<boolean> {
  return persist({ person, mailed: () => mailedCodes(person), isOver, isOnTheWay });
}

/** Time passes, and the operator tries again what is blocked, as one does who was paged. */
function startPace(pauseMs = 0): ReturnType<typeof keepPace> {
  return keepPace({ clock, saboteur, afterwards: retryBlocked, pauseMs });
}

async function retryBlocked(): Promise<void> {
  const { operator } = product.container.stages;
  for (const { reference } of await operator.list({ states: ['blocked'], limit: 20 })) await operator.retry(reference);
}

/** Codes that arrived by mail. */
function mailedCodes(person: Person): readonly string[] {
  const mails = product.smtp.mails.filter(({ to }) => to.includes(emailOf(person)));
  return mails.flatMap(({ parsed }) => /(?<!\d)\d{6}(?!\d)/.exec(parsed.text ?? '')?.[0] ?? []);
}

describe('everything that can fail, failing with the person’s words in the error', () => {
  test('is every call that a part makes of another: before it took effect, and after', () => {
    const { failed } = saboteur;
    expect(missed()).toEqual([]);
    expect(failed.size).toBeGreaterThan(70);
    expect(proxy.refused).toBeGreaterThan(5);
  });

  test('is said in the log by kind and code only', async () => {
    const log = product.log.join('');
    for (const name of faults) expect(log).toContain(`"event":"${name}"`);
    expect(await tracesIn(allLines())).toEqual([]);
    expect(log).not.toContain('marzipan');
  });

  test('leaves nothing of it in what was ever written to MongoDB: rows, stored errors, what was deleted since', async () => {
    const writes = allWrites(product.container.connection);
    expect(await tracesIn(writes)).toEqual([]);
  });

  test('leaves nothing of it in what was ever written to Redis: jobs, their failures, their logs', async () => {
    const client = product.container.redis;
    // Every command since the start stands in its append-only file.
    expect(await client.config('GET', 'appendonly')).toContain('yes');
    expect(await tracesIn(allFiles(redis.folder))).toEqual([]);
  });

  test('leaves no erasure unfinished once it is over, and everybody who asks again is through', async () => {
    const { operator } = product.container.stages;
    await retryBlocked();
    // The next day: whatever codes and tries the storm has used up are counted no more.
    clock.aheadMs += 25 * 3_600_000;
    const pace = startPace(1_500);
    const deadline = Date.now() + 100_000;
    const ends = await Promise.all(people.map((person) => goOn(person, () => Date.now() > deadline)));
    const unfinished = () => operator.list({ states: ['blocked', 'erasing', 'scanning'], limit: 10 });
    // Who asked twice is erased twice.
    await until(async () => (await unfinished()).length === 0);
    await pace.stop();
    expect(ends.filter((isThrough) => !isThrough)).toEqual([]);
    expect(await unfinished()).toEqual([]);
  }, 160_000);
});

function* allLines(): Generator<Place> {
  for (const line of product.log) yield ['log', Buffer.from(line)];
}

async function tracesIn(places: AsyncIterable<Place> | Iterable<Place>): Promise<readonly Trace[]> {
  const search = createSearch(canaries);
  const traces: Trace[] = [];
  for await (const [where, bytes] of places) traces.push(...search(where, bytes));
  return traces;
}

/** What did not fail yet, and when it should. */
function missed(): readonly string[] {
  const moments: readonly Moment[] = ['before', 'after'];
  return required.flatMap((name) =>
    moments.filter((one) => saboteur.failed.get(name)?.has(one) !== true).map((one) => `${name} ${one}`),
  );
}

/** One at least of each kind: what accepts, hears, remembers, sends, erases, tells. */
const required = [
  'stores.inbox.accept',
  'stores.laneInbox.claim',
  'stores.conversations.save',
  'stores.subjects.ensure',
  'stores.contacts.seen',
  'stores.messages.add',
  'stores.media.want',
  'stores.verifications.check',
  'stores.requests.change',
  'stores.notices.claim',
  'stores.farewells.claim',
  'stores.personKeys.open',
  'stores.tenants.byId',
  'edges.sender.send',
  'edges.mailer.send',
  'edges.queue.wake',
  'stages.desk.open',
  'stages.log.received',
  'stages.notices.deliver',
  'stages.farewellDesk.deliver',
  'stages.intake.contact',
  'erasers.contacts.erase',
  'erasers.messages.scan',
  'erasers.person_keys.erase',
] as const;

/** What the log calls them. */
const faults = [
  'webhook_unavailable',
  'event_failed',
  'effect_failed',
  'request_step_failed',
  'look_failed',
  'api_failed',
] as const;
