import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { normalise, wordsOf } from '../../flows/intent/normalise.ts';
import { longestExpression } from '../../flows/intent/learned/senses.ts';
import { type Locale, perLocale } from '../../src/domain/locale.ts';

/** How people of a language type each concept: concept → expressions, normalised, their words a space apart. */
export type Thesaurus = Readonly<Record<string, readonly string[]>>;

export type Thesauri = Readonly<Record<Locale, Thesaurus>>;

/** Reads `thesaurus/*.json`: an object, concept → expressions with `|` between them. */
export function readThesauri(): Thesauri {
  return perLocale(readThesaurus);
}

function readThesaurus(locale: Locale): Thesaurus {
  const text = readFileSync(join(import.meta.dirname, 'thesaurus', `${locale}.json`), 'utf8');
  const lists = JSON.parse(text) as Readonly<Record<string, string>>;
  return Object.fromEntries(Object.entries(lists).map(([concept, list]) => [concept, expressionsIn(list)]));
}

function expressionsIn(list: string): readonly string[] {
  const words = list.split('|').map((expression) => wordsOf(normalise(expression)));
  const known = words.filter(({ length }) => length > 0 && length <= longestExpression);
  return [...new Set(known.map((one) => one.join(' ')))];
}
