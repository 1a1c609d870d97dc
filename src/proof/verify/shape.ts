import { fromBase64url } from './base64url.ts';
import { Refused } from './verdict.ts';

/** Looks at a value and throws the first fault with its path. */
export type Check = (value: unknown, path: string) => void;

/** @throws Refused `payload_invalid`. */
export function wrong(path: string, what: string): never {
  throw new Refused('payload_invalid', `${path} ${what}`);
}

/** Exactly these members: one more is refused as one less is. */
export function object(members: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong(path, 'is not an object');
    const at = (name: string): string => (path === 'the receipt' ? name : `${path}.${name}`);
    for (const [name, check] of Object.entries(members)) {
      if (!Object.hasOwn(value, name)) wrong(at(name), 'is missing');
      check((value as Readonly<Record<string, unknown>>)[name], at(name));
    }
    const other = Object.keys(value).find((name) => !Object.hasOwn(members, name));
    if (other !== undefined) wrong(at(other), 'is not known');
  };
}

export function listOf(check: Check, longest: number): Check {
  return (value, path) => {
    if (!Array.isArray(value)) wrong(path, 'is not a list');
    if (value.length > longest) wrong(path, `has more than ${longest} entries`);
    for (const [index, entry] of value.entries()) check(entry, `${path}[${index}]`);
  };
}

export function oneOf(...values: readonly (string | number)[]): Check {
  return (value, path) => {
    if (!(values as readonly unknown[]).includes(value)) wrong(path, `is not ${values.join(' or ')}`);
  };
}

export function nullOr(check: Check): Check {
  return (value, path) => {
    if (value !== null) check(value, path);
  };
}

export function text(pattern: RegExp, what: string): Check {
  return (value, path) => {
    if (typeof value !== 'string' || !pattern.test(value)) wrong(path, `is not ${what}`);
  };
}

export const count: Check = (value, path) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) wrong(path, 'is not a whole number of 0 or more');
};

/** SHA-256 or HMAC-SHA256: 32 bytes. */
export const hash: Check = (value, path) => {
  if (typeof value !== 'string' || fromBase64url(value)?.length !== 32) wrong(path, 'is not 32 bytes in base64url');
};

/** `2026-11-26T09:00:00.000Z`, and a moment that there is. */
export const instant: Check = (value, path) => {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  if (Number.isNaN(time) || new Date(time).toISOString() !== value) wrong(path, 'is not a moment in UTC');
};
