import { type CorrectionField } from '../src/domain/correction.ts';
import { type Locale } from '../src/domain/locale.ts';
import { type ChoiceId, dayChosen, languageOf, readChoice } from './choices.ts';
import { type ReadableMessage } from './flow.ts';
import { type Part } from './intent/erasing.ts';
import { type Offer } from './intent/offers.ts';
import { type DateSaid, type DatesAsked, hearDate, hearDateWithin } from './partial-deletion/dates/hear-date.ts';
import { readDate } from './partial-deletion/dates/read-date.ts';
import { choicesTitled } from './titles.ts';
import { type Intent, type Reading } from './intent/reading.ts';
import { type OpenQuestion } from './intent/learned/second-opinion.ts';
import { recognise } from './intent/recognise.ts';

/** One wish, however it was said: a tap, a word, a number. */
export type Wish =
  Exclude<Intent, 'language'> | 'code' | 'language-list' | 'ask-me' | 'ask-other' | 'ask-skip' | 'slow';

/** The part of a wish to erase a part, as far as it was said. `older`: than so many days. */
export type PartSaid = { readonly kind: Part } | { readonly kind: 'older'; readonly days: number } | DateSaid;

/** A message, understood. Everything past this is about wishes, not words. */
export type Heard =
  | {
      readonly kind: 'wish';
      readonly wish: Wish;
      readonly reference: string | null;
      readonly isTap: boolean;
      /** Of `erase-part`: the part that was named. */
      readonly part?: PartSaid;
      /** Of `correct`: what is to be put right. */
      readonly field?: CorrectionField;
    }
  | { readonly kind: 'language'; readonly locale: Locale }
  /** A wish inside other words, or beside a code: never acted on. */
  | { readonly kind: 'hint'; readonly offers: Offer; readonly isAboutData: boolean; readonly part?: PartSaid }
  | { readonly kind: 'reference-unreadable' }
  | { readonly kind: 'words' }
  /** A button that is not ours. */
  | { readonly kind: 'foreign-choice' }
  | { readonly kind: 'unreadable'; readonly what: 'voice' | 'sticker' | 'other' }
  | { readonly kind: 'reaction' };

/** What was heard, and the languages it was said in (empty: it shows none). */
export interface Hearing {
  readonly heard: Heard;
  readonly spoken: readonly Locale[];
}

const wishOfChoice: Readonly<Partial<Record<ChoiceId, Wish>>> = {
  'menu.delete': 'delete',
  'menu.human': 'human',
  'menu.help': 'help',
  'menu.language': 'language-list',
  'menu.status': 'status',
  'menu.stop': 'stop',
  'menu.rights': 'rights',
  'menu.access': 'access',
  'menu.opt-ins': 'opt-ins',
  'menu.part': 'erase-part',
  'menu.correct': 'correct',
  'menu.restrict': 'restrict',
  'menu.start': 'start',
  'fix.name': 'correct',
  'fix.email': 'correct',
  'fix.other': 'correct',
  'part.media': 'erase-part',
  'part.opt-ins': 'erase-part',
  'part.month': 'erase-part',
  'part.year': 'erase-part',
  'ask.me': 'ask-me',
  'ask.other': 'ask-other',
  'ask.skip': 'ask-skip',
  'dd.confirm': 'yes',
  'dd.cancel': 'cancel',
  'dd.resend': 'resend',
  'dd.not-me': 'not-me',
  'dd.slow': 'slow',
};

const partOfChoice: Readonly<Partial<Record<ChoiceId, PartSaid>>> = {
  'part.media': { kind: 'media' },
  'part.opt-ins': { kind: 'opt-ins' },
  'part.month': { kind: 'older', days: 30 },
  'part.year': { kind: 'older', days: 365 },
};

const fieldOfChoice: Readonly<Partial<Record<ChoiceId, CorrectionField>>> = {
  'fix.name': 'name',
  'fix.email': 'email',
  'fix.other': 'other',
};

/** When a phrase means several things, the first of these counts: what stops something goes first. */
const order: readonly Intent[] = [
  'cancel',
  'not-me',
  'stop',
  'restrict',
  'erase-part',
  'delete',
  'access',
  'opt-ins',
  'correct',
  'status',
  'resend',
  'yes',
  'no',
  'rights',
  'human',
  'help',
  'language',
  'start',
  'greeting',
];

