import { describe, expect, test } from '../support/jest.ts';

import { initialConversation } from '../../flows/step.ts';
import { type Outcome } from '../../flows/outcome.ts';
import { type Conversation } from '../../src/conversation/conversation.ts';
import { type SendResult } from '../../src/conversation/sender.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { startOfTest } from '../stores/open-stores.ts';
import { bsuid, openStage, phone, tenantOf } from './stage.ts';

const stage = openStage();
const all = tenantOf({ codeChannels: { template: { name: 'oubli_code' }, email: true, chat: true } });
const refused: SendResult = { name: 'refused', reason: 'template', code: 132_001 };
const later: SendResult = { name: 'try-later', afterMs: 1_000, code: 130_429 };

async function chatOf(names: readonly Identifier[] = [phone]): Promise<Conversation> {
  const subject = await stage().stores.subjects.ensure(all, names);
  return {
    ...{ conversationId: 'chat-1', subject, phoneNumberId: '222', lane: 'lane-1', version: 1 },
    ...{ state: initialConversation(), outbox: [], timers: [], handled: [], lastInboundAt: startOfTest },
  };
}

async function issue(
  tenant = all,
  names: readonly Identifier[] = [phone],
  heldUp = 0,
): Promise<Outcome | { readonly kind: 'held-up' }> {
  return stage().codeSending.issue(tenant, await chatOf(names), {
    ...{ requestId: 'request-1', right: 'erasure', locale: 'pt', heldUp },
  });
}

const issuedBy = (channel: 'template' | 'email' | 'chat') => ({
  ...{ kind: 'code-issued', requestId: 'request-1', channel, digits: 6 },
  expiresAt: toInstant(startOfTest + 10 * 60_000),
});
const notIssued = (reason: string, retryAt: string | null = null) => ({
  ...{ kind: 'code-not-issued', requestId: 'request-1', reason, retryAt },
});
const askedFor = (what: string) =>
  stage()
    .asked.filter((one) => one.what === what)
    .map((one) => one.order);

describe('the way of a code', () => {
  test('is the authentication template when the phone is known: the code in the body and on the button', async () => {
    expect(await issue()).toEqual(issuedBy('template'));
    const [sent, ...others] = stage().sent;
    expect(others).toEqual([]);
    expect(sent).toMatchObject({
      ...{ phoneNumberId: '222', to: { phone: phone.value } },
      message: {
        kind: 'template',
        name: 'oubli_code',
        language: 'pt_BR',
        parameters: [expect.stringMatching(/^[0-9]{6}$/)],
      },
    });
    const message = sent?.message.kind === 'template' ? sent.message : null;
    expect(message?.code).toBe(message?.parameters[0]);
    expect(askedFor('requests.codeSent')).toEqual([{ requestId: 'request-1', channel: 'template' }]);
  });

  test('is e-mail when there is no phone: Meta takes no such template for a BSUID (131062)', async () => {
    expect(await issue(all, [bsuid])).toEqual(issuedBy('email'));
    expect(stage().sent).toEqual([]);
    expect(askedFor('codeMail.send')).toEqual([
      expect.objectContaining({ locale: 'pt', lifeMinutes: 10, code: expect.stringMatching(/^[0-9]{6}$/) }),
    ]);
  });

  test('is the chat only where the business allows it', async () => {
    const chatOnly = tenantOf({ codeChannels: { email: false, chat: true } });
    expect(await issue(chatOnly, [bsuid])).toEqual(issuedBy('chat'));
    expect(stage().sent).toMatchObject([{ to: { bsuid: bsuid.value }, message: { kind: 'text' } }]);
    const noChat = tenantOf({ codeChannels: { template: { name: 'oubli_code' }, email: false, chat: false } });
    expect(await issue(noChat, [bsuid])).toEqual(notIssued('number-needed'));
    const mailOnly = tenantOf({ codeChannels: { email: false, chat: false } });
    // Not silence: the request goes on without a code.
    expect(await issue(mailOnly, [bsuid])).toEqual({ ...notIssued('no-channel'), slowUntil: expect.any(String) });
    expect(stage().asked).toContainEqual({
      what: 'requests.noCode',
      order: { requestId: 'request-1', because: 'no-channel', until: null },
    });
    expect(stage().sent).toHaveLength(1);
  });

  test('a way that is held up is waited for a little: nothing goes another way, and no try of the person is spent', async () => {
    stage().results.push(later, later, later);
    for (const heldUp of [0, 1, 2]) {
      expect(await issue(all, [phone], heldUp)).toEqual({ kind: 'held-up', afterMs: 1_000 });
    }
    expect(await issue(all, [phone], 3)).toEqual(issuedBy('template'));
    expect(askedFor('codeMail.send')).toEqual([]);
    expect((await stage().stores.models.verifications.findOne().lean())?.sends).toHaveLength(1);
  });

  test('a mail server that is away for a moment is waited for, and the code counts as one send', async () => {
    stage().mailResults.push({ name: 'try-later', afterMs: 60_000 });
    expect(await issue(all, [bsuid])).toEqual({ kind: 'held-up', afterMs: 60_000 });
    expect(await issue(all, [bsuid], 1)).toEqual(issuedBy('email'));
    expect((await stage().stores.models.verifications.findOne().lean())?.sends).toHaveLength(1);
    expect(stage().sent).toEqual([]);
  });

  test('a mail that may have gone out is not sent again another way', async () => {
    stage().mailResults.push({ name: 'unknown' });
    expect(await issue(all, [bsuid])).toEqual(notIssued('unknown'));
    expect(stage().sent).toEqual([]);
  });

  test.each([
    ['refused', refused, 0],
    ['held up for minutes', { ...later, afterMs: 60_001 }, 0],
    ['held up again and again', later, 3],
  ] as const)(
    'a way that is %s gives way to the next with the same code, and the operator is told',
    async (_, result, heldUp) => {
      if (heldUp > 0) {
        stage().results.push(later);
        await issue();
      }
      const before = stage().sent.length;
      stage().results.push(result);
      const noMail = tenantOf({ codeChannels: { ...all.codeChannels, email: false } });
      expect(await issue(noMail, [phone], heldUp)).toEqual(issuedBy('chat'));
      const [first, second] = stage().sent.slice(before);
      const code = first?.message.kind === 'template' ? first.message.code : undefined;
      expect(second?.message).toMatchObject({ kind: 'text', body: expect.stringContaining(String(code)) });
      expect(stage().said).toEqual([
        { name: 'code_way_failed', error: null, facts: { channel: 'template', result: result.name } },
      ]);
      expect((await stage().stores.models.verifications.findOne().lean())?.sends).toHaveLength(1);
    },
  );

  test('costs the business one paid send, whether the number was known or shared, and however often it was held up', async () => {
    stage().results.push(later);
    await issue();
    expect(await issue(all, [phone], 1)).toEqual(issuedBy('template'));
    expect(askedFor('paidSends.take')).toHaveLength(1);
    const chat = await chatOf();
    const shared = { ...chat, subject: { ...chat.subject, sharedNumbers: [phone.value] } };
    stage().pass(60_000);
    const order = { requestId: 'request-1', right: 'erasure', locale: 'pt' } as const;
    expect(await stage().codeSending.issue(all, shared, order)).toMatchObject({ channel: 'shared_number' });
    expect(askedFor('paidSends.take')).toHaveLength(2);
  });

  test('when every way fails the person is told that none is coming', async () => {
    stage().results.push(refused, refused);
    expect(await issue(tenantOf({ codeChannels: { ...all.codeChannels, email: false } }))).toEqual(notIssued('failed'));
    expect(askedFor('requests.codeSent')).toEqual([]);
  });

  test('what may have gone out is not sent another way', async () => {
    stage().results.push({ name: 'unknown' });
    expect(await issue()).toEqual(notIssued('unknown'));
    expect(stage().sent).toHaveLength(1);
    expect(askedFor('codeMail.send')).toEqual([]);
  });

  test('a second code within a minute is refused, and none goes out', async () => {
    await issue();
    expect(await issue()).toEqual(notIssued('too-soon', toInstant(startOfTest + 60_000)));
    expect(stage().sent).toHaveLength(1);
  });

  test('has the digits and the life that the business chose', async () => {
    const tenant = tenantOf({ code: { digits: 8, lifeMinutes: 2 } });
    expect(await issue(tenant)).toEqual({
      ...issuedBy('template'),
      ...{ digits: 8, expiresAt: toInstant(startOfTest + 2 * 60_000) },
    });
    expect(stage().sent).toMatchObject([{ message: { code: expect.stringMatching(/^[0-9]{8}$/) } }]);
  });
});

