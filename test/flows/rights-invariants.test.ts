import { describe, expect, it } from '../support/jest.ts';
import fc from 'fast-check';

import { type FlowEffect } from '../../flows/effect.ts';
import { type FlowContext, type FlowInput } from '../../flows/flow.ts';
import { type ConversationState, initialConversation, step } from '../../flows/step.ts';
import { contextOf, idle, message, tap, text } from './given.ts';
import { createWorld, type World } from './world.ts';

const restricts = tap('menu.restrict');
const lifts = text('START');
const values = [
  'Ana Fictive',
  'ana@example.org',
  '7 Made-Up Street',
  'delete',
  'no',
  '•••••••',
  'x'.repeat(300),
  '',
  '😀',
];
/** Somebody who puts things right and pauses their data, and changes their mind about it, between other wishes. */
const spoken: fc.Arbitrary<FlowInput> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('menu.correct', 'fix.name', 'fix.email', 'fix.other').map((id) => tap(id)) },
  { weight: 5, arbitrary: fc.constantFrom(...values).map((one) => text(one)) },
  { weight: 4, arbitrary: fc.constantFrom<FlowInput>(tap('dd.confirm'), text('yes'), tap('dd.confirm')) },
  { weight: 2, arbitrary: fc.constantFrom<FlowInput>(restricts, lifts) },
  { weight: 2, arbitrary: fc.constantFrom<FlowInput>(text('CANCEL'), tap('dd.cancel'), tap('dd.not-me'), idle) },
  { weight: 1, arbitrary: fc.constantFrom('DELETE', 'STATUS', 'HELP', 'STOP', 'français').map((one) => text(one)) },
  { weight: 1, arbitrary: fc.constantFrom<FlowInput>(text('', true), message({ kind: 'media', media: 'audio' })) },
  { weight: 1, arbitrary: fc.constantFrom('menu.access', 'part.media', 'ask.me', 'lang.ar').map((id) => tap(id)) },
);
const turns = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: spoken.map((input) => ({ input })) },
    { weight: 2, arbitrary: fc.constantFrom(0, 0, 0, 0, 1, 4, 9).map((luck) => ({ luck })) },
  ),
  { minLength: 1, maxLength: 200, size: 'max' },
);
const contexts = fc.constantFrom<FlowContext>(
  contextOf(),
  contextOf({ isOperator: true }),
  contextOf({ hasHuman: false }),
);

interface Stepped {
  readonly before: ConversationState;
  readonly input: FlowInput;
  readonly effects: readonly FlowEffect[];
}
type Script = readonly ({ readonly input: FlowInput } | { readonly luck: number })[];

function play(script: Script, context: FlowContext) {
  const world: World = createWorld();
  const steps: Stepped[] = [];
  let conversation = initialConversation();
  const move = (input: FlowInput): readonly FlowEffect[] => {
    const { state, effects } = step(conversation, input, context);
    steps.push({ before: conversation, input, effects });
    world.take(effects);
    conversation = state;
    return effects;
  };
  for (const turn of script) {
    const input = 'input' in turn ? turn.input : world.answer(turn.luck);
    if (input !== null) move(input);
  }
  return { steps, move, world, now: () => conversation };
}

const acts = (effects: readonly FlowEffect[], ...kinds: readonly FlowEffect['kind'][]) =>
  effects.filter(({ kind }) => kinds.includes(kind));

describe('corrections, in any order of 200 events', () => {
  it('nothing is passed on but what was read back last and confirmed, once', () => {
    let filed = 0;
    fc.assert(
      fc.property(turns, contexts, (script, context) => {
        for (const { before, input, effects } of play(script, context).steps) {
          const [effect, second] = acts(effects, 'file-correction');
          if (effect?.kind !== 'file-correction') continue;
          filed += 1;
          const { field, value } = effect;
          expect([before.flow, before.state]).toEqual(['correction', { name: 'value_shown', field, value }]);
          expect(input.kind).toBe('message');
          expect(second).toBeUndefined();
        }
      }),
      { numRuns: 300, seed: 17 },
    );
    expect(filed).toBeGreaterThan(100);
  });

  it('the person can still have something put right, unless everything is being erased', () => {
    fc.assert(
      fc.property(turns, contexts, (script, context) => {
        const { move, world, now } = play(script, context);
        const settle = (): void => {
          for (let answer = world.answer(0, true); answer !== null; answer = world.answer(0, true)) move(answer);
        };
        for (const input of [text('CANCEL'), tap('fix.name'), text('Ana Fictive')]) {
          settle();
          move(input);
          settle();
        }
        const chat = now();
        const isErasing = chat.flow === 'data-deletion' && chat.state.name === 'running';
        const filed = acts(move(tap('dd.confirm')), 'file-correction');
        if (!isErasing) expect(filed).toMatchObject([{ field: 'name', value: 'Ana Fictive' }]);
      }),
      { numRuns: 300, seed: 18 },
    );
  });
});

describe('a pause of the data, in any order of 200 events', () => {
  it('holds from the wish on, in every state, until START alone lifts it; and changes no request', () => {
    let paused = 0;
    fc.assert(
      fc.property(turns, contexts, (script, context) => {
        let isWanted = false;
        let isPaused = false;
        const wrongAfter: FlowInput[] = [];
        for (const { input, effects } of play([...script, { input: restricts }], context).steps) {
          if (input === restricts) {
            isWanted = true;
            expect(acts(effects, 'record-restriction')).toEqual([{ kind: 'record-restriction' }]);
            expect(acts(effects, 'open-request', 'cancel-request', 'start-erasure', 'cancel-open')).toEqual([]);
          }
          if (input === lifts) isWanted = false;
          for (const effect of effects) {
            if (effect.kind === 'record-restriction') isPaused = true;
            // The stage behind it lifts a pause with START.
            if (effect.kind === 'record-objection' && !effect.objects) isPaused = false;
          }
          if (isPaused !== isWanted) wrongAfter.push(input);
          if (isPaused) paused += 1;
        }
        expect(wrongAfter).toEqual([]);
      }),
      { numRuns: 300, seed: 19 },
    );
    expect(paused).toBeGreaterThan(1_000);
  });
});
