import { GraphFault } from './errors.ts';

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with no key but the allowed ones. Graph names the stranger: `Unexpected key "x" on param "text".` */
export function objectAt(value: unknown, param: string, allowed: readonly string[]): Json {
  if (value === undefined || value === null) throw missing(param);
  if (!isObject(value)) throw new GraphFault(100, `Param ${param} must be a JSON object.`);
  for (const key of Object.keys(value)) {
    if (!allowed.includes(key)) throw new GraphFault(100, `Unexpected key "${key}" on param "${param}".`);
  }
  return value;
}

/** A list of `min` to `max` entries. */
export function listAt(value: unknown, param: string, min: number, max: number): readonly unknown[] {
  if (value === undefined || value === null) throw missing(param);
  if (!Array.isArray(value)) throw new GraphFault(100, `Param ${param} must be an array.`);
  if (value.length < min || value.length > max) {
    throw new GraphFault(131009, `Invalid count of ${param}. Min allowed: ${min}, Max allowed: ${max}`);
  }
  return value as unknown[];
}

/** Text of 1 to `max` code points. Too long is 131009, but 100 where the page says so (`text.body`). */
export function textAt(value: unknown, param: string, max: number, tooLongCode: 131009 | 100 = 131009): string {
  if (value === undefined || value === null || value === '') throw missing(param);
  if (typeof value !== 'string') throw new GraphFault(100, `Param ${param} must be a string.`);
  if (value.trim() === '') throw new GraphFault(131009, `Param ${param} must not be blank.`);
  if (codePoints(value) > max)
    throw new GraphFault(tooLongCode, `Param ${param} must be at most ${max} characters long.`);
  return value;
}

export function optional<Value>(value: unknown, read: (value: unknown) => Value): Value | null {
  return value === undefined || value === null ? null : read(value);
}

export function missing(param: string): GraphFault {
  return new GraphFault(131008, `Required parameter ${param} is missing.`);
}

function codePoints(text: string): number {
  let count = 0;
  for (const point of text) count += point.length > 0 ? 1 : 0;
  return count;
}

/** Half a character, such as a text cut inside an emoji leaves: no UTF-8, refused wherever it stands (pitfall 32). */
export function refuseLoneSurrogates(value: unknown): void {
  if (typeof value === 'string') {
    if (/\p{Surrogate}/u.test(value)) throw new GraphFault(100, 'Invalid UTF-8 in the request body.');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      refuseLoneSurrogates(key);
      refuseLoneSurrogates(inner);
    }
  }
}
