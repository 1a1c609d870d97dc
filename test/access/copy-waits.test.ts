import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { accessTexts } from '../../flows/data-access/texts/index.ts';
import { initialConversation } from '../../flows/step.ts';
import { type Conversation } from '../../src/conversation/conversation.ts';
import { parkedUntilHeard } from '../../src/conversation/next-due.ts';
import { unparked } from '../../src/conversation/parked.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, tenantOf } from '../erasure/tenant-and-names.ts';
import { copyingIn, linksIn, restingIn, verifiedMatter } from './copying.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const phoneNumberId = '222000222000222';

let world: ErasureWorld;
let ana: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  ana = await world.person(world.tenant, anaNames);
  await writes();
});
afterAll(() => world.close());

const chatOf = (): Promise<Conversation | null> => world.stores.conversations.find(ana, phoneNumberId);

/** Ana writes something now. */
async function writes(): Promise<void> {
  const now = world.clock.time;
  const chat: Conversation = (await chatOf()) ?? {
    ...{ conversationId: 'chat-of-ana', subject: ana, phoneNumberId, lane: 'lane-of-ana', version: 0 },
    ...{ state: initialConversation(), outbox: [], timers: [], handled: [], lastInboundAt: now },
  };
  const isSaved = await world.stores.conversations.save({
    ...chat,
    outbox: unparked(chat.outbox, now),
    lastInboundAt: now,
  });
  expect(isSaved).toBe(true);
}

/** A copy that a worker comes to only when a day has passed since she wrote. */
async function copyTooLate(): Promise<string> {
  const requestId = await verifiedMatter(world, ana, { right: 'access', part: 'all' });
  world.clock.time += 25 * hourMs;
  await run(requestId);
  return requestId;
}

const run = (requestId: string): Promise<void> => copyingIn(world).runner.run(requestId);
const stateOf = async (requestId: string) => (await world.request(requestId)).state.name;
const effectsIn = async () => (await chatOf())?.outbox.map(({ effect, dueAt }) => ({ kind: effect.kind, dueAt }));

describe('a copy, once its person may not be written to freely any more', () => {
  test('is not made and not sent into the void, and waits in the chat for their next message', async () => {
    const requestId = await copyTooLate();
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'planning' }, attempts: 0 });
    expect(await restingIn(world)).toEqual([0, 0]);
    expect(world.sent).toEqual([]);
    expect(await effectsIn()).toEqual([
      { kind: 'reply', dueAt: parkedUntilHeard },
      { kind: 'hand-copy', dueAt: parkedUntilHeard },
    ]);
  });

  test('is handed over as soon as they write', async () => {
    const requestId = await copyTooLate();
    world.clock.time += dayMs;
    await writes();
    expect(await effectsIn()).toContainEqual({ kind: 'hand-copy', dueAt: world.clock.time });
    world.woken.length = 0;
    await world.desk.heard(requestId);
    expect(world.woken).toEqual([`request:${requestId}`]);
    await run(requestId);
    expect(await stateOf(requestId)).toBe('answered');
    expect(linksIn(world)).toHaveLength(1);
    expect(await restingIn(world)).toEqual([1, 1]);
  });

  test('is handed over within their day also when nobody says that they wrote', async () => {
    const requestId = await copyTooLate();
    await writes();
    const { dueAt } = await world.request(requestId);
    expect(dueAt).toBeLessThan(world.clock.time + dayMs);
    world.clock.time = dueAt ?? 0;
    await run(requestId);
    expect(await stateOf(requestId)).toBe('answered');
  });

  test('is told of once by the business’s template, which holds no link', async () => {
    world.tenants.set('tenant-first', tenantOf('tenant-first', { templates: { notice: 'oubli_news' } }));
    const requestId = await copyTooLate();
    const { reference } = await world.request(requestId);
    for (let days = 0; days < 3; days += 1) {
      world.clock.time += dayMs;
      await run(requestId);
    }
    expect(world.sent.map(({ message }) => message)).toEqual([
      expect.objectContaining({ name: 'oubli_news', parameters: [accessTexts.en.awaitsLine, reference] }),
    ]);
    expect(await effectsIn()).toEqual([{ kind: 'hand-copy', dueAt: parkedUntilHeard }]);
  });

  test('is not told to whoever is behind the number since', async () => {
    world.tenants.set('tenant-first', tenantOf('tenant-first', { templates: { notice: 'oubli_news' } }));
    const requestId = await verifiedMatter(world, ana, { right: 'access', part: 'all' });
    world.clock.time += 25 * hourMs;
    await world.stores.subjects.keyChanged(ana.subjectId);
    await run(requestId);
    expect(world.said.map(({ facts }) => facts['code'])).toContain('copy_withheld');
    expect(world.sent).toEqual([]);
  });

  test('waits until five days before the law’s end; then people are asked', async () => {
    const requestId = await copyTooLate();
    world.clock.time += 23 * dayMs;
    await run(requestId);
    expect(await stateOf(requestId)).toBe('planning');
    world.clock.time += dayMs;
    expect((await world.runUntilRest(copyingIn(world).runner, requestId)).state.name).toBe('blocked');
    expect(world.said.map(({ facts }) => facts['code'])).toContain('copy_not_sent');
    expect(linksIn(world)).toEqual([]);
  });

  test('can be cancelled while it waits, and then nothing waits any more', async () => {
    const requestId = await copyTooLate();
    expect(await world.desk.cancel(requestId)).toMatchObject({ isCancelled: true });
    await run(requestId);
    expect(await effectsIn()).toEqual([]);
    await world.desk.heard(requestId);
    await run(requestId);
    expect(await stateOf(requestId)).toBe('cancelled');
    expect(linksIn(world)).toEqual([]);
  });
});
