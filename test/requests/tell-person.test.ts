import { beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Conversation } from '../../src/conversation/conversation.ts';
import { parkedUntilHeard } from '../../src/conversation/next-due.ts';
import { type SendResult } from '../../src/conversation/sender.ts';
import { type Told } from '../../src/domain/told.ts';
import { createForgetNews, createTellPerson, type PersonNews } from '../../src/requests/tell-person.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { actsOn } from '../conversation/acts.ts';
import { openStage, phoneNumberId, tenantOf } from '../conversation/stage.ts';

const dayMs = 86_400_000;
const stage = openStage();
const { askedFor, performAgain } = actsOn(stage);

const expired: SendResult = { name: 'refused', reason: 'authorisation', code: 190 };
const body = 'Your request is paused: the business must keep this for a lawsuit.';

let request: PersonNews['request'];
beforeEach(async () => {
  const chat = await stage().hear('HELP');
  if (chat === null) throw new Error('nothing came of it');
  const { subjectId, keyId, names } = chat.subject;
  const reference = 'ER-0000-0000-0000';
  request = {
    ...{ requestId: 'request-9', reference, locale: 'en', phoneNumberId },
    person: { subjectId, keyId, names },
  };
  stage().sent.length = stage().asked.length = 0;
});

const withTemplate = { templates: { notice: 'oubli_news' } };

function telling() {
  const { stores, sender, telemetry } = stage();
  const { subjects, conversations, clock } = stores;
  const paidSends = {
    take({ tenantId }: Tenant) {
      stage().asked.push({ what: 'paidSends.take', order: tenantId });
      return Promise.resolve(true);
    },
  };
  const wake = { wake: () => Promise.resolve() };
  const templateLanguage = (locale: string): string => locale;
  return { ...{ subjects, conversations, clock, sender, telemetry, paidSends, wake, templateLanguage } };
}

function tell(change: Partial<Tenant> = {}, rest: Partial<PersonNews> = {}): Promise<Told> {
  const news = { tenant: tenantOf(change), request, kind: 'person.held', body, line: 'It is paused.', ...rest };
  return createTellPerson(telling())(news);
}

async function outbox(): Promise<Conversation['outbox']> {
  return (await stage().chat())?.outbox ?? [];
}

const kindsSent = () => stage().sent.map(({ message }) => message.kind);

describe('news in an open chat', () => {
  test('are kept while Meta refuses what the business can mend, and said once it is mended', async () => {
    stage().results.push(expired);
    expect(await tell()).toBe('sent');
    await performAgain();
    expect(await outbox()).toMatchObject([{ id: 'request-9.person.held' }]);
    stage().pass(600_000);
    await performAgain();
    expect(stage().told()).toEqual([body, body]);
    expect(await outbox()).toEqual([]);
  });

  test.each<SendResult>([
    { name: 'refused', reason: 'window-closed', code: 131_047 },
    { name: 'refused', reason: 'undeliverable', code: 131_026 },
  ])('wait for the person’s next message when it is refused in another way: $reason', async (answer) => {
    stage().results.push(answer);
    await tell();
    await performAgain();
    expect(await outbox()).toMatchObject([{ dueAt: parkedUntilHeard }]);
    await stage().hear('HELP');
    expect(stage().told()).toEqual([body, body, expect.stringContaining('DELETE')]);
    expect(await outbox()).toEqual([]);
  });

  test('wait for the person’s next message when the 24 hours end while a limit holds them up', async () => {
    const held: SendResult = { name: 'try-later', afterMs: 5_000, code: 130_429 };
    stage().pass(dayMs - 1_000);
    stage().results.push(held, held);
    await tell();
    await performAgain();
    stage().pass(5_000);
    await performAgain();
    expect(await outbox()).toMatchObject([{ dueAt: parkedUntilHeard }]);
  });

  test('wait for the person’s next message after eight faults', async () => {
    await tell();
    for (let times = 0; times < 9; times += 1) {
      stage().results.push(new Error('connection reset'));
      await performAgain();
      stage().pass(600_000);
    }
    expect(await outbox()).toMatchObject([{ dueAt: parkedUntilHeard }]);
  });

  test('keep their order, and hold up no answer', async () => {
    stage().results.push(expired);
    await tell();
    await performAgain();
    await tell({}, { kind: 'person.extended', body: 'It takes longer.' });
    await stage().hear('HELP');
    expect(stage().told().slice(1)).toEqual([body, 'It takes longer.', expect.stringContaining('DELETE')]);
    stage().results.push(expired);
    await tell();
    await performAgain();
    await tell({}, { kind: 'person.extended', body: 'It takes longer.' });
    stage().results.push(expired);
    const before = stage().told().length;
    await stage().hear('HELP');
    expect(stage().told().slice(before)).toEqual([body, expect.stringContaining('DELETE')]);
    expect(await outbox()).toHaveLength(2);
  });

  test('that wait for the person go ahead of later ones where the chat turns out to be open', async () => {
    stage().results.push({ name: 'refused', reason: 'undeliverable', code: 131_026 });
    await tell();
    await performAgain();
    await tell({}, { kind: 'person.extended', body: 'It takes longer.' });
    await performAgain();
    expect(stage().told()).toEqual([body, body, 'It takes longer.']);
  });

  test('that are kept are no news any more once the request is over', async () => {
    stage().results.push(expired);
    await tell();
    await performAgain();
    await createForgetNews(telling())(request);
    expect(await outbox()).toEqual([]);
  });

  test('are no ordinary answer: that is dropped when it is refused', async () => {
    stage().results.push(expired);
    await stage().hear('HELP');
    expect(await outbox()).toEqual([]);
  });
});

