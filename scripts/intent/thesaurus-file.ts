import { beginsLonger, keyOf } from '../../flows/intent/learned/senses.ts';
import { locales } from '../../src/domain/locale.ts';
import { type Thesauri } from './thesaurus-source.ts';

/**
 * The source of flows/intent/learned/thesaurus.ts: the expressions of all languages, as sorted hashes. Two that share a hash
 * share their meanings (about one in a million does).
 */
export function thesaurusFile(thesauri: Thesauri): string {
  const concepts = [...new Set(locales.flatMap((locale) => Object.keys(thesauri[locale])))];
  const meant = new Map<number, Set<number>[]>();
  const heads = new Set<number>();
  for (const [place, locale] of locales.entries()) {
    for (const [concept, expressions] of Object.entries(thesauri[locale])) {
      for (const expression of expressions) {
        const key = keyOf(expression);
        const own = meant.get(key) ?? locales.map(() => new Set<number>());
        own[place]?.add(concepts.indexOf(concept));
        meant.set(key, own);
        for (const head of headsOf(expression)) heads.add(keyOf(head));
      }
    }
  }
  const meanings = new Map<string, number>([['', 0]]);
  const entries = [...new Set([...meant.keys(), ...heads])]
    .sort((one, other) => one - other)
    .map((hash) => {
      const meaning = meaningIn(meant.get(hash) ?? []);
      if (!meanings.has(meaning)) meanings.set(meaning, meanings.size);
      return { hash, place: (meanings.get(meaning) ?? 0) | (heads.has(hash) ? beginsLonger : 0) };
    });
  if (meanings.size > beginsLonger) throw new RangeError('More meanings than 15 bits can number.');
  const [hashes, places] = [Buffer.alloc(entries.length * 4), Buffer.alloc(entries.length * 2)];
  for (const [index, { hash, place }] of entries.entries()) {
    hashes.writeUInt32LE(hash, index * 4);
    places.writeUInt16LE(place, index * 2);
  }
  return `// Written by \`npm run intent\`; see README.md beside it.
export const thesaurus = {
  concepts: [
${concepts.map((concept) => `    '${concept}',`).join('\n')}
  ],
  /** What an expression can mean: languages (bits) and the concepts in them (places in \`concepts\`). The first means nothing. */
  meanings: [
${[...meanings.keys()].map((meaning) => `    [${meaning}],`).join('\n')}
  ] as readonly (readonly (readonly [number, readonly number[]])[])[],
  /** Hashes of expressions, 32 bits each, sorted. */
  hashes:
    '${hashes.toString('base64')}',
  /** For each of them the place of its meaning, 16 bits each. */
  places:
    '${places.toString('base64')}',
};
`;
}

/** `[3, [0, 7]], [16, [2]]`: languages that mean the same stand together. */
function meaningIn(concepts: readonly ReadonlySet<number>[]): string {
  const spoken = new Map<string, number>();
  for (const [place, own] of concepts.entries()) {
    const list = [...own].sort((one, other) => one - other).join(', ');
    if (list !== '') spoken.set(list, (spoken.get(list) ?? 0) | (1 << place));
  }
  return [...spoken].map(([list, bits]) => `[${bits}, [${list}]]`).join(', ');
}

/** What it begins with, when it has more words than one. */
function headsOf(expression: string): readonly string[] {
  const words = expression.split(' ');
  return words.slice(1).map((_, index) => words.slice(0, index + 1).join(' '));
}
