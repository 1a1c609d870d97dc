import { type Facts } from './telemetry.ts';

/** What stands where a fact looked like more than a code, a count or an id of ours. */
const redacted = 'redacted';

/** Our own ids, which hold digits and identify nobody: UUIDs, instants, public references. */
const ours =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z|ER(-[0-9A-Z]{4}){3}/g;

/** Seven digits, single separators between them allowed: a phone number is at least that long (E.164). */
const longNumber = /\d(?:[.:_-]?\d){6,}/;

/** A business-scoped user id (`US.…`, `US.ENT.…`), or the start of a wamid. */
const providerId = /\b[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{6,}|wamid/i;

/** A phone number as a number; counts, durations in milliseconds and Meta's error codes are below it. */
const largestNumber = 9_999_999;

/**
 * Lets through what a fact may be and nothing else. The second line of defence: the first is that nobody passes personal
 * data. A word of a person's that looks like a code (`Ana`) is not told apart here.
 */
export function safeFact(value: string | number | boolean): string | number | boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Math.abs(value) <= largestNumber ? value : redacted;
  if (!/^[A-Za-z0-9_.:-]{0,80}$/.test(value)) return redacted;
  // Digits alone are a number of somebody's or a one-time code: what counts comes as a number.
  if (/^\d{4,}$/.test(value)) return redacted;
  const rest = value.replace(ours, '~');
  return longNumber.test(rest) || providerId.test(rest) ? redacted : value;
}

/** The facts of one line, each let through or redacted. A key that is no plain word is dropped with its value. */
export function safeFacts(facts: Facts): Facts {
  const entries = Object.entries(facts).filter(([key]) => /^[A-Za-z][A-Za-z0-9]{0,39}$/.test(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, safeFact(value)]));
}

/** The name of an event as a log line and a metric may bear it. */
export function safeName(name: string): string {
  return /^[a-z][a-z0-9_]{0,63}$/.test(name) && !longNumber.test(name) ? name : 'unnamed_event';
}
