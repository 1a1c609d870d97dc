import { describe, expect, test } from '../support/jest.ts';

import { type Conversations } from '../../src/conversation/conversation.ts';
import { createTalk, type Talk } from '../../src/conversation/talk.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { contextOf } from '../flows/given.ts';
import { startOfTest } from '../stores/open-stores.ts';
import { bsuid, openStage, phone, type Stage, tenantOf } from './stage.ts';

const stage = openStage();
const alongside = tenantOf({ mode: 'alongside' });

function talkOver(conversations: Partial<Conversations>, { stores }: Stage): Talk {
  return createTalk({
    ...{ subjects: stores.subjects, conversations: { ...stores.conversations, ...conversations } },
    requests: { isOver: () => Promise.resolve(false) },
    ...{ previewOf: () => contextOf().preview, now: () => stores.clock.now(), voidCodes: () => Promise.resolve() },
  });
}

function hear(
  words: string,
  eventId: string,
  change: { talk?: Talk; names?: (typeof phone)[]; tenant?: typeof alongside } = {},
) {
  const { names = [phone], tenant = tenantOf(), talk = stage().talk } = change;
  return talk.hear({ tenant, names, event: stage().message(words, { names }), eventId, lane: 'lane-1' });
}

const effectsOf = (chat: Awaited<ReturnType<typeof hear>>) =>
  chat?.outbox.map(({ id, effect }) => `${id} ${effect.kind}`);

describe('a stranger', () => {
  test.each(['hello', 'what are your opening hours?', 'cancel', 'help', '482913', '👍', ''])(
    'whose small talk alongside another app is %j leaves nothing: no person, no chat, no key',
    async (words) => {
      expect(await hear(words, 'event-1', { tenant: alongside })).toBeNull();
      expect(await stage().stores.rowCounts()).toEqual({});
    },
  );

  test('who reacts with an emoji leaves nothing, also where the number is the bot’s own', async () => {
    const event = stage().message({ kind: 'reaction', emoji: '👍' });
    const order = { tenant: tenantOf(), names: [phone], event, eventId: 'event-1', lane: 'lane-1' };
    expect(await stage().talk.hear(order)).toBeNull();
    expect(await stage().stores.rowCounts()).toEqual({});
  });

  test('who asks for erasure becomes a person with one chat and one key', async () => {
    const chat = await hear('DELETE', 'event-1', { tenant: alongside });
    expect(chat).toMatchObject({ version: 1, state: { flow: 'data-deletion', state: { name: 'intent_shown' } } });
    expect(await stage().stores.rowCounts()).toEqual({ subjects: 1, conversations: 1, person_keys: 1 });
    expect(await stage().chat()).toEqual(chat);
  });
});

describe('an event', () => {
  test('that comes twice steps once', async () => {
    const first = await hear('DELETE', 'event-1');
    expect(await hear('DELETE', 'event-1')).toEqual(first);
    expect(await stage().chat()).toEqual(first);
  });

  test('that comes five times at once steps once', async () => {
    const chats = await Promise.all(Array.from({ length: 5 }, () => hear('DELETE', 'event-1')));
    expect(new Set(chats.map((chat) => chat?.version))).toEqual(new Set([1]));
    const chat = await stage().chat();
    expect([chat?.version, chat?.handled]).toEqual([1, ['event-1']]);
    expect(effectsOf(chat)).toEqual(effectsOf(chats[0] ?? null));
  });

  test('whose step lost against another steps again on what the other left', async () => {
    await hear('DELETE', 'event-1');
    let isFirst = true;
    const slow = talkOver(
      {
        async save(next) {
          if (isFirst) {
            isFirst = false;
            await hear('yes', 'event-2');
          }
          return stage().stores.conversations.save(next);
        },
      },
      stage(),
    );
    const chat = await hear('cancel', 'event-3', { talk: slow });
    expect([chat?.version, chat?.handled]).toEqual([3, ['event-1', 'event-2', 'event-3']]);
    expect(chat?.state).toMatchObject({ state: { name: 'calling_off' } });
    expect(effectsOf(chat)).toContain('event-2.0 open-request');
  });

  test('that loses again and again is given back, to be tried later', async () => {
    const never = talkOver({ save: () => Promise.resolve(false) }, stage());
    await expect(hear('DELETE', 'event-1', { talk: never })).rejects.toMatchObject({
      ...{ code: 'conversation_contended', retry: 'yes' },
    });
  });

  test('late in order does not turn back the moment of the last message', async () => {
    const later = stage().message('DELETE', { at: toInstant(startOfTest + 9_000) });
    const order = { tenant: tenantOf(), names: [phone], lane: 'lane-1' };
    await stage().talk.hear({ ...order, event: later, eventId: 'later' });
    const chat = await stage().talk.hear({ ...order, event: stage().message('help'), eventId: 'earlier' });
    expect(chat?.lastInboundAt).toBe(startOfTest + 9_000);
  });
});

