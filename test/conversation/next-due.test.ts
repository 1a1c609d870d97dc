import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { type PendingEffect } from '../../src/conversation/conversation.ts';
import { dueAtOf, nextDue } from '../../src/conversation/next-due.ts';

function pending(id: string, kind: 'reply' | 'cancel-request', dueAt: number): PendingEffect {
  const effect: PendingEffect['effect'] =
    kind === 'reply'
      ? { kind, message: { kind: 'text', body: id } }
      : { kind, requestId: 'request-1', because: 'asked' };
  return { id, effect, candidate: null, dueAt, attempts: 0 };
}

const anyOutbox = fc
  .array(fc.record({ kind: fc.constantFrom('reply' as const, 'cancel-request' as const), dueAt: fc.nat(5) }), {
    maxLength: 6,
  })
  .map((list) => list.map(({ kind, dueAt }, at) => pending(String(at), kind, dueAt)));

describe('what is due', () => {
  test('replies keep their order: the second waits for the first', () => {
    const outbox = [pending('first', 'reply', 10), pending('second', 'reply', 1)];
    expect(nextDue(outbox, 9)).toBeUndefined();
    expect(nextDue(outbox, 10)?.id).toBe('first');
  });

  test('cancelling does not wait behind a delayed reply', () => {
    const outbox = [pending('reply', 'reply', 10), pending('cancel', 'cancel-request', 1)];
    expect(nextDue(outbox, 1)?.id).toBe('cancel');
    expect(dueAtOf({ outbox, timers: [] })).toBe(1);
  });

  test('the moment to look again is the moment from which something is due, for every outbox', () => {
    fc.assert(
      fc.property(anyOutbox, fc.nat(6), (outbox, now) => {
        const at = dueAtOf({ outbox, timers: [] });
        expect(nextDue(outbox, now) !== undefined).toBe(at !== null && at <= now);
      }),
    );
  });

  test('timers count, and an empty chat waits for nothing', () => {
    expect(dueAtOf({ outbox: [pending('a', 'reply', 9)], timers: [{ timer: 'idle', at: 4 }] })).toBe(4);
    expect(dueAtOf({ outbox: [], timers: [] })).toBeNull();
  });
});
