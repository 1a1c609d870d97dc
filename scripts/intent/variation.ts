import { normalise, wordsOf } from '../../flows/intent/normalise.ts';
import { longestExpression } from '../../flows/intent/learned/senses.ts';
import { type Locale, perLocale } from '../../src/domain/locale.ts';
import { type Thesauri, type Thesaurus } from './thesaurus-source.ts';

/** How often an expression gives way to another one of its concept, and one of several concepts to one of either. */
const changes = 0.5;
const changesAmbiguous = 0.15;

/** What holds a sentence together: another word of these would make another sentence. */
const kept = new Set(
  'negation past question possible only all when before mine your yes no no-longer third-person product greeting please insult language urgent want'.split(
    ' ',
  ),
);

/** The same phrase in other words of its language. Not a good sentence, but the same wish. */
export type Variation = (phrase: string, locale: Locale) => string;

/** Prepares to say phrases in other words. `draw` gives numbers from 0 to 1. */
export function createVariation(thesauri: Thesauri, draw: () => number): Variation {
  const known = perLocale((locale) => conceptsByExpression(thesauri[locale]));
  const other = (expression: string, concepts: readonly string[], thesaurus: Thesaurus): string => {
    if (draw() >= (concepts.length === 1 ? changes : changesAmbiguous)) return expression;
    const concept = drawn(concepts, draw);
    if (concept === undefined || kept.has(concept)) return expression;
    return drawn(thesaurus[concept] ?? [], draw) ?? expression;
  };
  return (phrase, locale) => {
    const words = wordsOf(normalise(phrase));
    const said: string[] = [];
    for (let at = 0; at < words.length;) {
      const { expression, concepts, length } = longestAt(words, at, known[locale]);
      said.push(other(expression, concepts, thesauri[locale]));
      at += length;
    }
    return said.join(' ');
  };
}

function longestAt(
  words: readonly string[],
  at: number,
  known: ReadonlyMap<string, readonly string[]>,
): { readonly expression: string; readonly concepts: readonly string[]; readonly length: number } {
  for (let length = Math.min(longestExpression, words.length - at); length >= 1; length -= 1) {
    const expression = words.slice(at, at + length).join(' ');
    const concepts = known.get(expression);
    if (concepts !== undefined) return { expression, concepts, length };
  }
  return { expression: words[at] ?? '', concepts: [], length: 1 };
}

function conceptsByExpression(thesaurus: Thesaurus): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [concept, expressions] of Object.entries(thesaurus)) {
    for (const expression of expressions) found.set(expression, [...(found.get(expression) ?? []), concept]);
  }
  return found;
}

function drawn<T>(list: readonly T[], draw: () => number): T | undefined {
  return list[Math.floor(draw() * list.length)];
}
