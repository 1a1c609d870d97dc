import { type Instant, toInstant, toMilliseconds } from '../../../src/domain/instant.ts';
import { type Unit } from './date-words.ts';
import { type Token, tokensOf } from './tokens.ts';

/** What was understood of a typed date. */
export type DateRead =
  /** What is older than the beginning of that day (UTC) is meant. Always before today. */
  | { readonly name: 'day'; readonly at: Instant }
  /** 3/5 is two days in English: both, the day before the month first. */
  | { readonly name: 'either'; readonly days: readonly [Instant, Instant] }
  /** Today, or to come. */
  | { readonly name: 'not-past' };

/** `isDayFirst`: 3/5 is the third of May. So in every language of ours but English, where it is either. */
export interface DatesAre {
  readonly now: Instant;
  readonly isDayFirst: boolean;
}

interface Today {
  /** The beginning of the day, in milliseconds since the Unix epoch. */
  readonly start: number;
  readonly year: number;
  readonly isDayFirst: boolean;
}

const dayMs = 86_400_000;
const oldestYear = 1900;
const mostOf: Readonly<Record<Unit, number>> = { day: 40_000, week: 5_000, month: 1_200, year: 100 };

/**
 * Reads a text that is a date and nothing else: ISO 8601, 3/5/2023, 3 May 2023, May, 2023, two years (ago), last month, in five
 * languages and any digits. A month or a year means its beginning; a day without a year the last such day. `null`: it is no date, or
 * not known which way it points (`since May`). Pure and total.
 */
export function readDate(text: string, { now, isDayFirst }: DatesAre): DateRead | null {
  const milliseconds = toMilliseconds(now);
  if (Number.isNaN(milliseconds)) return null;
  const typed = tokensOf(text);
  if (typed === null || (typed.isGenitive && !typed.isBack)) return null;
  const start = Math.floor(milliseconds / dayMs) * dayMs;
  const today = { start, year: new Date(start).getUTCFullYear(), isDayFirst };
  const starts = startsOf(typed.tokens, today);
  if (starts === null) return null;
  const [first, second] = starts.filter((one) => one < start);
  if (first === undefined) return { name: 'not-past' };
  if (second === undefined || first === second) return { name: 'day', at: toInstant(first) };
  return { name: 'either', days: [toInstant(first), toInstant(second)] };
}

/** Beginnings of the days that it can be; `null`: it is none. */
function startsOf(tokens: readonly Token[], today: Today): readonly number[] | null {
  const [first, ...rest] = tokens;
  if (first === undefined) return null;
  if (first.kind === 'yesterday') return rest.length === 0 ? [today.start - dayMs] : null;
  if (first.kind === 'not-past') return rest.every(({ kind }) => kind === 'not-past') ? [today.start] : null;
  if (first.kind === 'numbers') return rest.length === 0 ? ofNumbers(first.parts, today) : null;
  return relative(tokens, today) ?? named(tokens, today);
}

/** `two years ago`, `last month`, `this year`. */
function relative(tokens: readonly Token[], { start }: Today): readonly number[] | null {
  const spoken = tokens.filter(({ kind }) => kind !== 'ago');
  const [one, two, ...more] = spoken;
  if (one === undefined || more.length > 0) return null;
  if (one.kind === 'span' && two === undefined) return back(start, one.count, one.unit);
  if (one.kind === 'unit' && two === undefined) return back(start, 1, one.unit);
  if (two === undefined) return null;
  if (one.kind === 'number' && two.kind === 'unit') return back(start, one.value, two.unit);
  // `سنة واحدة`: the number comes after.
  if (one.kind === 'unit' && two.kind === 'number' && two.digits === 0) return back(start, two.value, one.unit);
  const unit = one.kind === 'unit' ? one.unit : two.kind === 'unit' ? two.unit : null;
  const which = one.kind === 'unit' ? two.kind : one.kind;
  if (unit === null || unit === 'day') return null;
  if (which === 'last') return [beginningOf(unit, start, 1)];
  return which === 'current' ? [beginningOf(unit, start, 0)] : null;
}

