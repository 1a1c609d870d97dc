import { describe, expect, test } from '../support/jest.ts';

import { type InboundEvent, type InboundMessage } from '../../src/domain/inbound.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { foundIn } from '../stores/forms-of.ts';
import { startOfTest } from '../stores/open-stores.ts';
import { openStage, phone, type Stage, tenantOf } from './stage.ts';

const stage = openStage();
const unending = new AbortController().signal;
const received = (on: Stage = stage()) =>
  on.asked
    .filter(({ what }) => what === 'log.received')
    .map(({ order }) => (order as { event: InboundMessage }).event.messageId);

/** A message said so many seconds after the first. */
function said(words: string, second = 0): InboundMessage {
  return stage().message(words, { at: toInstant(startOfTest + second * 1_000) });
}

/** Something that only the log is told. */
function noted(): InboundEvent {
  const { business, at, names } = stage().message('');
  return { kind: 'preference', business, at, names, wantsMarketing: false };
}

async function acceptAll(events: readonly InboundEvent[]): Promise<string> {
  let lane = '';
  for (const event of events) lane = (await stage().accept(event)).lane;
  return lane;
}

const stateOf = async (id: string) => {
  const row = await stage().stores.models.inboxEvents.findById(id).lean();
  return row === null ? null : [row.state, row.attempts];
};

describe('a lane', () => {
  test('is worked in the order in which things happened, whatever the order of arrival', async () => {
    const [first, second, third] = [said('hello', 1), said('help', 2), said('hello', 3)];
    const lane = await acceptAll([third, first, second]);
    expect(await stage().workLane(lane, unending)).toBe('done');
    expect(received()).toEqual([first, second, third].map(({ messageId }) => messageId));
  });

  test('six quick messages are answered one by one, in order, as if they had come slowly', async () => {
    const words = ['hello', 'DELETE', 'hm', 'help', 'cancel', 'DELETE'];
    const lane = await acceptAll(words.map((one, at) => said(one, at)));
    await stage().workLane(lane, unending);
    const quick = [...stage().told()];
    expect(quick).toHaveLength(6);
    await stage().stores.empty();
    stage().empty();
    for (const [at, one] of words.entries()) await stage().receive(said(one, at));
    expect(stage().told()).toEqual(quick);
  });

  test('of more events than are taken at once is worked to its end', async () => {
    const lane = await acceptAll(Array.from({ length: 52 }, () => noted()));
    expect(await stage().workLane(lane, unending)).toBe('done');
    expect(stage().asked).toHaveLength(52);
    expect(await stage().stores.models.inboxEvents.countDocuments({ state: 'done' })).toBe(52);
  });

  test('is free once worked, and after a failure', async () => {
    const lane = await acceptAll([said('hello')]);
    await stage().workLane(lane, unending);
    stage().tenants.clear();
    await stage().workLane(lane, unending);
    expect(await stage().stores.lanes.take(lane, startOfTest, 1)).toBe(3);
  });

  test('held by another is left to them', async () => {
    const lane = await acceptAll([said('hello')]);
    await stage().stores.lanes.take(lane, startOfTest, 30_000);
    expect(await stage().workLane(lane, unending)).toBe('busy');
    expect([received(), stage().sent]).toEqual([[], []]);
    stage().pass(30_000);
    expect(await stage().workLane(lane, unending)).toBe('done');
    expect(received()).toHaveLength(1);
  });

  test('lost in the middle is worked no further by who lost it', async () => {
    const lane = await acceptAll([said('hello', 1), said('hello', 2)]);
    stage().results.push(async () => {
      stage().pass(30_000);
      await stage().stores.lanes.take(lane, stage().stores.clock.now(), 30_000);
      return { name: 'accepted', messageId: 'wamid.1' };
    });
    expect(await stage().workLane(lane, unending)).toBe('busy');
    expect(received()).toHaveLength(1);
    expect(await stage().stores.lanes.renew(lane, 2, stage().stores.clock.now(), 30_000)).toBe(true);
  });

  test('worked by ten at once is worked by one', async () => {
    const events = Array.from({ length: 4 }, (_, at) => said('hello', at));
    const lane = await acceptAll(events);
    const workers = Array.from({ length: 10 }, () => stage().rebuilt().workLane(lane, unending));
    expect((await Promise.all(workers)).filter((one) => one === 'done')).toHaveLength(1);
    expect(received()).toEqual(events.map(({ messageId }) => messageId));
    expect(stage().sent).toHaveLength(4);
  });

  test('is put down between two events when the process is asked to stop, and nothing is lost', async () => {
    const stop = new AbortController();
    const lane = await acceptAll([said('hello', 1), said('hello', 2)]);
    stage().results.push(() => {
      stop.abort();
      return Promise.resolve({ name: 'accepted', messageId: 'wamid.1' });
    });
    expect(await stage().workLane(lane, stop.signal)).toBe('busy');
    expect(received()).toHaveLength(1);
    expect(await stage().workLane(lane, unending)).toBe('done');
    expect(received()).toHaveLength(2);
    expect(stage().sent).toHaveLength(2);
  });
});

