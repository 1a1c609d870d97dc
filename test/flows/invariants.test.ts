import { describe, expect, it } from '../support/jest.ts';
import fc from 'fast-check';
import { type FlowEffect } from '../../flows/effect.ts';
import { type FlowContext, type FlowInput } from '../../flows/flow.ts';
import { type ConversationState, initialConversation, step, waitsFor } from '../../flows/step.ts';
import { came, contextOf, said, tap, text } from './given.ts';
import { contexts, ids, run, turns, words } from './random-turns.ts';
import { type World } from './world.ts';

function isRight(entry: FlowInput | FlowEffect, requestId: string): boolean {
  return (
    entry.kind === 'outcome' &&
    entry.outcome.kind === 'code-checked' &&
    entry.outcome.requestId === requestId &&
    entry.outcome.result.name === 'right'
  );
}

describe('whatever happens, in 200 turns', () => {
  it('nothing is erased and no copy is made before a right code for that request, and each request at most once', () => {
    let starts = 0;
    fc.assert(
      fc.property(turns, contexts, (script, context) => {
        const { log } = run(script, context);
        const started: string[] = [];
        log.forEach((entry, index) => {
          if (entry.kind !== 'start-erasure' && entry.kind !== 'start-access') return;
          expect(log.slice(0, index).some((before) => isRight(before, entry.requestId))).toBe(true);
          started.push(entry.requestId);
        });
        starts += started.length;
        expect(new Set(started).size).toBe(started.length);
      }),
      { numRuns: 300, seed: 11 },
    );
    // The property is worth something only if erasures do start.
    expect(starts).toBeGreaterThan(20);
  });

  it('CANCEL before the code ends without erasure', () => {
    fc.assert(
      fc.property(turns, contexts, fc.array(fc.nat(9), { maxLength: 30 }), (script, context, luck) => {
        const before = run(script, context);
        if (before.conversation.flow === 'reception' || before.conversation.state.name === 'running') return;
        const requestId = 'requestId' in before.conversation.state ? before.conversation.state.requestId : null;
        const tail = [
          { input: text('CANCEL') },
          ...luck.map((one) => ({ luck: one })),
          ...Array.from({ length: 40 }, () => ({ luck: 0 })),
        ];
        const { log, conversation } = run(tail, context, before);
        expect(
          log.filter(
            (entry) =>
              (entry.kind === 'start-erasure' || entry.kind === 'start-access') && entry.requestId === requestId,
          ),
        ).toEqual([]);
        expect(conversation.flow === 'reception' || conversation.state.name === 'running').toBe(true);
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  it.each(['erasure', 'access'] as const)('the person can still get their right: %s', (right) => {
    fc.assert(
      fc.property(turns, contexts, (script, context) => {
        const { conversation, world } = run(script, context);
        expect(reaches(right, conversation, world, context)).toBe(true);
      }),
      { numRuns: 300, seed: 13 },
    );
  });

  it.each(['erasure', 'access'] as const)('also once a request ended elsewhere while they waited: %s', (right) => {
    let ended = 0;
    fc.assert(
      fc.property(turns, contexts, (script, context) => {
        const before = run(script, context);
        const requestId = waitsFor(before.conversation);
        if (requestId === null) return;
        ended += 1;
        const { world } = before;
        world.endElsewhere(requestId);
        const { conversation } = run([{ input: came({ kind: 'request-over', requestId }) }], context, before);
        expect(waitsFor(conversation)).toBeNull();
        expect(reaches(right, conversation, world, context)).toBe(true);
      }),
      { numRuns: 600, seed: 14 },
    );
    expect(ended).toBeGreaterThan(20);
  });
});

/** A person who answers what is asked: DELETE (or the wish for a copy), yes, the code, a new one when there is none. */
function reaches(right: 'erasure' | 'access', from: ConversationState, world: World, context: FlowContext): boolean {
  let conversation = from;
  const started = new Set<string>();
  const move = (input: FlowInput): void => {
    const next = step(conversation, input, context);
    if (next.effects.some(({ kind }) => kind === 'start-access') || isBusyErasing(input)) started.add('a copy');
    world.take(next.effects);
    conversation = next.state;
  };
  const wish = right === 'erasure' ? text('DELETE') : tap('menu.access');
  for (let round = 0; round < 12; round += 1) {
    for (let pending = world.answer(0, true); pending !== null; pending = world.answer(0, true)) move(pending);
    const { name } = conversation.state;
    const isIt =
      right === 'erasure'
        ? conversation.flow === 'data-deletion' && conversation.part === null
        : conversation.flow === 'data-access' && conversation.part === 'all';
    const isErasing = conversation.flow === 'data-deletion' && conversation.part === null && name === 'running';
    // Everything is being erased, as was asked and confirmed: there is nothing left to copy.
    if (isErasing || (right === 'access' && started.size > 0)) return true;
    if (!isIt) move(wish);
    else if (name === 'code_sent') move(text('', true));
    else if (name === 'intent_shown') move(text('yes'));
    else if (conversation.state.name === 'code_locked' && conversation.state.because === 'no-number') return true;
    // Whoever asks for a copy shares the number; whoever wants everything gone need not.
    else if (name === 'number_needed' && right === 'access') move(came({ kind: 'number-shared' }));
    else if (name === 'number_needed') move(text(conversation.state.asks === 'slow' ? 'yes' : 'no'));
    else if (name === 'code_needed' || name === 'code_locked') move(tap('dd.resend'));
    else move(wish);
  }
  return false;
}

/** Everything is being erased, was confirmed, and the person is told so: there will be nothing to copy. */
function isBusyErasing(input: FlowInput): boolean {
  if (input.kind !== 'outcome' || input.outcome.kind !== 'request-busy') return false;
  const { matter } = input.outcome;
  return matter.right === 'erasure' && matter.part === null;
}

const odd = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '😀',
      '👨‍👩‍👧',
      '\u202E',
      '\u2066',
      '\u200B',
      '\u0000',
      '\uD800',
      '\uDC00',
      'ﷺ',
      'Ａ',
      '١',
      'حذف',
      'é',
      ' ',
    ),
  }),
  fc
    .tuple(
      fc.constantFrom(...words),
      fc.nat(40),
      fc.constantFrom('\u0000', '\uD83D', '\u202E', '😀', '$', '.', 'é', '\u200D', 'ـ'),
    )
    .map(([base, at, what]) => `${base.slice(0, at)}${what}${base.slice(at)}`),
  fc.constantFrom(
    '{"$gt":""}',
    '{"$where":"sleep(1)"}',
    "' OR 1=1 --",
    '<script>',
    '%00',
    '../../etc/passwd',
    '${7*7}',
    '__proto__',
    'constructor',
    ...ids,
  ),
  fc
    .constantFrom('x', 'delete ', 'حذف', '\uD800', '😀', '\u0000', 'ﷺ', '1', 'e\u0301'.repeat(9))
    .map((unit) => unit.repeat(65_536).slice(0, 65_536)),
);

describe('odd messages', () => {
  it('2,000 of them never throw, never act on erasing, and are answered', () => {
    const chats = [[], ['DELETE'], ['DELETE', 'yes']].map((list) =>
      list.reduce((state, one) => step(state, text(one), contextOf()).state, initialConversation()),
    );
    fc.assert(
      fc.property(odd, fc.boolean(), fc.constantFrom(...chats), (content, isTap, conversation) => {
        const { state, effects } = step(conversation, isTap ? tap(content, content) : text(content), contextOf());
        expect(effects.length).toBeGreaterThan(0);
        expect(effects.some(({ kind }) => kind === 'start-erasure')).toBe(false);
        expect(said({ effects }).every((body) => body !== '')).toBe(true);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
      { numRuns: 2_000, seed: 14 },
    );
  });

  it('objects where text is promised are read as no text', () => {
    for (const odd of [{ $gt: '' }, null, undefined, 7, ['DELETE']]) {
      expect(step(initialConversation(), text(odd as unknown as string), contextOf()).state.flow).toBe('reception');
      expect(
        step(initialConversation(), tap(odd as unknown as string, odd as unknown as string), contextOf()).state.flow,
      ).toBe('reception');
    }
  });
});
