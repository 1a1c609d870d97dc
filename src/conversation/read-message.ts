import { type ReadableMessage } from '../../flows/flow.ts';
import { type MessageContent } from '../domain/inbound.ts';

/** What the flow may see of a message, and the code that was taken out of it. */
export interface ReadResult {
  readonly message: ReadableMessage;
  /** ASCII digits, or `null`. In memory and sealed only. */
  readonly candidate: string | null;
}

/** Zero of each digit block that people type: ASCII, Arabic-Indic, Persian, full-width, Devanagari. */
const zeros = [0x30, 0x0660, 0x06f0, 0xff10, 0x0966];
/** Bidi marks and isolates, zero-width characters, soft hyphen, byte order mark: phones add them when people copy. */
const invisible = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;
/** How much of a message is read: Meta's own limit for a text body. */
const charactersRead = 4096;

/**
 * Reduces a message to what a flow may know, taking out a typed code of `digits` digits
 * (any script, with spaces, dots or dashes between; never letters).
 */
export function readMessage(content: MessageContent, digits: number): ReadResult {
  switch (content.kind) {
    case 'text':
      return readText(content.text, digits);
    case 'choice':
      return { message: { kind: 'choice', id: content.id, title: content.title }, candidate: null };
    case 'media':
      return { message: { kind: 'media', media: content.media }, candidate: null };
    case 'reaction':
      return { message: { kind: 'reaction' }, candidate: null };
    case 'unsupported':
      return { message: { kind: 'other', type: content.type }, candidate: null };
    case 'location':
    case 'contacts':
    case 'form':
    case 'revoke':
    case 'edit':
      return { message: { kind: 'other', type: content.kind }, candidate: null };
  }
}

function readText(text: string, digits: number): ReadResult {
  const plain = Array.from(text.slice(0, charactersRead).replace(invisible, ''), toAsciiDigit).join('');
  // A code is a run of exactly `digits` digits that no further digit or letter touches.
  const group = new RegExp(
    `(?<![\\p{L}\\p{N}])[0-9](?:[\\s.\\-]{0,2}[0-9]){${String(digits - 1)}}(?![\\p{L}\\p{N}])`,
    'u',
  );
  // A reference (`STATUS ER-…`) holds digits too, and is no code.
  const match = /\bER[\s-]*[0-9A-Z]{4}/i.test(plain) ? null : group.exec(plain);
  if (match === null) return { message: { kind: 'text', text: plain, hasCode: false }, candidate: null };
  const blanked = `${plain.slice(0, match.index)}${'•'.repeat(digits)}${plain.slice(match.index + match[0].length)}`;
  return { message: { kind: 'text', text: blanked, hasCode: true }, candidate: match[0].replace(/\D/g, '') };
}

function toAsciiDigit(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const zero = zeros.find((start) => point >= start && point <= start + 9);
  return zero === undefined ? character : String(point - zero);
}
