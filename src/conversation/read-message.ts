import { type ReadableMessage } from '../../flows/flow.ts';
import { asciiDigits } from '../domain/digits.ts';
import { type MessageContent } from '../domain/inbound.ts';
import { readReference } from '../domain/reference.ts';

/** What the flow may see of a message, and the code that was taken out of it. */
export interface ReadResult {
  readonly message: ReadableMessage;
  /** ASCII digits, or `null`. In memory and sealed only. */
  readonly candidate: string | null;
}

/** Bidi marks and isolates, zero-width characters, soft hyphen, byte order mark: phones add them when people copy. */
const invisible = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;
/** One of the invisible, so that no text holds it: stands for a reference while codes are looked for. */
const referenceMark = '\u2060';
/** `ER-…` as people type it, or what was meant as one. Groups of four at most, so that no code passes for one. */
const referenceLike =
  /(?<![\p{L}\p{N}])ER(?:[\s\p{Pd}]{0,3}(?:[0-9A-Z][\s\p{Pd}]{0,2}){11}[0-9A-Z]|(?:-[0-9A-Z]{1,4})+)(?![\p{L}\p{N}])/giu;
/** Another, for a date with a year of four digits: typed where one was asked for, it is no code. */
const dateMark = '\u2061';
const dateLike =
  /(?<![\p{L}\p{N}])(?:(?:19|20)\d\d(?:[-.]\d{1,2}){1,2}|\d{1,2}[-.](?:\d{1,2}[-.])?(?:19|20)\d\d)(?![-.]?[\p{L}\p{N}])/gu;
const groupsOfFour = /^ER(?:-[0-9A-Z]{1,4})+$/i;
/** What people put between digits. */
const between = '[\\s.\\p{Pd}\\u2212]';
const digitRun = new RegExp(`[0-9](?:${between}{0,3}[0-9])*`, 'gu');
/** How much of a message is read: Meta's own limit for a text body. */
const charactersRead = 4096;

/**
 * Reduces a message to what a flow may know, taking out a typed code of `digits` digits
 * (any decimal script, with spaces, dots or dashes between; never letters). `asksForDate`: a date is an answer here.
 */
export function readMessage(content: MessageContent, digits: number, asksForDate = false): ReadResult {
  switch (content.kind) {
    case 'text':
      return readText(content.text, digits, asksForDate);
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

/** What is read of a text: its beginning, without what nobody sees. Digits stay as they are. */
export function visibleText(text: string): string {
  return text.slice(0, charactersRead).replace(invisible, '');
}

function readText(text: string, digits: number, asksForDate: boolean): ReadResult {
  const plain = asciiDigits(visibleText(text));
  // A reference (`STATUS ER-…`) holds digits too, and is no code.
  const references: string[] = [];
  const dates = asksForDate ? [...(plain.match(dateLike) ?? [])] : [];
  const dateless = asksForDate ? plain.replace(dateLike, dateMark) : plain;
  const bare = dateless.replace(referenceLike, (typed) => {
    if (readReference(typed) === null && !groupsOfFour.test(typed)) return typed;
    references.push(typed);
    return referenceMark;
  });
  const candidate = codeIn(bare, digits);
  const blanked = bare
    .replace(digitRun, (run) => {
      const length = run.replace(/[^0-9]/g, '').length;
      return length < digits ? run : '•'.repeat(length);
    })
    .replaceAll(referenceMark, () => references.shift() ?? '')
    .replaceAll(dateMark, () => dates.shift() ?? '');
  return { message: { kind: 'text', text: blanked, hasCode: candidate !== null }, candidate };
}

/** Digits in one piece first; else a run, with separators, of exactly so many: a longer one is a phone number or a date. */
function codeIn(text: string, digits: number): string | null {
  const [before, after] = ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])'];
  const inOnePiece = new RegExp(`${before}[0-9]{${String(digits)}}${after}`, 'u');
  const spread = `[0-9](?:${between}{0,3}[0-9]){${String(digits - 1)}}`;
  const inPieces = new RegExp(`${before}(?<![0-9]${between}{1,3})${spread}${after}(?!${between}{1,3}[0-9])`, 'u');
  const found = inOnePiece.exec(text) ?? inPieces.exec(text);
  return found === null ? null : found[0].replace(/[^0-9]/g, '');
}