describe('the message log', () => {
  test('learns of a code sent through WhatsApp, without the code', async () => {
    await issue();
    const [noted, ...others] = askedFor('sentLog.sent');
    expect(others).toEqual([]);
    expect(noted).toMatchObject({ messageId: 'wamid.1', type: 'template', templateName: 'oubli_code' });
    const message = stage().sent[0]?.message;
    expect(JSON.stringify(noted)).not.toContain(message?.kind === 'template' ? message.code : 'never');
  });

  test('failing does not make a code that went out an unsent one', async () => {
    stage().failing.push('sentLog.sent');
    expect(await issue()).toEqual(issuedBy('template'));
    expect(stage().sent).toHaveLength(1);
    expect(stage().said).toMatchObject([{ name: 'sent_log_failed' }]);
  });
});

describe('a reply', () => {
  const hello = { kind: 'text', body: 'Hello' } as const;

  test('goes to the person’s address and is noted', async () => {
    const chat = await chatOf([bsuid, phone]);
    expect(await stage().replies.send(all, chat, hello)).toEqual({ name: 'done', outcome: null });
    expect(stage().sent).toMatchObject([{ to: { phone: phone.value, bsuid: bsuid.value }, message: hello }]);
    expect(askedFor('sentLog.sent')).toMatchObject([{ messageId: 'wamid.1', type: 'text', templateName: null }]);
  });

  test('that Meta holds up comes later; one that it refuses is said to be refused, one that it may have sent is done', async () => {
    const chat = await chatOf();
    stage().results.push(later, refused, { name: 'unknown' });
    expect(await stage().replies.send(all, chat, hello)).toEqual({ name: 'later', afterMs: 1_000, isUnsent: true });
    expect(await stage().replies.send(all, chat, hello)).toEqual({ name: 'refused', isMendable: true });
    expect(await stage().replies.send(all, chat, hello)).toEqual({ name: 'done', outcome: null });
    expect(stage().said).toEqual([
      { name: 'reply_sent', facts: { result: 'refused', code: 132_001 } },
      { name: 'reply_sent', facts: { result: 'unknown' } },
    ]);
    expect(askedFor('sentLog.sent')).toEqual([]);
  });

  test('to somebody without an address is nothing to do', async () => {
    const chat = await chatOf([{ kind: 'username', value: 'ana' }]);
    expect(await stage().replies.send(all, chat, hello)).toEqual({ name: 'done', outcome: null });
    expect(stage().sent).toEqual([]);
  });

  test('that went out is not sent again because the log could not be written', async () => {
    stage().failing.push('sentLog.sent');
    expect(await stage().replies.send(all, await chatOf(), hello)).toEqual({ name: 'done', outcome: null });
    expect(stage().said).toMatchObject([{ name: 'reply_sent' }, { name: 'sent_log_failed' }]);
  });
});
