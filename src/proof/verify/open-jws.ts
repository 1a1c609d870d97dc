import { canonicalJson, type Json } from '../canonical-json.ts';
import { fromBase64url } from './base64url.ts';
import { type Bytes, textOf, utf8 } from './bytes.ts';
import { Refused } from './verdict.ts';

/** Characters. A receipt has some 5,000; what is longer than this is none, and is not looked at. */
const longestReceipt = 262_144;

export interface OpenJws {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: unknown;
  readonly signature: Bytes;
  /** The bytes that are signed: the ASCII of the first two parts with their dot. */
  readonly signed: Bytes;
}

/** The compact JWS in what somebody gave: blanks and line ends around it are none of it. */
export function compactOf(given: string): string {
  return given.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** Takes a compact JWS apart and believes nothing of it. @throws Refused `malformed`. */
export function openJws(given: string): OpenJws {
  if (given.length > longestReceipt) throw malformed(`it has more than ${longestReceipt} characters`);
  const parts = compactOf(given).split('.');
  if (parts.length !== 3) throw malformed(`it has ${parts.length} parts between dots, and not three`);
  const [head = '', body = '', tail = ''] = parts;
  const header = readJson(decode(head, 'header'), 'header');
  const payload = readJson(decode(body, 'payload'), 'payload');
  const signature = decode(tail, 'signature');
  if (!isObject(header)) throw malformed('the header is no JSON object');
  return { header, payload, signature, signed: utf8(`${head}.${body}`) };
}

function decode(part: string, name: string): Bytes {
  const bytes = fromBase64url(part);
  if (bytes === null) throw malformed(`the ${name} is not base64url without padding`);
  return bytes;
}

/** One value has one writing: whatever else was written (a member twice, a blank, another order) is refused, not read. */
function readJson(bytes: Bytes, name: string): unknown {
  const text = textOf(bytes);
  if (text === null) throw malformed(`the ${name} is not UTF-8`);
  let value: unknown;
  let canonical: string;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed(`the ${name} is not JSON`);
  }
  try {
    canonical = canonicalJson(value as Json);
  } catch {
    throw malformed(`the ${name} holds a number that is not whole, or is nested too deeply`);
  }
  if (canonical !== text) throw malformed(`the ${name} is not canonical JSON, or names a member twice`);
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(why: string): Refused {
  return new Refused('malformed', why);
}
