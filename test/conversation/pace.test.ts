import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { type FlowEffect } from '../../flows/effect.ts';
import { type FlowInput } from '../../flows/flow.ts';
import { receptionTexts } from '../../flows/reception/texts/index.ts';
import { type ConversationState, initialConversation, step } from '../../flows/step.ts';
import { say } from '../../flows/turn.ts';
import { freshPace, keepPace, type Pace, paceLimits } from '../../src/conversation/pace.ts';
import { code, contextOf, everyState, tap, text } from '../flows/given.ts';
import { openStage } from './stage.ts';

const growsQuiet = say(receptionTexts.en.growsQuiet);
const context = contextOf();

interface Chat {
  readonly pace: Pace;
  readonly state: ConversationState;
  readonly effects: readonly FlowEffect[];
}
const quiet: Chat = { pace: freshPace, state: initialConversation(), effects: [] };

function hears({ pace, state }: Chat, input: FlowInput, now: number): Chat {
  const kept = keepPace(pace, { from: state, input, transition: step(state, input, context), now, growsQuiet });
  return { pace: kept.pace, ...kept.transition };
}
const answersOf = ({ effects }: Chat): number => effects.filter(({ kind }) => kind === 'reply').length;

/** A chat in which the hour's answers are used up. */
const spent = (state: ConversationState): Chat => ({
  pace: { ...freshPace, since: 1000, answers: paceLimits.all, isQuietTold: true },
  state,
  effects: [],
});

describe('the pace of a chat', () => {
  test('small talk is answered thirty times an hour, then one sentence, then nothing; the next hour it is answered again', () => {
    let chat = quiet;
    let answers = 0;
    for (let index = 0; index < 500; index += 1) {
      chat = hears(chat, text(`hello ${'x'.repeat(index)}`), 1000 + index);
      answers += answersOf(chat);
      if (index === paceLimits.talk) expect(chat.effects).toContainEqual(growsQuiet);
    }
    expect(answers).toBe(paceLimits.talk + 1);
    expect(answersOf(hears(chat, text('hello'), 1000 + paceLimits.windowMs))).toBe(1);
  });

  test('the same words are answered five times in a row, and others after them', () => {
    let chat = quiet;
    let answers = 0;
    for (let index = 0; index < 50; index += 1) {
      chat = hears(chat, text('hello'), 1000 + index);
      answers += answersOf(chat);
    }
    expect(answers).toBe(paceLimits.sameInARow);
    expect(answersOf(hears(chat, text('good day'), 2000))).toBe(1);
  });

  test('a wish is answered when small talk is not any more', () => {
    const chatty: Chat = { ...quiet, pace: { ...freshPace, since: 1000, answers: paceLimits.talk, isQuietTold: true } };
    expect(hears(chatty, text('hello'), 1001).effects).toEqual([]);
    expect(hears(chatty, text('DELETE'), 1001).state.flow).toBe('data-deletion');
    expect(hears(chatty, text('STATUS'), 1001).effects).toMatchObject([{ kind: 'look-up-status' }]);
    expect(hears(chatty, text('CANCEL'), 1001).effects).toMatchObject([{ kind: 'cancel-open' }]);
  });

  test.each([...everyState(context)])(
    'whatever was answered, in %s a code is checked, CANCEL and STOP are obeyed',
    (_, { conversation }) => {
      const wanted = ['check-code', 'cancel-request', 'cancel-open', 'record-objection'];
      const obeyed = (effects: readonly FlowEffect[]): readonly FlowEffect[] =>
        effects.filter(({ kind }) => wanted.includes(kind));
      for (const input of [code(), text('CANCEL'), tap('dd.not-me'), text('STOP')]) {
        const plain = step(conversation, input, context);
        const kept = hears(spent(conversation), input, 1001);
        expect(obeyed(kept.effects)).toEqual(obeyed(plain.effects));
        if (obeyed(plain.effects).length > 0) expect(kept.state).toEqual(plain.state);
      }
    },
  );

  test('any five hundred messages within an hour are answered sixty-odd times at most', () => {
    const words = ['hello', 'DELETE', 'yes', 'no', 'CANCEL', 'STATUS', 'HELP', 'HUMAN', 'STOP', 'LANGUAGE', 'français'];
    const one = fc.oneof(
      fc.constantFrom(...words).map((word) => text(word)),
      fc.constant(code()),
      fc.string().map((word) => text(word)),
    );
    fc.assert(
      fc.property(fc.array(one, { minLength: 400, maxLength: 500 }), (inputs) => {
        let chat = quiet;
        let answers = 0;
        for (const [index, input] of inputs.entries()) {
          chat = hears(chat, input, 1000 + index);
          answers += answersOf(chat);
        }
        expect(answers).toBeLessThanOrEqual(paceLimits.all + 2);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a flood', () => {
  const open = openStage();

  test('of a hundred messages is taken whole and answered thirty-one times; a deletion is served all the same', async () => {
    const stage = open();
    for (let index = 0; index < 100; index += 1) await stage.receive(stage.message(`hello ${'y'.repeat(index)}`));
    expect(stage.sent).toHaveLength(paceLimits.talk + 1);
    expect(stage.told().at(-1)).toBe(receptionTexts.en.growsQuiet);
    expect(stage.asked.filter(({ what }) => what === 'log.received')).toHaveLength(100);
    await stage.receive(stage.message('DELETE'));
    expect(stage.sent).toHaveLength(paceLimits.talk + 2);
    await stage.receive(stage.message('yes'));
    expect(stage.asked.some(({ what }) => what === 'requests.open')).toBe(true);
  });
});
