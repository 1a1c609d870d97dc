import { hear, type Heard } from '../../flows/heard.ts';
import { type LabelledPhrase } from './labelled-phrases.ts';

/** Wishes that start something: acted on where they were not asked for, they are a wrong start. */
const startingWishes = ['delete', 'erase-part', 'access', 'correct', 'restrict', 'opt-ins', 'stop'];

/** Up to this many words only an act counts as understood; in more an offer of the right thing counts as well. */
const shortWords = 5;

export interface Score {
  readonly phrases: number;
  /** Flows started, and those of them that were asked for. */
  readonly starts: number;
  readonly rightStarts: number;
  /** Phrases that ask for a flow, those understood (acted on; offered when long), and those acted on. */
  readonly asked: number;
  readonly understood: number;
  readonly acted: number;
  /** Commands and other matters read as what they are. */
  readonly rest: number;
  readonly restRight: number;
}

/** What was heard in a chat where nothing was asked, named as a label is. `offer of …`: only a button would be shown. */
export function labelOf(phrase: string): string {
  const { heard } = hear({ kind: 'text', text: phrase, hasCode: false }, { offered: [], question: 'none' });
  switch (heard.kind) {
    case 'wish':
      return named(heard.wish === 'language-list' ? 'language' : heard.wish, heard);
    case 'hint':
      return `offer of ${named(heard.offers, heard)}`;
    case 'language':
      return 'language';
    case 'words':
    case 'reaction':
    case 'unreadable':
    case 'foreign-choice':
    case 'reference-unreadable':
      return 'other';
  }
}

function named(wish: string, { part }: Extract<Heard, { kind: 'wish' | 'hint' }>): string {
  return wish === 'greeting' ? 'other' : part === undefined ? wish : `${wish}:${part.kind}`;
}

/** True when this label starts a flow. */
export function isStart(label: string): boolean {
  return startingWishes.some((wish) => label === wish || label.startsWith(`${wish}:`));
}

/** True when what was heard is what was asked for, act or (in a longer message) offer. */
export function isUnderstood({ label, phrase }: LabelledPhrase, heard: string): boolean {
  if (heard === label) return true;
  return heard === `offer of ${label}` && phrase.trim().split(/\s+/u).length > shortWords;
}

export function score(phrases: readonly LabelledPhrase[]): Score {
  const seen = phrases.map((one) => ({ ...one, heard: labelOf(one.phrase) }));
  const asked = seen.filter(({ label }) => isStart(label));
  const rest = seen.filter(({ label }) => !isStart(label));
  const starts = seen.filter(({ heard }) => isStart(heard));
  return {
    phrases: seen.length,
    starts: starts.length,
    rightStarts: starts.filter(({ label, heard }) => label === heard).length,
    asked: asked.length,
    understood: asked.filter((one) => isUnderstood(one, one.heard)).length,
    acted: asked.filter(({ label, heard }) => label === heard).length,
    rest: rest.length,
    restRight: rest.filter(
      ({ label, heard }) => heard === label || (label === 'other' && heard.startsWith('offer of ')),
    ).length,
  };
}