describe('an event', () => {
  test('that fails holds up nobody, and is tried again after a pause', async () => {
    const [bad, good] = [said('hello', 1), said('hello', 2)];
    const { id } = await stage().accept(bad);
    const { lane } = await stage().accept(good);
    stage().failing.push('log.received');
    expect(await stage().workLane(lane, unending)).toBe('done');
    expect(await stateOf(id)).toEqual(['pending', 1]);
    // A log that fails keeps no answer back.
    expect(stage().sent).toHaveLength(2);
    expect(received()).toHaveLength(2);
    stage().pass(999);
    await stage().workLane(lane, unending);
    expect(await stateOf(id)).toEqual(['pending', 1]);
    stage().pass(1);
    await stage().workLane(lane, unending);
    expect(await stateOf(id)).toEqual(['done', 1]);
    expect(received()).toHaveLength(3);
    expect(stage().sent).toHaveLength(2);
  });

  test('that always fails is set aside after eight tries, and the operator is told without a word of it', async () => {
    const { id, lane } = await stage().accept(said('hello'));
    stage().failing.push(...Array.from({ length: 20 }, () => 'log.received'));
    for (let tries = 0; tries < 12; tries += 1) {
      await stage().workLane(lane, unending);
      stage().pass(600_000);
    }
    expect(await stateOf(id)).toEqual(['dead', 8]);
    expect(stage().said.filter(({ name }) => name === 'event_set_aside')).toEqual([
      { name: 'event_set_aside', facts: { code: 'Error' } },
    ]);
    expect(stage().failing).toHaveLength(12);
    expect(foundIn(await stage().stores.rawBytes(), ['Ana Example', phone.value])).toEqual([]);
  });

  test('one bad among many does not stop the others (invariant 21)', async () => {
    const lane = await acceptAll(Array.from({ length: 40 }, () => noted()));
    stage().failing.push('log.noted');
    await stage().workLane(lane, unending);
    expect(await stage().stores.models.inboxEvents.countDocuments({ state: 'done' })).toBe(39);
    expect(await stage().stores.models.inboxEvents.countDocuments({ state: 'pending', attempts: 1 })).toBe(1);
  });

  test('that was stepped before a crash is not stepped again, and its answer goes out once', async () => {
    const event = said('DELETE');
    const { id, lane } = await stage().accept(event);
    const order = { tenant: tenantOf(), names: event.names, event, eventId: id, lane };
    await stage().talk.hear(order);
    expect(await stage().workLane(lane, unending)).toBe('done');
    expect(await stage().chat()).toMatchObject({ handled: [id], outbox: [] });
    expect(stage().sent).toHaveLength(1);
    expect(await stateOf(id)).toEqual(['done', 0]);
  });

  test('of a business that left, or of a day whose key is gone, is done with', async () => {
    const { id, lane } = await stage().accept(said('hello', 1));
    stage().tenants.clear();
    await stage().workLane(lane, unending);
    expect(await stateOf(id)).toEqual(['done', 0]);
    stage().tenants.set('tenant-1', tenantOf());
    const { id: old } = await stage().accept(said('hello', 2));
    stage().pass(20 * 86_400_000);
    await stage().workLane(lane, unending);
    expect(await stateOf(old)).toEqual(['done', 0]);
    expect(received()).toEqual([]);
  });

  test('whose seal is broken is set aside like any other that fails', async () => {
    const { id, lane } = await stage().accept(said('hello', 1));
    await stage().stores.models.inboxEvents.updateOne({ _id: id }, { $set: { tenantId: 'tenant-2' } });
    stage().tenants.set('tenant-2', tenantOf({ tenantId: 'tenant-2' }));
    await stage().accept(said('hello', 2));
    expect(await stage().workLane(lane, unending)).toBe('done');
    expect(await stateOf(id)).toEqual(['pending', 1]);
    expect(received()).toHaveLength(1);
  });
});

