import { type Instant, toMilliseconds } from '../src/domain/instant.ts';
import { type Locale, perLocale } from '../src/domain/locale.ts';

/** Western digits in every language: a code or a date is then the same on every screen. */
const tags: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr', ar: 'ar-u-nu-latn', es: 'es', pt: 'pt-BR' };

type Unit = 'minute' | 'hour' | 'day';

const dayFormats = perLocale(
  (locale) => new Intl.DateTimeFormat(tags[locale], { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' }),
);
const unitFormats = perLocale((locale) => ({
  minute: unitFormat(tags[locale], 'minute'),
  hour: unitFormat(tags[locale], 'hour'),
  day: unitFormat(tags[locale], 'day'),
}));

/** The day of an instant in words (`31 December 2030`, UTC). Empty when it is no instant: texts never throw. */
export function dayInWords(locale: Locale, instant: Instant): string {
  const milliseconds = toMilliseconds(instant);
  return Number.isNaN(milliseconds) ? '' : dayFormats[locale].format(milliseconds);
}

/** How long until then, rounded up, in the largest unit that says enough: `4 minutes`, `5 hours`, `3 days`. At least one minute. */
export function waitInWords(locale: Locale, now: Instant, until: Instant): string {
  const minutes = minutesUntil(now, until);
  if (minutes < 90) return inWords(locale, 'minute', minutes);
  const hours = Math.ceil(minutes / 60);
  return hours < 48 ? inWords(locale, 'hour', hours) : inWords(locale, 'day', Math.ceil(hours / 24));
}

/** Whole minutes until then, rounded up, at least 1. */
export function minutesUntil(now: Instant, until: Instant): number {
  const minutes = Math.ceil((toMilliseconds(until) - toMilliseconds(now)) / 60_000);
  return Number.isFinite(minutes) ? Math.max(1, minutes) : 1;
}

/** A number with its unit, in the right plural. */
export function inWords(locale: Locale, unit: Unit, amount: number): string {
  return unitFormats[locale][unit].format(amount);
}

/**
 * Keeps a foreign piece (reference, code, name) in its own direction, so that `ER-…` is not turned round in Arabic.
 * U+2068 and U+2069 (first strong isolate, pop). Source: Unicode UAX 9, 2.7.
 */
export function isolate(piece: string): string {
  return `\u2068${piece}\u2069`;
}

/** The name of a business as it may stand in a sentence: one line, no direction marks, at most 40 code points. */
export function shortName(name: string): string {
  const plain = oneLine(name);
  const points = Array.from(plain);
  return points.length <= 40 ? plain : `${points.slice(0, 39).join('')}…`;
}

/** What somebody else wrote as it may stand in a sentence: one line, no direction marks. */
export function oneLine(words: string): string {
  return words.replace(/[\p{C}\s]+/gu, ' ').trim();
}

/** Lines of a list. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `• ${item}`).join('\n');
}

/** How many code points: what WhatsApp's limits count. */
export function codePoints(text: string): number {
  return Array.from(text).length;
}

function unitFormat(tag: string, unit: Unit): Intl.NumberFormat {
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' });
}
