import { asciiDigits } from '../../domain/digits.ts';
import { type Identifier } from '../../domain/subject.ts';

/** How much of a text is read, and how many identifiers of it are looked up: one hostile document costs no more. */
const charactersRead = 100_000;
const mostFound = 200;

/** What people put between the digits of a number. */
const between = String.raw`[\s.()/\u00a0\u2010-\u2015\u2212-]`;
const digitRun = new RegExp(`[0-9](?:${between}{0,3}[0-9]){6,30}`, 'gu');
const bsuidLike = /(?<![A-Za-z0-9])[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{6,128}/g;
/** Long enough to hold a number in base64 (seven digits: ten characters). */
const base64Like = /[A-Za-z0-9+/_-]{10,2000}={0,2}/g;

/**
 * Whatever in a text may be a person's phone number or id: digits of any script and in any spelling, business-scoped ids, and
 * both in base64 at each alignment, as a wamid holds them. Finds too much rather than too little: what it finds is only looked up.
 */
export function findIdentifiers(text: string): readonly Identifier[] {
  const plain = asciiDigits(
    text
      .slice(0, charactersRead)
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, ''),
  );
  const found = new Map<string, Identifier>();
  const add = (identifier: Identifier): void => {
    if (found.size < mostFound) found.set(`${identifier.kind}:${identifier.value}`, identifier);
  };
  for (const one of written(plain)) add(one);
  for (const [encoded] of plain.matchAll(base64Like)) {
    for (const decoded of decodings(encoded)) for (const one of written(decoded)) add(one);
  }
  return [...found.values()];
}

function* written(text: string): Generator<Identifier> {
  for (const [value] of text.matchAll(bsuidLike)) {
    yield { kind: /^[A-Z]{2}\.ENT\./.test(value) ? 'parent_bsuid' : 'bsuid', value };
  }
  for (const [run] of text.matchAll(digitRun)) {
    // The whole run, and each piece that could stand alone: two numbers with a space between them are two.
    const pieces = run.split(/\s{1,3}/u);
    for (const piece of new Set([run, ...pieces, ...pieces.slice(1).map((one, at) => `${pieces[at] ?? ''}${one}`)])) {
      const digits = piece.replace(/[^0-9]/g, '').replace(/^00/, '');
      if (/^[1-9][0-9]{6,14}$/.test(digits)) yield { kind: 'phone', value: digits };
    }
  }
}

/** The bytes behind base64 that began one, two or three characters before, as text of one byte a character. */
function* decodings(encoded: string): Generator<string> {
  const standard = encoded.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  for (const shift of [0, 1, 2, 3]) {
    const bytes = Buffer.from(standard.slice(shift), 'base64').toString('latin1');
    if (/[0-9]{7}|[A-Z]{2}\.[A-Za-z0-9]{6}/.test(bytes)) yield bytes.replace(/[^\x20-\x7e]/g, '\n');
  }
}
