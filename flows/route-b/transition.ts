import { type AskedElsewhere } from '../../src/domain/matter.ts';
import { type Button } from '../../src/domain/outbound.ts';
import { deletionTexts } from '../data-deletion/texts/index.ts';
import { type FlowEffect } from '../effect.ts';
import { type Heard, type Wish } from '../heard.ts';
import { type Outcome } from '../outcome.ts';
import { normalise } from '../intent/normalise.ts';
import { dayInWords, isolate } from '../phrasing.ts';
import { cancelAside, say, type Turn } from '../turn.ts';
import { businessNames } from './business-names.ts';
import { type RouteBState } from './state.ts';
import { routeBTexts } from './texts/index.ts';

/** Longer than this is read back in no message well. Code points. */
const aboutMax = 200;
const mandateMax = 600;
const idle: FlowEffect = { kind: 'set-timer', timer: 'idle', afterMinutes: 30 };

/** What a step comes to. `state: null` ends the flow; `asked`: what is now to be confirmed with a code. */
export interface RouteBMove {
  readonly state: RouteBState | null;
  readonly effects: readonly FlowEffect[];
  readonly asked?: AskedElsewhere;
}

/** Asks for whom. */
export function enterRouteB(turn: Turn): RouteBMove {
  return ask({ name: 'who_asked' }, routeBTexts[turn.locale].who, turn);
}

/** Wishes that are heard in the middle of a sentence's answer as well. */
const heardAnyway: readonly Wish[] = ['cancel', 'no', 'not-me', 'status', 'help', 'human', 'language-list', 'yes'];

const wishOfButton: Readonly<Record<string, Wish>> = {
  'ask.me': 'ask-me',
  'ask.other': 'ask-other',
  'ask.skip': 'ask-skip',
  'dd.confirm': 'yes',
};

/**
 * What a message means where it is said: the title of a button, typed, is that button; and where a name or a story is asked for, a
 * sentence that happens to state a wish (`delete my son's data`) is that answer.
 */
export function asAnswer(state: RouteBState, heard: Heard, words: string | null, turn: Turn): Heard {
  const typed = normalise(words ?? '');
  const button = routeBButtons(state, turn).find(({ title }) => normalise(title) === typed);
  const wish = button === undefined ? undefined : wishOfButton[button.id];
  if (wish !== undefined) return { kind: 'wish', wish, reference: null, isTap: false };
  const isFree = state.name === 'businesses_asked' || state.name === 'about_asked' || state.name === 'mandate_asked';
  if (!isFree || heard.kind !== 'wish' || heard.isTap || words === null || heardAnyway.includes(heard.wish))
    return heard;
  return words.trim().split(/\s+/u).length > 2 ? { kind: 'words' } : heard;
}

/**
 * One step: `words` is what was written, as far as a flow may see it (long digits are blanked: they could be a code).
 * Commands were answered before.
 */
export function moveRouteB(state: RouteBState, heard: Heard, words: string | null, turn: Turn): RouteBMove {
  const texts = routeBTexts[turn.locale];
  if (heard.kind === 'reaction') return { state, effects: [] };
  const wish = heard.kind === 'wish' ? heard.wish : null;
  if (state.name === 'passing_on') return { state, effects: [say(deletionTexts[turn.locale].oneMoment)] };
  const isNo = wish === 'no' && state.name !== 'about_asked';
  if (isNo) return { state: null, effects: [say(texts.stopped)] };
  if (wish === 'cancel' || wish === 'not-me') return { state: null, effects: [say(texts.stopped), cancelAside(wish)] };
  if (wish === 'ask-me') return ask({ name: 'businesses_asked' }, texts.whichBusinesses, turn);
  if (wish === 'ask-other') return ask({ name: 'mandate_asked' }, texts.mandateAsk, turn);
  const said = heard.kind === 'words' || heard.kind === 'hint' ? words : null;
  switch (state.name) {
    case 'who_asked':
      return ask(state, texts.who, turn);
    case 'businesses_asked':
      return takeBusinesses(state, said, turn);
    case 'about_asked':
      return takeAbout(state, wish === 'ask-skip' || wish === 'no' ? '' : said, turn);
    case 'mandate_asked':
      return takeMandate(state, said, turn);
    case 'mandate_shown':
      if (wish !== 'yes') return ask(state, texts.mandateReadBack({ told: isolate(state.words) }), turn);
      return {
        state: { name: 'passing_on' },
        effects: [{ kind: 'pass-on-mandate', words: state.words, locale: turn.locale }],
      };
  }
}

