import { describe, expect, it } from '../support/jest.ts';
import fc from 'fast-check';
import { locales } from '../../src/domain/locale.ts';
import { choiceIds } from '../../flows/choices.ts';
import { hear } from '../../flows/heard.ts';
import { recognise } from '../../flows/intent/recognise.ts';
import { step } from '../../flows/step.ts';
import { readPhrases } from '../support/labelled-phrases.ts';
import { isStart, labelOf } from '../support/phrases-scored.ts';
import { asked, contextOf, everyState, said, tap, text } from './given.ts';

const phrases = locales.flatMap((locale) => readPhrases(locale, 'work'));
const others = phrases.filter(({ label }) => label === 'other').map(({ phrase }) => phrase);
/** `I agree with you` is an answer where something was asked. */
const noAnswers = others.filter((phrase) => !recognise(phrase).acts.includes('yes'));
const wishes = phrases.filter(({ phrase, label }) => isStart(label) && labelOf(phrase) === label);

/** Shown nowhere: may stand inside a word. */
const unseen = ['\u200b', '\u200d', '\u202e', '\u202c', '\u2066', '\u2069', '\ufeff', '\u00ad', '\u0301', 'ـ'];
/** Between words. */
const noise = [
  '😀',
  '👨‍👩‍👧',
  '\u0000',
  '\ud800',
  '\udfff',
  '٣',
  '۴',
  '߅',
  '७',
  '𝟠',
  "'; DROP TABLE people; --",
  '{"$gt":""}',
  '$where',
  '%00',
  '<script>',
  '../..',
  '\r\n',
  '\u2028',
];
const idsOfOthers = [
  'da.confirm',
  'shop.delete',
  '__proto__',
  'constructor',
  'toString',
  '{"$ne":null}',
  '',
  'dd.confirm\u0000',
  'DD.CONFIRM',
];

const places = fc.array(fc.tuple(fc.nat(200), fc.constantFrom(...unseen)), { maxLength: 6 });
const marks = fc.array(fc.tuple(fc.nat(20), fc.constantFrom(...noise)), { maxLength: 4 });

function mutated(
  phrase: string,
  hidden: readonly (readonly [number, string])[],
  seen: readonly (readonly [number, string])[],
): string {
  const words = phrase.split(' ');
  for (const [at, mark] of seen) words.splice(at % (words.length + 1), 0, mark);
  return hidden.reduce((made, [at, mark]) => {
    const place = at % (made.length + 1);
    return made.slice(0, place) + mark + made.slice(place);
  }, words.join(' '));
}

function actsOn(message: string): readonly string[] {
  return recognise(message).acts.filter(isStart);
}

describe('10,000 messages that are bent out of shape', () => {
  it('start nothing where nothing is asked for', () => {
    fc.assert(
      fc.property(fc.constantFrom(...others), places, marks, (phrase, hidden, seen) => {
        expect(actsOn(mutated(phrase, hidden, seen))).toEqual([]);
      }),
      { numRuns: 5_000, seed: 5 },
    );
  });

  it('ask for what they asked for, or for nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...wishes), places, marks, ({ phrase, label }, hidden, seen) => {
        const message = mutated(phrase, hidden, seen);
        const acts = actsOn(message);
        if (acts.length > 0) expect(labelOf(message).split(':')[0]).toBe(label.split(':')[0]);
      }),
      { numRuns: 3_000, seed: 5 },
    );
  });

  it('mean the same with marks that nobody sees', () => {
    fc.assert(
      fc.property(fc.constantFrom(...wishes), places, ({ phrase, label }, hidden) => {
        expect(labelOf(mutated(phrase, hidden, []))).toBe(label);
      }),
      { numRuns: 1_000, seed: 5 },
    );
  });

  it('are answered in every state, and open or start nothing by themselves', () => {
    const context = contextOf();
    const chats = [...everyState(context).values()];
    fc.assert(
      fc.property(
        fc.constantFrom(...chats),
        fc.constantFrom(...noAnswers),
        places,
        marks,
        (chat, phrase, hidden, seen) => {
          const { effects } = step(chat.conversation, text(mutated(phrase, hidden, seen)), context);
          expect(asked({ effects }).filter((kind) => /^(?:open-request|issue-code|start-erasure)$/.test(kind))).toEqual(
            [],
          );
          expect(said({ effects }).length).toBeLessThanOrEqual(2);
        },
      ),
      { numRuns: 1_000, seed: 5 },
    );
  });
});

describe('hostile input', () => {
  it('of 65,536 characters is read like its first 2,000', () => {
    for (const piece of [
      'delete my data ',
      '\u202e',
      '😀',
      '\ud800',
      '٣',
      'ـ',
      'ﷺ',
      'a',
      ' ',
      "' OR 1=1 --",
      '{"$gt":""}',
    ]) {
      const long = piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536);
      expect({ piece, acts: actsOn(long) }).toEqual({ piece, acts: [] });
    }
  });

  it.each(idsOfOthers.map((id, index) => [index, id] as const))('button %i of another flow is no wish', (_, id) => {
    const { heard } = hear({ kind: 'choice', id, title: 'Delete my data' }, { offered: [], question: 'none' });
    expect(heard.kind).toBe('foreign-choice');
    for (const chat of everyState().values()) {
      const { effects } = step(chat.conversation, tap(id, 'Yes, delete'), contextOf());
      expect(asked({ effects }).filter((kind) => /^(?:open-request|issue-code|start-erasure)$/.test(kind))).toEqual([]);
    }
  });

  it('an id that is typed is no tap', () => {
    for (const id of choiceIds) {
      const { heard } = hear({ kind: 'text', text: id, hasCode: false }, { offered: [], question: 'none' });
      expect({ id, isTap: heard.kind === 'wish' && heard.isTap }).toEqual({ id, isTap: false });
    }
  });
});
