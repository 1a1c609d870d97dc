import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';
import { Redis } from 'ioredis';

import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import {
  askForCode,
  codeIn,
  confirm,
  deleteEverything,
  farewell,
  isFarewell,
  nextCode,
} from '../support/product/chat.ts';
import { type OwnRedis, startOwnRedis } from '../support/product/own-servers.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let redis: OwnRedis;
let client: Redis;
let product: Product;
beforeAll(async () => {
  [database, redis] = await Promise.all([testDatabase(), startOwnRedis({ isKept: false })]);
  client = new Redis(redis.url);
  client.on('error', () => undefined);
  product = await startProduct(
    { ...serversOf(database), redisUrl: redis.url },
    { graph: { statuses: { upTo: 'none' } } },
  );
  addStaff(product.graph);
}, 60_000);
afterAll(async () => {
  await product.close();
  client.disconnect();
  await Promise.all([database.giveBack(), redis.close()]);
});

/** Empties Redis again and again, as fast as it goes, until told to stop. */
function keepFlushing(): { stop(): Promise<number> } {
  let flushes = 0;
  const stop = new AbortController();
  const flushing = (async () => {
    while (!stop.signal.aborted) {
      await client.flushall();
      flushes += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  return {
    async stop() {
      stop.abort();
      await flushing;
      return flushes;
    },
  };
}

describe('Redis emptied', () => {
  test('all the time, from DELETE to the farewell: slower, and nothing is lost or doubled', async () => {
    const people = Array.from({ length: 6 }, (_, index) => addSomebody(product.graph, index + 1));
    const flushing = keepFlushing();
    const lasts = await Promise.all(people.map((person) => slowly(person)));
    expect(await flushing.stop()).toBeGreaterThan(100);
    await untilHandled(product.container);
    expect(lasts).toHaveLength(6);
    for (const { arrived } of people) {
      expect(arrived.filter((one) => codeIn(one) !== '')).toHaveLength(1);
      expect(arrived.filter((one) => isFarewell(one))).toHaveLength(1);
      expect(arrived.filter(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'))).toHaveLength(1);
    }
  }, 120_000);

  test('once, while six words wait: each is answered', async () => {
    const person = addSomebody(product.graph, 20);
    const words = ['HELP', 'LANGUAGE', 'STATUS', 'STOP', 'START', 'DELETE'];
    await Promise.all([...words.map((one) => person.writes(one)), client.flushall()]);
    await client.flushall();
    await untilHandled(product.container);
    await until(() => person.arrived.length === words.length, 20_000);
  });
});

describe('Redis gone', () => {
  test('in the middle of a conversation: it goes on, and after Redis is back as well', async () => {
    const ana = addSomebody(product.graph, 30);
    const code = await askForCode(ana);
    await redis.kill();
    const answer = await fetch(`${product.url}/readyz`, { signal: AbortSignal.timeout(15_000) });
    // Ready still: a balancer that took every server away would lose what goes on without it.
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'degraded', parts: { mongodb: 'ok', redis: 'unreachable' } });
    // The door does not wait for it, and the sweep finds what nobody was woken for.
    expect(await ana.writes(code)).toBe(200);
    await farewell(ana, 'en', 60_000);
    await redis.restart();
    await until(async () => (await (await fetch(`${product.url}/readyz`)).text()).includes('"status":"ok"'), 20_000);
    await deleteEverything(addSomebody(product.graph, 31));
  }, 120_000);
});

/** {@link deleteEverything}, with more patience: what nobody is woken for waits for the next sweep. */
async function slowly(person: Person): Promise<string> {
  expect(await person.writes('DELETE')).toBe(200);
  await confirm(person);
  await person.writes(await nextCode(person));
  return (await farewell(person, 'en', 60_000)).text;
}