describe('news outside the 24 hours', () => {
  beforeEach(() => {
    stage().pass(2 * dayMs);
  });

  test('by template wait out a limit of a moment: sent once, paid once', async () => {
    stage().results.push({ name: 'try-later', afterMs: 14, code: 130_429 });
    expect(await tell(withTemplate)).toBe('sent');
    stage().pass(14);
    await performAgain();
    expect(kindsSent()).toEqual(['template', 'template']);
    expect(stage().sent[1]?.message).toMatchObject({ parameters: ['It is paused.', 'ER-0000-0000-0000'] });
    expect(askedFor('paidSends.take')).toHaveLength(1);
    expect(await outbox()).toEqual([]);
  });

  test('by template wait on for as long as Meta asks to wait, though the window is closed', async () => {
    const held: SendResult = { name: 'try-later', afterMs: 60_000, code: 130_429 };
    stage().results.push(held, held, held);
    await tell(withTemplate);
    for (let times = 0; times < 3; times += 1) {
      stage().pass(60_000);
      await performAgain();
    }
    expect(kindsSent()).toHaveLength(4);
    expect(await outbox()).toEqual([]);
  });

  test('by a template that is refused after a wait, stand in the chat in full for the next message', async () => {
    stage().results.push(
      { name: 'try-later', afterMs: 14, code: 130_429 },
      { name: 'refused', reason: 'template', code: 132_015 },
    );
    await tell(withTemplate);
    stage().pass(14);
    await performAgain();
    expect(await outbox()).toMatchObject([
      { dueAt: parkedUntilHeard, effect: { kind: 'reply', message: { kind: 'text', body } } },
    ]);
  });

  test('are said at once to somebody who writes while they are put into the chat', async () => {
    const parts = telling();
    let saves = 0;
    const conversations: typeof parts.conversations = {
      ...parts.conversations,
      async save(next) {
        if ((saves += 1) === 1) await stage().hear('HELP');
        return parts.conversations.save(next);
      },
    };
    const news = { tenant: tenantOf(), request, kind: 'person.held', body, line: 'It is paused.' };
    expect(await createTellPerson({ ...parts, conversations })(news)).toBe('sent');
    await performAgain();
    expect(stage().told()).toEqual([expect.stringContaining('DELETE'), body]);
  });

  test('without a template wait for the person, and are kept when that try is refused', async () => {
    expect(await tell()).toBe('queued');
    stage().results.push(expired);
    await stage().hear('HELP');
    expect(await outbox()).toMatchObject([{ id: 'request-9.person.held' }]);
  });
});
