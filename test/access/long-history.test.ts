import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type CollectedItem, type Collector } from '../../src/access/collector.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { runLeaseMs } from '../../src/erasure/run-session.ts';
import { sealJson } from '../../src/keys/seal.ts';
import { createCollectors } from '../../src/stores/collectors.ts';
import { sealPlace } from '../../src/stores/messaging-log-fields.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { until } from '../support/until.ts';
import { collecting, copyingIn, restingIn, verifiedMatter } from './copying.ts';

const count = 2_500;

let world: ErasureWorld;
let ana: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  ana = await world.person(world.tenant, anaNames);
});
afterAll(() => world.close());

/** Ana wrote `words of <n>`, a second apart. */
async function writes(): Promise<void> {
  const { models, personKeys } = world.stores;
  const key = (await personKeys.open(ana.keyId))?.key;
  if (key === undefined) throw new Error('she has no key');
  const { tenantId, subjectId, keyId, names } = ana;
  const rows = Array.from({ length: count }, (_, n) => ({
    ...{ _id: `message-${String(n)}`, tenantId, subjectId, keyId, names: [...names] },
    ...{ messageHash: `hash-${String(n)}`, at: new Date(world.clock.time + n * 1_000) },
  }));
  const log = rows.map((row) => ({ ...row, direction: 'in', origin: 'live', type: 'text', phoneNumberId: '2' }));
  const contents = rows.map((row, n) => ({
    ...{ ...row, expiresAt: new Date(world.clock.time + 86_400_000_000) },
    sealed: sealJson(key, { text: `words of ${String(n)}` }, sealPlace(ana, 'message_contents')),
  }));
  await models.message.collection.insertMany(log.reverse() as never[]);
  await models.messageContent.collection.insertMany(contents as never[]);
}

function messagesOf(): AsyncIterable<CollectedItem> {
  const messages = createCollectors(world.stores).find(({ store }) => store === 'messages');
  if (messages === undefined) throw new Error('nothing reads messages');
  return messages.collect(world.identity(ana));
}

describe('a long history', () => {
  test('is read in order, each message with its own words', async () => {
    await writes();
    const texts: unknown[] = [];
    for await (const { text } of messagesOf()) texts.push(text);
    expect(texts).toEqual(Array.from({ length: count }, (_, n) => `words of ${String(n)}`));
  });

  test('is never in memory as a whole: words that go while it is read are not in the copy', async () => {
    await writes();
    const texts: unknown[] = [];
    for await (const { text } of messagesOf()) {
      if (texts.length === 0) await world.stores.models.messageContent.deleteMany({});
      texts.push(text);
    }
    expect(texts).toHaveLength(count);
    expect([texts[0], texts.at(-1)]).toEqual(['words of 0', null]);
  });
});

describe('a copy in the making', () => {
  const copyAsked = () => verifiedMatter(world, ana, { right: 'access', part: 'all' });

  test('keeps its request while a store is slow with its first row', async () => {
    const requestId = await copyAsked();
    const slow = collecting(['a made-up rose'], async () => {
      world.clock.time += runLeaseMs / 2;
      const end = world.clock.time + runLeaseMs;
      await until(async () => (await world.request(requestId)).lease.until >= end);
    });
    await copyingIn(world, { collectors: [slow] }).runner.run(requestId);
    expect((await world.request(requestId)).state.name).toBe('answered');
  });

  test('stops when the process is stopped, leaves nothing behind, and is made by whoever comes next', async () => {
    const requestId = await copyAsked();
    const stop = new AbortController();
    let read = 0;
    const endless: Collector = {
      store: 'messages',
      async *collect() {
        for (; read < 20_000; read += 1) {
          if (read === 3) stop.abort();
          yield await Promise.resolve({ text: 'a made-up rose' });
        }
      },
    };
    await copyingIn(world, { collectors: [endless] }).runner.run(requestId, stop.signal);
    expect(read).toBeLessThan(20_000);
    expect(await restingIn(world)).toEqual([0, 0]);
    expect(world.sent).toEqual([]);
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'planning' }, attempts: 0 });
    await copyingIn(world).runner.run(requestId);
    expect((await world.request(requestId)).state.name).toBe('answered');
  });
});