describe('a name that is new', () => {
  test('is learned with the chat, also alongside another app', async () => {
    await hear('DELETE', 'event-1', { tenant: alongside, names: [phone] });
    const chat = await hear('yes', 'event-2', { tenant: alongside, names: [bsuid, phone] });
    expect(chat?.subject.identifiers).toEqual([phone, bsuid]);
    expect(await stage().chat(bsuid)).toEqual(chat);
    expect(await stage().stores.models.conversations.findOne().lean()).toMatchObject({ names: chat?.subject.names });
  });

  test('of somebody who was known apart makes one of the two, and the chat goes on', async () => {
    const bea = await stage().stores.subjects.ensure(alongside, [bsuid]);
    const chat = await hear('DELETE', 'event-1', { tenant: alongside, names: [phone] });
    const again = await hear('yes', 'event-2', { tenant: alongside, names: [phone, bsuid] });
    expect(again).toMatchObject({
      conversationId: chat?.conversationId,
      subject: { subjectId: bea.subjectId, identifiers: [bsuid, phone] },
      state: { flow: 'data-deletion', state: { name: 'opening' } },
    });
    expect(again?.subject.keyIds).toEqual([bea.keyId, chat?.subject.keyId]);
    expect(await stage().stores.rowCounts()).toMatchObject({ subjects: 1, conversations: 1 });
  });
});

describe('a chat in hand', () => {
  const answered = {
    kind: 'outcome',
    outcome: { kind: 'request-opened', requestId: 'r-1', reference: 'ER-0000-0000-0000' },
  } as const;

  test('steps on with what came of an effect, once', async () => {
    await hear('DELETE', 'event-1');
    const opening = await hear('yes', 'event-2');
    if (opening === null) throw new Error('no chat');
    const next = await stage().talk.advance(tenantOf(), opening, 'event-2.0.o', answered);
    expect(next).toMatchObject({ version: 3, state: { state: { name: 'sending_code', requestId: 'r-1' } } });
    if (next === null) throw new Error('no chat');
    const again = await stage().talk.advance(tenantOf(), next, 'event-2.0.o', answered);
    expect(again).toEqual({ ...next, version: 4 });
  });

  test('that somebody else moved is not moved', async () => {
    const chat = await hear('DELETE', 'event-1');
    await hear('yes', 'event-2');
    if (chat === null) throw new Error('no chat');
    expect(await stage().talk.advance(tenantOf(), chat, 'event-1.0.o', answered)).toBeNull();
    expect(await stage().talk.save(chat)).toBeNull();
    expect((await stage().talk.reload(chat))?.handled).toEqual(['event-1', 'event-2']);
  });

  test('of a person who was erased meanwhile is not written back', async () => {
    const chat = await hear('DELETE', 'event-1');
    if (chat === null) throw new Error('no chat');
    const { models, personKeys } = stage().stores;
    await models.conversations.deleteMany({});
    await models.subjects.deleteMany({});
    await personKeys.destroy(chat.subject.keyIds);
    expect(await stage().talk.advance(tenantOf(), chat, 'event-1.0.o', answered)).toBeNull();
    expect(await stage().talk.save({ ...chat, version: 0 })).toBeNull();
    expect(await stage().talk.reload(chat)).toBeNull();
    expect(await stage().stores.rowCounts()).toEqual({});
  });
});