/** It was passed on: a human checks, and the person concerned is told. */
export function afterMandate(outcome: Outcome, turn: Turn): readonly FlowEffect[] | null {
  if (outcome.kind !== 'mandate-passed') return null;
  const texts = routeBTexts[turn.locale];
  if (outcome.passed === null) return [say(texts.mandateTooOften)];
  const { reference, dueAt } = outcome.passed;
  return [say(texts.mandatePassed({ reference, day: dayInWords(turn.locale, dueAt) }))];
}

/** The choices of a state, to be shown again under another answer. */
export function routeBButtons(state: RouteBState, { locale }: Turn): readonly Button[] {
  const texts = routeBTexts[locale];
  const cancel = { id: 'dd.cancel', title: deletionTexts[locale].labels.cancel };
  switch (state.name) {
    case 'who_asked':
      return [{ id: 'ask.me', title: texts.me }, { id: 'ask.other', title: texts.somebodyElse }, cancel];
    case 'about_asked':
      return [{ id: 'ask.skip', title: texts.skip }, cancel];
    case 'mandate_shown':
      return [{ id: 'dd.confirm', title: texts.confirmMandate }, cancel];
    case 'businesses_asked':
    case 'mandate_asked':
      return [cancel];
    case 'passing_on':
      return [];
  }
}

function takeBusinesses(state: RouteBState, words: string | null, turn: Turn): RouteBMove {
  const texts = routeBTexts[turn.locale];
  if (words?.includes('•') === true) return ask(state, texts.otherNumber, turn);
  const businesses = businessNames(words ?? '');
  if (businesses === 'none') return ask(state, texts.whichBusinesses, turn);
  if (businesses === 'too-many') return ask(state, texts.tooMany, turn);
  if (businesses === 'too-long') return ask(state, texts.tooLong, turn);
  return ask({ name: 'about_asked', businesses }, texts.about, turn);
}

function takeAbout(state: Extract<RouteBState, { name: 'about_asked' }>, words: string | null, turn: Turn): RouteBMove {
  const texts = routeBTexts[turn.locale];
  if (words === null) return ask(state, texts.about, turn);
  // A number that is named proves nothing: only the one that writes is asked about (policies P4; privacy.md 4.2).
  if (words.includes('•')) return ask(state, texts.otherNumber, turn);
  const about = oneLine(words);
  if (Array.from(about).length > aboutMax) return ask(state, texts.tooLong, turn);
  return { state: null, effects: [], asked: { businesses: state.businesses, about: about === '' ? null : about } };
}

function takeMandate(state: RouteBState, words: string | null, turn: Turn): RouteBMove {
  const texts = routeBTexts[turn.locale];
  const told = oneLine(words ?? '');
  if (!/[\p{L}\p{N}]/u.test(told)) return ask(state, texts.mandateAsk, turn);
  if (Array.from(told).length > mandateMax) return ask(state, texts.tooLong, turn);
  return ask({ name: 'mandate_shown', words: told }, texts.mandateReadBack({ told: isolate(told) }), turn);
}

function ask(state: RouteBState, body: string, turn: Turn): RouteBMove {
  return { state, effects: [say(body, routeBButtons(state, turn)), idle] };
}

function oneLine(words: string): string {
  return words.replace(/[\p{C}\s]+/gu, ' ').trim();
}
