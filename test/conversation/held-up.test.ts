import { describe, expect, test } from '../support/jest.ts';

import { type Conversation } from '../../src/conversation/conversation.ts';
import { type SendResult } from '../../src/conversation/sender.ts';
import { actsOn } from './acts.ts';
import { openStage, tenantOf } from './stage.ts';

const stage = openStage();
const { askedFor, templatesSent, heard, performAgain } = actsOn(stage);
const later = (afterMs: number): SendResult => ({ name: 'try-later', afterMs, code: 130_429 });
/** 131000: something of Meta's went wrong, maybe with this very message. */
const fault: SendResult = { name: 'try-later', afterMs: 14, code: 131_000, isFault: true };
const noChat = tenantOf({ codeChannels: { template: { name: 'oubli_code' }, email: false, chat: false } });
const kindsOf = (chat: Conversation | null) => chat?.outbox.map(({ effect }) => effect.kind);

describe('what is held up', () => {
  test('a delayed reply does not hold up cancelling, and later replies wait their turn', async () => {
    await stage().hear('DELETE');
    await stage().hear('yes');
    stage().results.push(later(30_000));
    await stage().hear('hello?');
    await stage().hear('cancel');
    expect(askedFor('requests.cancel')).toHaveLength(1);
    const before = stage().sent.length;
    expect(kindsOf(await stage().chat())).toEqual(['reply', 'reply']);
    stage().pass(29_999);
    expect(await performAgain()).toBeNull();
    stage().pass(1);
    expect((await performAgain())?.outbox).toEqual([]);
    const [late, cancelled] = stage().told().slice(before);
    expect(late).not.toBe(cancelled);
    expect(cancelled).toContain('ER-0000-0000-0000');
  });

  test('a failing effect is tried again after ever longer pauses, at most ten minutes, and never given up', async () => {
    await stage().hear('DELETE');
    stage().failing.push(...Array.from({ length: 12 }, () => 'requests.open'));
    await stage().hear('yes');
    const pauses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const dueAt = (await stage().chat())?.outbox[0]?.dueAt ?? 0;
      pauses.push((dueAt - stage().stores.clock.now()) / 1_000);
      stage().pass(dueAt - stage().stores.clock.now());
      await performAgain();
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600]);
    expect((await stage().chat())?.state).toMatchObject({ state: { name: 'code_sent' } });
    expect(stage().said.filter(({ name }) => name === 'effect_failed')).toHaveLength(12);
  });

  test('a fault that is over keeps nobody waiting who writes again, however long the pause had become', async () => {
    await stage().hear('DELETE');
    stage().failing.push(...Array.from({ length: 9 }, () => 'requests.open'));
    await stage().hear('yes');
    for (let tries = 1; tries < 9; tries += 1) {
      stage().pass(((await stage().chat())?.outbox[0]?.dueAt ?? 0) - stage().stores.clock.now());
      await performAgain();
    }
    expect(((await stage().chat())?.outbox[0]?.dueAt ?? 0) - stage().stores.clock.now()).toBe(512_000);
    await stage().hear('are you there?');
    expect((await stage().chat())?.state).toMatchObject({ state: { name: 'code_sent' } });
  });

  test('a failing effect does not hold up what the person asks next', async () => {
    await stage().hear('DELETE');
    stage().failing.push('requests.open');
    await stage().hear('yes');
    const before = stage().sent.length;
    await stage().hear('human');
    expect(askedFor('humans.tell')).toHaveLength(1);
    expect(stage().sent.length).toBeGreaterThan(before);
  });

  test('a reply that fails is dropped after eight tries, and those behind it go out', async () => {
    stage().results.push(...Array.from({ length: 8 }, () => new Error('a fault')));
    await stage().performer.performDue(tenantOf(), await heard('DELETE'));
    await heard('help');
    for (let tries = 0; tries < 8; tries += 1) {
      stage().pass(600_000);
      await performAgain();
    }
    expect(stage().said).toContainEqual({ name: 'reply_dropped', facts: { attempts: 8 } });
    expect(stage().sent).toHaveLength(9);
    expect((await stage().chat())?.outbox).toEqual([]);
  });

  test('a reply whose turn has not come, in a crowd, is not dropped however often it was asked for', async () => {
    stage().results.push(...Array.from({ length: 40 }, () => later(14)));
    await stage().performer.performDue(tenantOf(), await heard('DELETE'));
    const pauses: number[] = [];
    for (let tries = 0; tries < 40; tries += 1) {
      const dueAt = (await stage().chat())?.outbox[0]?.dueAt ?? 0;
      pauses.push((dueAt - stage().stores.clock.now()) / 1_000);
      stage().pass(dueAt - stage().stores.clock.now());
      await performAgain();
    }
    expect([pauses[0], pauses[1], Math.max(...pauses)]).toEqual([2, 4, 30]);
    expect(stage().sent).toHaveLength(41);
    expect((await stage().chat())?.outbox).toEqual([]);
  });

  test('a reply at which Meta itself fails again and again is dropped after eight tries, and those behind it go out', async () => {
    stage().results.push(...Array.from({ length: 8 }, () => fault), later(14));
    await stage().performer.performDue(tenantOf(), await heard('DELETE'));
    await heard('help');
    for (let tries = 0; tries < 9; tries += 1) {
      stage().pass(600_000);
      await performAgain();
    }
    expect(stage().said).toContainEqual({ name: 'reply_dropped', facts: { attempts: 8 } });
    expect(stage().sent).toHaveLength(10);
    expect((await stage().chat())?.outbox).toEqual([]);
  });

  test('waiting for a limit uses up no try of a reply', async () => {
    stage().results.push(...Array.from({ length: 20 }, () => later(14)), fault, new Error('a fault'));
    await stage().performer.performDue(tenantOf(), await heard('DELETE'));
    for (let tries = 0; tries < 22; tries += 1) {
      stage().pass(600_000);
      await performAgain();
    }
    expect(stage().said.map(({ name }) => name)).not.toContain('reply_dropped');
    expect(stage().sent).toHaveLength(23);
    expect((await stage().chat())?.outbox).toEqual([]);
  });

  test('a reply that is held up until Meta’s window is closed is dropped', async () => {
    stage().results.push(later(80_000_000), later(80_000_000));
    await stage().performer.performDue(tenantOf(), await heard('DELETE'));
    stage().pass(86_400_000);
    expect((await performAgain())?.outbox).toEqual([]);
    expect(stage().said).toContainEqual({ name: 'reply_dropped', facts: { attempts: 2 } });
  });

  test('a code that could not be drawn for a fault of ours is not drawn again behind the person’s back', async () => {
    await stage().hear('DELETE');
    stage().results.push(new Error('no answer'));
    await stage().performer.performDue(noChat, await heard('yes'));
    expect((await stage().chat())?.outbox).toMatchObject([{ effect: { kind: 'issue-code' }, attempts: 1 }]);
    stage().pass(2_000);
    expect((await performAgain())?.state).toMatchObject({ state: { name: 'code_needed', reason: 'unknown' } });
    expect(templatesSent()).toHaveLength(1);
  });
});
