import { normalise } from '../../intent/normalise.ts';
import { dateWords, type Unit } from './date-words.ts';
import { monthNamed } from './month-names.ts';

/** A piece of what was typed, as far as a date is made of it. */
export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly digits: number }
  /** Numbers with signs between: as typed, in their order. */
  | { readonly kind: 'numbers'; readonly parts: readonly { readonly value: number; readonly digits: number }[] }
  | { readonly kind: 'month'; readonly month: number }
  | { readonly kind: 'span'; readonly count: number; readonly unit: Unit }
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'ago' | 'last' | 'current' | 'yesterday' | 'not-past' }
  | { readonly kind: 'unknown' };

/** What was typed. */
export interface Typed {
  readonly tokens: readonly Token[];
  /** Words say that what is older goes. */
  readonly isBack: boolean;
  /** It begins with "of" or "from". */
  readonly isGenitive: boolean;
}

/** Nobody needs more words for a date. */
const mostWords = 14;
const pieces = /\d+(?:[-/.]\d+)+|\d+|\p{L}+/gu;
/** `1st`, `1er`, `1º`: the place of a day. */
const ordinals = /(\d)\s?(?:st|nd|rd|th|er|ere|re|ro|o|a|eme)(?![\p{L}\p{N}])/gu;
/** The word for "from" is part of "older than". */
const olderThan = /(?<!\p{L})(اقدم|اكثر) من(?!\p{L})|(?<!\p{L})(?:من|from|de) (قبل|before|antes)(?!\p{L})/gu;

/** Takes a text apart. `null`: nothing is there, or a story. */
export function tokensOf(text: string): Typed | null {
  const plain = normalise(text)
    .replace(/\p{Pd}/gu, '-')
    .replace(ordinals, '$1')
    .replace(olderThan, '$1$2');
  const words = plain.match(pieces) ?? [];
  if (words.length === 0 || words.length > mostWords) return null;
  const tokens: Token[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const two = `${word} ${words[at + 1] ?? ''}`;
    const named = monthNamed(two) ?? monthNamed(two.replace(/ (?!ال)/u, ' ال'));
    if (named !== null) at += 1;
    const token: Token | null = named === null ? tokenOf(word) : { kind: 'month', month: named };
    if (token !== null) tokens.push(token);
  }
  const isBack = words.some((word) => dateWords.isBefore(word) || dateWords.isAgo(word));
  return { tokens: settled(tokens), isBack, isGenitive: dateWords.isGenitive(words[0] ?? '') };
}

/** `null`: it changes nothing. */
function tokenOf(word: string): Token | null {
  const parts = (word.match(/\d+/gu) ?? []).map((digits) => ({ value: Number(digits), digits: digits.length }));
  const [first] = parts;
  if (first !== undefined) return parts.length === 1 ? { kind: 'number', ...first } : { kind: 'numbers', parts };
  const month = monthNamed(word);
  if (month !== null) return { kind: 'month', month };
  const two = dateWords.twoOf(word);
  if (two !== null) return { kind: 'span', count: 2, unit: two };
  const unit = dateWords.unitOf(word);
  if (unit !== null) return { kind: 'unit', unit };
  const count = dateWords.numberOf(word);
  if (count !== null) return { kind: 'number', value: count, digits: 0 };
  if (dateWords.isAgo(word)) return { kind: 'ago' };
  if (dateWords.isLast(word)) return { kind: 'last' };
  if (dateWords.isCurrent(word)) return { kind: 'current' };
  if (dateWords.isYesterday(word)) return { kind: 'yesterday' };
  if (dateWords.isNotPast(word)) return { kind: 'not-past' };
  return dateWords.isFiller(word) || dateWords.isBefore(word) ? null : { kind: 'unknown' };
}

/** A month in two names is one month; `month of May` and `year 2023` say nothing more than `May` and `2023`. */
function settled(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token, at) => {
    const next = tokens[at + 1];
    if (token.kind === 'month') return !(next?.kind === 'month' && next.month === token.month);
    if (token.kind !== 'unit' || next === undefined) return true;
    const isYear = next.kind === 'number' && next.digits === 4;
    return !(
      next.kind === 'month' ||
      (token.unit === 'year' && isYear) ||
      (token.unit === 'day' && (next.kind === 'number' || next.kind === 'numbers'))
    );
  });
}
