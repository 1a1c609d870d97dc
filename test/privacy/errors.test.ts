import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type Eraser } from '../../src/erasure/eraser.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { codeIn, isFarewell } from '../support/product/chat.ts';
import { type OwnRedis, startOwnRedis } from '../support/product/own-servers.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { createSaboteur } from './failing.ts';
import { type Canary, createSearch, type Trace } from './forms.ts';
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
/** Whoever is not through by then goes on afterwards. */
const mostPeople = 12;

function sabotaged(eraser: Eraser): Eraser {
  const { store, covers, ...rest } = eraser;
  return {
    ...saboteur.wrap(`erasers.${store}`, rest, 1),
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
  [database, redis] = await Promise.all([testDatabase(), startOwnRedis({ isKept: true })]);
  product = await startProduct(
    { ...serversOf(database), redisUrl: redis.url },
    {
      graph: { clock, statuses: { areBatched: true } },
      async graphUrl(graph) {
        proxy = await startQuotingGraph(graph.url, everything, 7);
        return proxy.url;
      },
      overrides: { clock, erasers: (own) => own.map(sabotaged) },
      tenant: { rest: { codeChannels: { email: true, chat: true } } },
      isIdle: true,
    },
  );
  const { stores, edges, stages } = product.container;
  for (const [group, parts] of Object.entries({ stores, edges, stages })) {
    for (const [name, part] of Object.entries(parts)) {
      const isPart = typeof part === 'object' && !Array.isArray(part) && name !== 'models' && name !== 'register';
      if (isPart) saboteur.wrap(`${group}.${name}`, part);
    }
  }
  product.startWork();
  addStaff(product.graph);
  const pace = keepPace();
  // One after another: the first meet most of what fails, the last get to what comes late.
  for (let index = 1; index <= mostPeople && required.some((name) => !saboteur.failed.has(name)); index += 1) {
    const person = await arrive(index);
    people.push(person);
    await persist(person, 10_000);
  }
  saboteur.stop();
  await pace.stop();
}, 200_000);
afterAll(async () => {
  await product.close();
  await Promise.all([proxy.close(), redis.close(), database.drop()]);
});

/** Somebody whose own data is what the errors say, as far as it can be: the first one carries the very number. */
async function arrive(index: number): Promise<Person> {
  const { graph, smtp } = product;
  const { number: phone, id: bsuid, name } = quoted;
  const person = index === 1 ? graph.addPerson({ phone, bsuid, name }) : addSomebody(graph, index);
  await insist(() => person.writes(quoted.words));
  await insist(() => person.sendsMedia({ kind: 'image', bytes: Buffer.from(quoted.words), mimeType: 'image/jpeg' }));
  await insist(() => put(person, emailOf(person)));
  // An answer that names the address: temporary for one, final for the other.
  smtp.refuseNext(450, 550);
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

/** As Meta does, and any client should: again, until it is taken. */
async function insist(send: () => Promise<number>): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    const status = await send();
    if (status === 200) return;
  }
  throw new Error('It was never taken.');
}

/** From DELETE to the farewell, whatever goes wrong: does what the last message asks for. True: it was said. */
async function persist(person: Person, forMs: number): Promise<boolean> {
  const until = Date.now() + forMs;
  const seen = person.arrived.length;
  const used = new Set(mailedCodes(person));
  await insist(() => person.writes('DELETE'));
  while (Date.now() < until) {
    const message = await person.nextMessage(1_000).catch(() => null);
    const code = message === null ? mailedCodes(person).find((one) => !used.has(one)) : codeIn(message);
    if (code !== undefined && code !== '') {
      used.add(code);
      await insist(() => person.writes(code));
    } else if (message !== null) {
      const ids = message.buttons.map(({ id }) => id);
      const wanted = ['dd.confirm', 'dd.resend', 'menu.delete'].find((id) => ids.includes(id));
      if (wanted !== undefined) await insist(() => person.taps(wanted));
    }
    if (person.arrived.slice(seen).some((one) => isFarewell(one))) return true;
  }
  return false;
}

/** When nothing happens any more, what failed waits for its next try: then a minute passes. */
function keepPace(): { stop(): Promise<void> } {
  const stop = new AbortController();
  const pacing = (async () => {
    let last = -1;
    while (!stop.signal.aborted) {
      const count = product.log.length;
      if (count === last) clock.aheadMs += 61_000;
      last = count;
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
  })();
  return {
    async stop() {
      stop.abort();
      await pacing;
    },
  };
}

/** Codes that arrived by mail. */
function mailedCodes(person: Person): readonly string[] {
  const mails = product.smtp.mails.filter(({ to }) => to.includes(emailOf(person)));
  return mails.flatMap(({ parsed }) => /(?<!\d)\d{6}(?!\d)/.exec(parsed.text ?? '')?.[0] ?? []);
}

describe('everything that can fail, failing with the person’s words in the error', () => {
  test('is every call that a part makes of another: before it took effect, and after', () => {
    const { failed } = saboteur;
    expect(required.filter((name) => !failed.has(name))).toEqual([]);
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

  test('keeps nobody from being erased once it is over', async () => {
    const { operator } = product.container.stages;
    for (const { reference } of await operator.list({ states: ['blocked'], limit: 10 }))
      await operator.retry(reference);
    // The next day: whatever codes and tries the storm has used up are counted no more.
    clock.aheadMs += 25 * 3_600_000;
    const pace = keepPace();
    const ends = await Promise.all(people.map((person) => persist(person, 70_000)));
    await pace.stop();
    expect(ends).toEqual(people.map(() => true));
    expect(await operator.list({ states: ['blocked', 'erasing', 'scanning'], limit: 10 })).toEqual([]);
  }, 110_000);
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
