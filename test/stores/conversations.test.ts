import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { initialConversation } from '../../flows/step.ts';
import { type Conversation, type PendingEffect } from '../../src/conversation/conversation.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { foundIn } from './forms-of.ts';
import { type OpenStores, openStores, startOfTest } from './open-stores.ts';

const scope = { tenantId: 'tenant-1', portfolioId: 'portfolio-1' };
const phone: Identifier = { kind: 'phone', value: '16505550100' };
const words = 'the very words of Ana Example';
let stores: OpenStores;

beforeAll(async () => {
  stores = await openStores();
});
afterEach(() => stores.empty());
afterAll(() => stores.close());

async function chatOf(change: Partial<Conversation> = {}, name: Identifier = phone): Promise<Conversation> {
  const subject = await stores.subjects.ensure(scope, [name]);
  return {
    ...{ conversationId: randomUUID(), subject, phoneNumberId: '222', lane: 'lane-1', version: 0 },
    ...{ state: initialConversation(), outbox: [], timers: [], handled: [], lastInboundAt: startOfTest },
    ...change,
  };
}

function reply(id: string, dueAt: number, body = words): PendingEffect {
  return { id, effect: { kind: 'reply', message: { kind: 'text', body } }, candidate: null, dueAt, attempts: 0 };
}

function check(id: string, dueAt: number): PendingEffect {
  return {
    id,
    effect: { kind: 'check-code', requestId: 'request-1', right: 'erasure' },
    candidate: '482913',
    dueAt,
    attempts: 2,
  };
}

describe('saving', () => {
  test('keeps a chat as it is, one version on', async () => {
    const chat = await chatOf({
      state: { ...initialConversation(), locale: 'fr', offered: ['dd.confirm'] },
      outbox: [reply('e.0', startOfTest), check('e.1', startOfTest + 5)],
      timers: [{ timer: 'idle', at: startOfTest + 1_800_000 }],
      handled: ['e'],
    });
    expect(await stores.conversations.save(chat)).toBe(true);
    expect(await stores.conversations.find(chat.subject, '222')).toEqual({ ...chat, version: 1 });
    expect(await stores.conversations.find(chat.subject, '333')).toBeNull();
  });

  test('of twenty who saw the same version one wins, and the others know it', async () => {
    const chat = await chatOf();
    await stores.conversations.save(chat);
    const tries = Array.from({ length: 20 }, (_, at) => ({ ...chat, version: 1, handled: [String(at)] }));
    const won = await Promise.all(tries.map((one) => stores.conversations.save(one)));
    expect(won.filter(Boolean)).toHaveLength(1);
    const stored = await stores.conversations.find(chat.subject, '222');
    expect(stored).toMatchObject({ version: 2, handled: tries[won.indexOf(true)]?.handled });
  });

  test('two that open a chat at once open one', async () => {
    const chats = await Promise.all([chatOf(), chatOf(), chatOf()]);
    const won = await Promise.all(chats.map((one) => stores.conversations.save(one)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await stores.models.conversations.countDocuments()).toBe(1);
  });

  test('a person has a chat of its own with each number of the business', async () => {
    const chat = await chatOf();
    expect(await stores.conversations.save(chat)).toBe(true);
    expect(await stores.conversations.save({ ...chat, conversationId: randomUUID(), phoneNumberId: '333' })).toBe(true);
  });

  test('what was erased meanwhile is not written back', async () => {
    const chat = await chatOf();
    await stores.conversations.save(chat);
    await stores.models.conversations.deleteMany({});
    expect(await stores.conversations.save({ ...chat, version: 1 })).toBe(false);
    await stores.personKeys.destroy(chat.subject.keyIds);
    expect(await stores.conversations.save(chat)).toBe(false);
    expect(await stores.models.conversations.countDocuments()).toBe(0);
  });

  test('what MongoDB refuses is said without a word of it', async () => {
    const chat = await chatOf({ outbox: [reply('e.0', startOfTest, 'x'.repeat(17_000_000))] });
    const error: unknown = await stores.conversations.save(chat).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'conversation_not_saved', retry: 'yes' });
    expect(String(error)).not.toContain('xxx');
  });
});

