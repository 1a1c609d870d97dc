import { describe, expect, it } from '../support/jest.ts';
import fc from 'fast-check';

import { didNotRequestCode } from '../../flows/choices.ts';
import { type FlowContext, type FlowInput } from '../../flows/flow.ts';
import { type Outcome } from '../../flows/outcome.ts';
import { type ConversationState, step } from '../../flows/step.ts';
import { came, contextOf, idle, message, now, reference, tap, text } from './given.ts';
import { contexts, run, turns } from './random-turns.ts';

/** What may still come of a flow that is over: its outcomes, late and twice, its buttons, its codes, its timers. */
const requestIds = fc.constantFrom('request-1', 'request-2', 'request-3', 'request-9');
const late: fc.Arbitrary<Outcome> = requestIds.chain((requestId) =>
  fc.constantFrom<Outcome>(
    { kind: 'request-opened', requestId, reference },
    { kind: 'request-busy', reference, matter: { right: 'access', part: 'all' } },
    { kind: 'copy-withheld', until: now },
    { kind: 'code-issued', requestId, channel: 'template', digits: 6, expiresAt: '2026-06-01T10:10:00.000Z' },
    { kind: 'code-not-issued', requestId, reason: 'number-needed', retryAt: null },
    { kind: 'code-not-issued', requestId, reason: 'locked', retryAt: now, slowUntil: '2026-06-08T10:00:00.000Z' },
    { kind: 'code-checked', requestId, result: { name: 'right' } },
    { kind: 'code-checked', requestId, result: { name: 'wrong', triesLeft: 2 } },
    { kind: 'code-checked', requestId, result: { name: 'locked', until: now } },
    { kind: 'request-cancelled', requestId },
    { kind: 'request-not-cancellable', requestId, reference },
    { kind: 'erasure-scheduled', requestId, reference, startsAt: now },
    { kind: 'handed-over', requestId, asked: [{ words: 'Made-Up Teas', reference }], dueAt: now },
    { kind: 'asked-taken-back', requestId, because: 'asked', asked: [{ words: 'Teas', reference, end: 'told' }] },
    { kind: 'mandate-passed', passed: { reference, dueAt: now } },
    { kind: 'correction-filed', reference, dueAt: now },
    { kind: 'number-shared' },
    { kind: 'identity-changed' },
  ),
);
const buttons = [
  'dd.confirm',
  'dd.cancel',
  'dd.resend',
  'dd.not-me',
  'ask.me',
  'ask.other',
  'ask.skip',
  didNotRequestCode,
];
const after: fc.Arbitrary<FlowInput> = fc.oneof(
  { weight: 5, arbitrary: late.map(came) },
  { weight: 3, arbitrary: fc.constantFrom(...buttons).map((id) => tap(id)) },
  { weight: 2, arbitrary: fc.constantFrom(text('', true), text('CANCEL'), text('no'), text('new code')) },
  { weight: 2, arbitrary: fc.constantFrom<FlowInput>(idle, { kind: 'timer', timer: 'code' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(message({ kind: 'reaction' }), message({ kind: 'media', media: 'sticker' })),
  },
);
const everywhere = fc.oneof(contexts, fc.constant(contextOf({ isOperator: true })));
/** In reception nothing of what was may do more than answer, or ask whether something is left to be cancelled. */
const harmless = ['reply', 'cancel-open', 'clear-timer'];

/** The chat once whatever it was about is over; `null`: everything is being erased. */
function closed(script: Parameters<typeof run>[0], context: FlowContext): ConversationState | null {
  const toEnd = [{ input: text('CANCEL') }, ...Array.from({ length: 60 }, () => ({ luck: 0 }))];
  const { conversation } = run([...script, ...toEnd, { input: idle }], context);
  return conversation.flow === 'reception' ? conversation : null;
}

describe('a closed flow', () => {
  it('stays closed, whatever of it comes late, twice or from an old button', () => {
    let seen = 0;
    fc.assert(
      fc.property(turns, everywhere, fc.array(after, { minLength: 1, maxLength: 60 }), (script, context, tail) => {
        const chat = closed(script, context);
        if (chat === null) return;
        seen += 1;
        tail.reduce((conversation, input) => {
          const { state, effects } = step(conversation, input, context);
          expect([state.flow, effects.filter(({ kind }) => !harmless.includes(kind))]).toEqual(['reception', []]);
          return state;
        }, chat);
      }),
      { numRuns: 300, seed: 15 },
    );
    // It is worth something only if flows do close.
    expect(seen).toBeGreaterThan(200);
  });

  it('opens again by a wish of the person alone', () => {
    fc.assert(
      fc.property(turns, everywhere, (script, context) => {
        const chat = closed(script, context);
        if (chat === null) return;
        const { state } = step(chat, text('DELETE'), context);
        expect(['data-deletion', 'route-b']).toContain(state.flow);
      }),
      { numRuns: 100, seed: 16 },
    );
  });
});