/** Where a message is said: ids of the choices last shown (for typed numbers), and what question of ours is open. */
export interface Asked {
  readonly offered: readonly string[];
  readonly question: OpenQuestion;
  /** How dates are read here; absent: they are not. */
  readonly dates?: DatesAsked;
}

/** Understands a message. */
export function hear(message: ReadableMessage, asked: Asked): Hearing {
  switch (message.kind) {
    case 'text':
      return hearText(message.text, message.hasCode, asked);
    case 'choice':
      return { heard: hearChoice(message.id, asked), spoken: recognise(asText(message.title)).spoken };
    case 'media':
      return silent({
        kind: 'unreadable',
        what: message.media === 'audio' ? 'voice' : message.media === 'sticker' ? 'sticker' : 'other',
      });
    case 'reaction':
      return silent({ kind: 'reaction' });
    case 'other':
      return silent({ kind: 'unreadable', what: 'other' });
    default:
      return silent({ kind: 'unreadable', what: 'other' });
  }
}

function hearText(text: unknown, hasCode: boolean, asked: Asked): Hearing {
  const reading = recognise(asText(text), asked.question);
  const chosen = reading.number === null ? titled(text, asked) : asked.offered[reading.number - 1];
  const heard = chosen === undefined ? hearWords(text, reading, hasCode, asked) : hearChoice(chosen, asked);
  return { heard, spoken: reading.spoken };
}

/** What is nothing but a date is one, where a date is asked for; a wish to erase a part may end with one. */
function hearWords(text: unknown, reading: Reading, hasCode: boolean, asked: Asked): Heard {
  const heard = hearReading(reading, hasCode, asked);
  const { dates } = asked;
  if (dates === undefined || hasCode) return heard;
  const isPart = heard.kind === 'wish' && heard.wish === 'erase-part' && heard.part === undefined;
  const said =
    hearDate(asText(text), dates, heard.kind !== 'words') ?? (isPart ? hearDateWithin(asText(text), dates) : null);
  return said === null ? heard : { ...wish('erase-part', null), part: said };
}

/** The choice whose title was typed, of those last shown. */
function titled(text: unknown, { offered }: Asked): string | undefined {
  if (offered.length === 0) return undefined;
  const ids = choicesTitled(asText(text));
  return offered.find((id) => ids.includes(id));
}

function hearReading(reading: Reading, hasCode: boolean, asked: Asked): Heard {
  const { reference } = reading;
  const first = order.find((one) => reading.acts.includes(one));
  const intent = first === 'delete' && asked.question !== 'none' && reading.acts.includes('yes') ? 'yes' : first;
  // Beside a code only what stops the deletion is heard: the code itself is the plainest wish.
  if (hasCode && intent !== 'cancel' && intent !== 'not-me') return wish('code', null);
  if (reading.hasBadReference && (intent === undefined || intent === 'status')) return { kind: 'reference-unreadable' };
  if (intent === 'language') {
    return reading.language === null ? wish('language-list', null) : { kind: 'language', locale: reading.language };
  }
  const { part, offers, isAboutData } = reading;
  const named = part === null ? {} : { part: { kind: part } };
  if (intent !== undefined) return { ...wish(intent, reference), ...(intent === 'erase-part' ? named : {}) };
  if (offers !== null) return { kind: 'hint', offers, isAboutData, ...named };
  return { kind: 'words' };
}

function hearChoice(id: string, { dates }: Asked): Heard {
  const day = dayChosen(id);
  if (day !== null && dates !== undefined) {
    return { ...wish('erase-part', null), isTap: true, part: { kind: 'before', read: readDate(day, dates) } };
  }
  const known = readChoice(id);
  if (known === null) return { kind: 'foreign-choice' };
  const locale = languageOf(known);
  if (locale !== null) return { kind: 'language', locale };
  const chosen = wishOfChoice[known];
  if (chosen === undefined) return { kind: 'foreign-choice' };
  const [part, field] = [partOfChoice[known], fieldOfChoice[known]];
  return {
    kind: 'wish',
    wish: chosen,
    reference: null,
    isTap: true,
    ...(part === undefined ? {} : { part }),
    ...(field === undefined ? {} : { field }),
  };
}

function wish(said: Wish, reference: string | null): Extract<Heard, { kind: 'wish' }> {
  return { kind: 'wish', wish: said, reference, isTap: false };
}

function silent(heard: Heard): Hearing {
  return { heard, spoken: [] };
}

/** The stage promises text; an operator object from a hostile client is read as none. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
