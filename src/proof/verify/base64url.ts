import { type Bytes } from './bytes.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** By character code. */
const values = new Uint8Array(128);
for (let value = 0; value < alphabet.length; value += 1) values[alphabet.charCodeAt(value)] = value;

/** Without padding. Source: RFC 4648, 5. */
export function toBase64url(bytes: Bytes): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.subarray(at, at + 3);
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += digit(group >> 18) + digit(group >> 12);
    if (second !== undefined) text += digit(group >> 6);
    if (third !== undefined) text += digit(group);
  }
  return text;
}

/**
 * Strict: no padding, no other characters, and no bits left over that are not 0. So the same bytes have one writing, and a
 * receipt cannot be altered without altering what is signed. `null` for anything else.
 */
export function fromBase64url(text: string): Bytes | null {
  if (text.length % 4 === 1 || !/^[A-Za-z0-9_-]*$/.test(text)) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [group, bits, at] = [0, 0, 0];
  for (let index = 0; index < text.length; index += 1) {
    group = ((group << 6) | (values[text.charCodeAt(index)] ?? 0)) & 0x3fff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (group >> bits) & 255;
    at += 1;
  }
  return (group & ((1 << bits) - 1)) === 0 ? bytes : null;
}

function digit(value: number): string {
  return alphabet[value & 63] ?? '';
}
