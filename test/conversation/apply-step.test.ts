import { describe, expect, test } from '../support/jest.ts';

import { type FlowInput } from '../../flows/flow.ts';
import { initialConversation } from '../../flows/step.ts';
import { applyStep } from '../../src/conversation/apply-step.ts';
import { type Conversation } from '../../src/conversation/conversation.ts';
import { toMilliseconds } from '../../src/domain/instant.ts';
import { code, contextOf, idle, issued, now, opened, tap, text } from '../flows/given.ts';
import { plainFacts } from '../support/subject-facts.ts';

const start: Conversation = {
  conversationId: 'chat-1',
  subject: {
    subjectId: '',
    tenantId: 'tenant-1',
    keyId: '',
    keyIds: [],
    names: [],
    identifiers: [],
    isLockedOut: false,
    ...plainFacts,
  },
  ...{
    phoneNumberId: '222',
    lane: 'lane-1',
    version: 7,
    state: initialConversation(),
    outbox: [],
    timers: [],
    handled: [],
  },
  lastInboundAt: 0,
};

function after(from: Conversation, eventId: string, input: FlowInput, candidate: string | null = null): Conversation {
  return applyStep(from, { eventId, input, candidate, context: contextOf() });
}

describe('one step', () => {
  test('gives effects ids of the event and their place, so that stepping twice asks for the same once', () => {
    const one = after(start, 'event-1', text('DELETE'));
    expect(one.outbox.map(({ id }) => id)).toEqual(one.outbox.map((_, at) => `event-1.${String(at)}`));
    expect(one.outbox.length).toBeGreaterThan(0);
    expect(after(start, 'event-1', text('DELETE'))).toEqual(one);
  });

  test('adds to what waits, due at once and never begun', () => {
    const one = after(start, 'event-1', text('DELETE'));
    const two = after(one, 'event-2', tap('dd.confirm'));
    expect(two.outbox.slice(0, one.outbox.length)).toEqual(one.outbox);
    expect(two.outbox.at(-1)).toMatchObject({
      effect: { kind: 'open-request' },
      dueAt: toMilliseconds(now),
      attempts: 0,
    });
    expect([one.version, two.version]).toEqual([7, 7]);
  });

  test('sets, moves and clears timers, which are never performed', () => {
    const one = after(start, 'event-1', text('DELETE'));
    expect(one.timers).toEqual([{ timer: 'idle', at: toMilliseconds(now) + 30 * 60_000 }]);
    const two = after(one, 'event-2', tap('dd.confirm'));
    expect(two.timers).toEqual([{ timer: 'idle', at: toMilliseconds(now) + 24 * 3_600_000 }]);
    expect(after(one, 'event-2', tap('dd.cancel')).timers).toEqual([]);
    expect([...one.outbox, ...two.outbox].filter(({ effect }) => effect.kind.endsWith('-timer'))).toEqual([]);
    expect(after({ ...one, timers: [] }, 'timer', idle).timers).toEqual([]);
  });

  test('hands a typed code to the effect that checks it, and to nothing else', () => {
    const sent = [tap('dd.confirm'), opened, issued].reduce(
      (chat, input, at) => after(chat, `event-${String(at)}`, input),
      after(start, 'event', text('DELETE')),
    );
    const typed = after({ ...sent, outbox: [] }, 'typed', code(), '482913');
    expect(typed.outbox).toMatchObject([{ effect: { kind: 'check-code' }, candidate: '482913' }]);
    expect(JSON.stringify([typed.state, typed.outbox[0]?.effect])).not.toContain('482913');
    const elsewhere = after(start, 'typed', text('DELETE', true), '482913');
    expect(JSON.stringify(elsewhere)).not.toContain('482913');
  });

  test('remembers the last sixty-four events', () => {
    let chat = start;
    for (let event = 0; event < 70; event += 1) chat = after(chat, `event-${String(event)}`, idle);
    expect(chat.handled).toHaveLength(64);
    expect([chat.handled[0], chat.handled.at(-1)]).toEqual(['event-6', 'event-69']);
  });

  test('changes nothing of what it was given', () => {
    const frozen = Object.freeze({
      ...start,
      outbox: Object.freeze([]),
      timers: Object.freeze([]),
      handled: Object.freeze([]),
    });
    expect(() => after(frozen, 'event-1', text('DELETE'))).not.toThrow();
  });
});
