import { normalise } from '../../intent/normalise.ts';
import { dateWords } from './date-words.ts';
import { type DateRead, type DatesAre, readDate } from './read-date.ts';
import { tokensOf } from './tokens.ts';

/** Where a text is said that may be a date. `isAsked`: one would be an answer. */
export interface DatesAsked extends DatesAre {
  readonly isAsked: boolean;
}

/** A date was said; `read: null`: none that can be understood. */
export interface DateSaid {
  readonly kind: 'before';
  readonly read: DateRead | null;
}

/** Most places in a sentence at which a date is looked for. */
const mostTries = 6;

/** A text that is a date, where one is asked for. `isElse`: it is another wish, unless it is nothing but a date. */
export function hearDate(text: string, asked: DatesAsked, isElse: boolean): DateSaid | null {
  if (!asked.isAsked) return null;
  const read = readDate(text, asked);
  if (read !== null) return { kind: 'before', read };
  return !isElse && speaksOfTime(text) ? { kind: 'before', read: null } : null;
}

/** The date at the end of a wish: `delete my messages older than two years`. */
export function hearDateWithin(text: string, asked: DatesAsked): DateSaid | null {
  const words = text.trim().split(/\s+/u);
  const starts = words.flatMap((word, at) => {
    const plain = normalise(word);
    return dateWords.isBefore(plain) || dateWords.isAgo(plain) ? [at] : [];
  });
  for (const at of starts.slice(0, mostTries)) {
    const read = readDate(words.slice(at).join(' '), asked);
    if (read !== null) return { kind: 'before', read };
  }
  return null;
}

function speaksOfTime(text: string): boolean {
  const tokens = tokensOf(text)?.tokens ?? [];
  return tokens.some(({ kind }) => kind === 'number' || kind === 'numbers' || kind === 'month' || kind === 'span');
}