describe('what a chat has due', () => {
  test('a timer fires once, when its time has come', async () => {
    const event = said('DELETE');
    const { lane } = await stage().accept(event);
    await stage().workLane(lane, unending);
    stage().pass(30 * 60_000 - 1);
    expect(await stage().workLane(lane, unending)).toBe('done');
    expect((await stage().chat())?.state.flow).toBe('data-deletion');
    stage().pass(1);
    expect(await stage().workLane(lane, unending)).toBe('done');
    expect(await stage().chat()).toMatchObject({ state: { flow: 'reception' }, timers: [] });
    expect(stage().sent).toHaveLength(1);
  });

  test('a timer that means nothing any more goes all the same', async () => {
    const { lane } = await stage().accept(said('hello'));
    await stage().workLane(lane, unending);
    const chat = await stage().chat();
    if (chat === null) throw new Error('no chat');
    await stage().stores.conversations.save({ ...chat, timers: [{ timer: 'code', at: startOfTest }] });
    expect(await stage().workLane(lane, AbortSignal.timeout(5_000))).toBe('done');
    expect(await stage().chat()).toEqual({ ...chat, version: chat.version + 2, handled: expect.any(Array) });
    expect(stage().sent).toHaveLength(1);
  });

  test('alongside another app, a chat that nobody answered is forgotten when its time has come', async () => {
    stage().tenants.set('tenant-1', tenantOf({ mode: 'alongside' }));
    const { lane } = await stage().accept(said('DELETE'));
    await stage().workLane(lane, unending);
    stage().pass(30 * 60_000);
    await stage().workLane(lane, unending);
    expect(await stage().chat()).toBeNull();
    expect(stage().asked.map(({ what }) => what)).toContain('forgetting.forgetIfIdle');
  });

  test('replies that wait behind a delayed one do not keep the worker busy', async () => {
    const lane = await acceptAll([said('hello', 1), said('help', 2)]);
    stage().results.push({ name: 'try-later', afterMs: 60_000, code: 130_429 });
    expect(await stage().workLane(lane, AbortSignal.timeout(5_000))).toBe('done');
    expect(stage().sent).toHaveLength(1);
    stage().pass(60_000);
    expect(await stage().workLane(lane, unending)).toBe('done');
    expect(stage().sent).toHaveLength(3);
  });

  test('of a business that left is removed', async () => {
    const { lane } = await stage().accept(said('DELETE'));
    await stage().workLane(lane, unending);
    stage().tenants.clear();
    stage().pass(30 * 60_000);
    expect(await stage().workLane(lane, unending)).toBe('done');
    expect(await stage().chat()).toBeNull();
  });

  test('with one number of the business does not wait for a chat with another that fails', async () => {
    stage().tenants.set('tenant-1', tenantOf({ mode: 'alongside' }));
    const second = { ...said('DELETE', 2), business: { wabaId: '111000111000111', phoneNumberId: '333' } };
    const lane = await acceptAll([said('DELETE', 1), second]);
    await stage().workLane(lane, unending);
    stage().pass(30 * 60_000);
    stage().failing.push('forgetting.forgetIfIdle');
    expect(await stage().workLane(lane, AbortSignal.timeout(5_000))).toBe('busy');
    expect(await stage().stores.models.conversations.countDocuments()).toBe(0);
    expect(stage().asked.filter(({ what }) => what === 'forgetting.forgetIfIdle')).toHaveLength(2);
  });

  test('that cannot be worked ends the look and leaves what came in done', async () => {
    stage().tenants.set('tenant-1', tenantOf({ mode: 'alongside' }));
    const { lane } = await stage().accept(said('DELETE'));
    await stage().workLane(lane, unending);
    stage().pass(30 * 60_000);
    stage().failing.push('forgetting.forgetIfIdle');
    const { id } = await stage().accept(noted());
    expect(await stage().workLane(lane, AbortSignal.timeout(5_000))).toBe('busy');
    expect(stage().said.at(-1)).toMatchObject({ name: 'conversation_failed' });
    expect(await stateOf(id)).toEqual(['done', 0]);
    expect(await stage().stores.lanes.take(lane, stage().stores.clock.now(), 1)).not.toBeNull();
  });
});