function back(start: number, count: number, unit: Unit): readonly number[] | null {
  if (count < 1 || count > mostOf[unit]) return null;
  if (unit === 'day' || unit === 'week') return [start - count * (unit === 'day' ? 1 : 7) * dayMs];
  const date = new Date(start);
  const months = count * (unit === 'month' ? 1 : 12);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() - months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return [Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay))];
}

/** Of the current week (Monday), month or year, or so many before it. */
function beginningOf(unit: Exclude<Unit, 'day'>, start: number, before: number): number {
  const date = new Date(start);
  if (unit === 'week') return start - (((date.getUTCDay() + 6) % 7) + 7 * before) * dayMs;
  const year = date.getUTCFullYear();
  return unit === 'month' ? Date.UTC(year, date.getUTCMonth() - before, 1) : Date.UTC(year - before, 0, 1);
}

/** `3 May 2023`, `May 3, 2023`, `May 2023`, `May`, `2023`. */
function named(tokens: readonly Token[], today: Today): readonly number[] | null {
  const at = tokens.findIndex(({ kind }) => kind === 'month');
  const numbers = tokens.filter((token) => token.kind === 'number');
  if (numbers.length + (at < 0 ? 0 : 1) !== tokens.length) return null;
  const month = tokens[at];
  if (month?.kind !== 'month') {
    const [year] = numbers;
    return numbers.length === 1 && year !== undefined && isYear(year) ? [Date.UTC(year.value, 0, 1)] : null;
  }
  const years = numbers.filter(isYear);
  const days = numbers.filter((one) => !isYear(one));
  if (years.length > 1 || days.length > 1) return null;
  const [year] = years;
  const [day] = days;
  // `mars 23` may be a day or a year; in English it is a day.
  if (day !== undefined && at === 0 && today.isDayFirst && year === undefined) return null;
  if (day !== undefined && year !== undefined && tokens.indexOf(year) < tokens.indexOf(day)) return null;
  return oneOrNone(dayOf(year?.value ?? null, month.month, day?.value ?? 1, today));
}

function ofNumbers(
  parts: readonly { readonly value: number; readonly digits: number }[],
  today: Today,
): readonly number[] | null {
  const [one, two, three, ...more] = parts;
  if (one === undefined || two === undefined || more.length > 0) return null;
  if (one.digits === 4) return oneOrNone(dayOf(one.value, two.value, three?.value ?? 1, today));
  if (three === undefined && two.digits === 4) return oneOrNone(dayOf(two.value, one.value, 1, today));
  if (three !== undefined && three.digits !== 4 && three.digits !== 2) return null;
  const year = three === undefined ? null : three.digits === 2 ? 2000 + three.value : three.value;
  const dayFirst = dayOf(year, two.value, one.value, today);
  const monthFirst = dayOf(year, one.value, two.value, today);
  const both = today.isDayFirst && dayFirst !== null ? [dayFirst] : [dayFirst, monthFirst];
  const days = both.filter((one) => one !== null);
  return days.length === 0 ? null : days;
}

function oneOrNone(day: number | null): readonly number[] | null {
  return day === null ? null : [day];
}

/** The beginning of a day that there is. Without a year: the last one before today. */
function dayOf(year: number | null, month: number, day: number, today: Today): number | null {
  if (year === null) {
    for (let back = 0; back <= 8; back += 1) {
      const found = dayOf(today.year - back, month, day, today);
      if (found !== null && found < today.start) return found;
    }
    return null;
  }
  if (year < oldestYear || year > 2_999 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : null;
}

function isYear({ value, digits }: { readonly value: number; readonly digits: number }): boolean {
  return digits === 4 && value >= oldestYear && value <= 2_999;
}