describe('at rest', () => {
  test('neither words, nor a typed code, nor the state of the chat stand in the database', async () => {
    const chat = await chatOf({
      state: {
        ...{
          flow: 'data-deletion',
          part: null,
          version: 1,
          locale: 'en',
          isLocaleChosen: false,
          offered: ['dd.confirm'],
        },
        state: { name: 'calling_off', because: 'asked' },
      },
      outbox: [reply('e.0', startOfTest), check('e.1', startOfTest)],
    });
    await stores.conversations.save(chat);
    const bytes = await stores.rawBytes();
    expect(foundIn(bytes, [words, '482913', phone.value, 'calling_off', 'dd.confirm'])).toEqual([]);
    expect(foundIn(bytes, ['lane-1'])).toEqual([0]);
  });

  test('a chat whose person’s key is gone cannot be read', async () => {
    const chat = await chatOf({ outbox: [reply('e.0', startOfTest)] });
    await stores.conversations.save(chat);
    await stores.personKeys.destroy(chat.subject.keyIds);
    expect(await stores.conversations.find(chat.subject, '222')).toBeNull();
    expect(await stores.conversations.dueInLane('lane-1', startOfTest)).toEqual([]);
  });

  test('state and effects cannot be moved to another tenant, nor into each other’s place', async () => {
    const chat = await chatOf({ outbox: [reply('e.0', startOfTest)] });
    await stores.conversations.save(chat);
    const row = await stores.models.conversations.findOne().lean();
    await stores.models.conversations.updateOne({}, { $set: { tenantId: 'tenant-2' } });
    await expect(stores.conversations.find(chat.subject, '222')).rejects.toMatchObject({ code: 'seal_broken' });
    const outbox = [{ ...row?.outbox[0], sealed: row?.sealedState }];
    await stores.models.conversations.updateOne({}, { $set: { tenantId: 'tenant-1', outbox } });
    await expect(stores.conversations.find(chat.subject, '222')).rejects.toMatchObject({ code: 'seal_broken' });
  });

  test('it carries what erasers look for', async () => {
    const { subject } = await chatOf();
    await stores.conversations.save(await chatOf());
    expect(await stores.models.conversations.findOne().lean()).toMatchObject({
      ...{ tenantId: 'tenant-1', subjectId: subject.subjectId, keyId: subject.keyId },
      names: [stores.blindIndex.name(scope, phone)],
    });
  });
});

describe('what is due', () => {
  const due = (now: number) => stores.conversations.dueInLane('lane-1', now);

  test('is found by its earliest effect or timer, not before and not in another lane', async () => {
    const chat = await chatOf({
      outbox: [check('e.0', startOfTest + 50)],
      timers: [{ timer: 'idle', at: startOfTest + 20 }],
    });
    await stores.conversations.save(chat);
    expect(await due(startOfTest + 19)).toEqual([]);
    expect(await due(startOfTest + 20)).toEqual([{ ...chat, version: 1 }]);
    expect(await stores.conversations.dueInLane('lane-2', startOfTest + 20)).toEqual([]);
    await stores.conversations.save({ ...chat, version: 1, timers: [] });
    expect(await due(startOfTest + 49)).toEqual([]);
    expect(await due(startOfTest + 50)).toHaveLength(1);
  });

  test('is nothing where nothing waits', async () => {
    const chat = await chatOf();
    await stores.conversations.save(chat);
    expect(await due(startOfTest * 2)).toEqual([]);
    expect(await stores.conversations.dueLanes(startOfTest * 2, 10)).toEqual([]);
  });

  test('a reply that waits behind a delayed one is not due before it: it keeps its place', async () => {
    const chat = await chatOf({ outbox: [reply('e.0', startOfTest + 5_000), reply('e.1', startOfTest)] });
    await stores.conversations.save(chat);
    expect(await due(startOfTest + 4_999)).toEqual([]);
    expect(await due(startOfTest + 5_000)).toHaveLength(1);
  });

  test('what is no reply does not wait behind a delayed one', async () => {
    const chat = await chatOf({ outbox: [reply('e.0', startOfTest + 5_000), check('e.1', startOfTest)] });
    await stores.conversations.save(chat);
    expect(await due(startOfTest)).toHaveLength(1);
  });

  test('lanes are named once, longest waiting first, at most so many', async () => {
    const people = Array.from({ length: 4 }, (_, at): Identifier => ({
      kind: 'phone',
      value: `1650555014${String(at)}`,
    }));
    const dueAt = [40, 10, 30, 20];
    for (const [at, name] of people.entries()) {
      const timers = [{ timer: 'idle' as const, at: startOfTest + (dueAt[at] ?? 0) }];
      await stores.conversations.save(await chatOf({ lane: `lane-${String(dueAt[at])}`, timers }, name));
    }
    const second = await chatOf({
      lane: 'lane-10',
      phoneNumberId: '333',
      timers: [{ timer: 'idle', at: startOfTest + 15 }],
    });
    await stores.conversations.save(second);
    expect(await stores.conversations.dueLanes(startOfTest + 35, 10)).toEqual(['lane-10', 'lane-20', 'lane-30']);
    expect(await stores.conversations.dueLanes(startOfTest + 99, 2)).toEqual(['lane-10', 'lane-20']);
  });
});

describe('forgetting a chat', () => {
  test('removes it, unless somebody moved it since', async () => {
    const chat = await chatOf();
    await stores.conversations.save(chat);
    await stores.conversations.remove(chat);
    expect(await stores.conversations.find(chat.subject, '222')).not.toBeNull();
    await stores.conversations.remove({ ...chat, version: 1 });
    expect(await stores.conversations.find(chat.subject, '222')).toBeNull();
  });
});
