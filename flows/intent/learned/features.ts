import { type Role } from '../lexicon/lexicon.ts';
import { type Word } from '../word.ts';
import { bucket, mix, textHash } from './hash.ts';
import { sensesOf } from './senses.ts';

/** Words of a message that are looked at. */
const mostWords = 40;
/** Letters of a word that are looked at in pieces. */
const longestWord = 16;
/** Of what a message means, this many concepts are seen together. */
const mostConcepts = 14;
const mostRoles = 12;

/** Each family of features begins elsewhere, so that the word `stop` is not the piece `stop`. */
const seeds = {
  word: 11,
  pair: 23,
  piece: 41,
  roles: 53,
  role: 67,
  rolesPair: 79,
  together: 97,
  ruled: 101,
  length: 103,
  concept: 211,
  concepts: 223,
  conceptPair: 227,
};

const ends = mix(seeds.pair, 1);
/** Mixed in after a small number, so that it does not fall beside the next one. */
const spread = { pair: 7_919, single: 104_729, both: 15_485_863 };
/** Far from any place in the thesaurus. */
const unknownConcept: readonly number[] = [1001];
const conceptEnds: readonly number[] = [1002];

export interface FeatureOptions {
  /** Without the words themselves: only what they mean and do. For learning, so that not all hangs on words that were seen. */
  readonly isWordless?: boolean;
}

/**
 * What a message looks like, as buckets: its words, their neighbours and their letters (three to five in a row); what they mean (a
 * thesaurus of all the languages, so that one language learns from the others); what they do for the rules, and what the rules
 * made of it.
 */
export function featuresOf(
  all: readonly Word[],
  ruled: string,
  { isWordless = false }: FeatureOptions = {},
): readonly number[] {
  const words = tellingWords(all);
  const found: number[] = [
    0,
    bucket(textHash(seeds.ruled, ruled)),
    bucket(mix(seeds.length, Math.min(words.length, 12))),
  ];
  if (!isWordless) addWords(words, found);
  addConcepts(words, found);
  addRoles(words, found);
  return found;
}

/** Without what is said twice, and numbers that are no year: `3 my number is new`. */
function tellingWords(all: readonly Word[]): readonly Word[] {
  const telling: Word[] = [];
  for (const word of all) {
    if (telling.length === mostWords) break;
    if (word.word === telling[telling.length - 1]?.word || isSmallNumber(word.word)) continue;
    telling.push(word);
  }
  return telling;
}

function isSmallNumber(word: string): boolean {
  return word.length <= 2 && /^\d+$/.test(word);
}

function addWords(words: readonly Word[], found: number[]): void {
  let before = ends;
  for (const { word } of words) {
    const own = textHash(seeds.word, word);
    found.push(bucket(own), bucket(mix(before, own)));
    addPieces(word, found);
    before = mix(seeds.pair, own);
  }
  found.push(bucket(mix(before, 0)));
}

function addConcepts(words: readonly Word[], found: number[]): void {
  const seen: number[] = [];
  let before = conceptEnds;
  for (const sense of sensesOf(words)) {
    const meant = sense.length > 0 ? sense : unknownConcept;
    addPairs(before, meant, found);
    for (const concept of sense) insert(seen, concept);
    before = meant;
  }
  addPairs(before, conceptEnds, found);
  addTogether(seen, found, seeds.concept, seeds.concepts, mostConcepts);
}

function addPairs(before: readonly number[], after: readonly number[], found: number[]): void {
  for (const one of before) {
    const half = mix(mix(seeds.conceptPair, one), spread.pair);
    for (const other of after) found.push(bucket(mix(half, other)));
  }
}

/** Puts it into an ascending list, where it is not there yet. */
function insert(sorted: number[], value: number): void {
  let at = sorted.length;
  while (at > 0 && (sorted[at - 1] ?? 0) > value) at -= 1;
  if (sorted[at - 1] === value) return;
  for (let place = sorted.length; place > at; place -= 1) sorted[place] = sorted[place - 1] ?? 0;
  sorted[at] = value;
}

/** Each of them, and each two of them, wherever they stand. `seen` is ascending. */
function addTogether(seen: readonly number[], found: number[], single: number, both: number, most: number): void {
  const count = Math.min(seen.length, most);
  for (let index = 0; index < count; index += 1) {
    const own = mix(mix(single, seen[index] ?? 0), spread.single);
    found.push(bucket(own));
    const half = mix(both, own);
    for (let other = index + 1; other < count; other += 1)
      found.push(bucket(mix(mix(half, seen[other] ?? 0), spread.both)));
  }
}

function addPieces(word: string, found: number[]): void {
  const framed = `^${word.slice(0, longestWord)}$`;
  const letters = framed.length;
  for (let start = 0; start + 3 <= letters; start += 1) {
    const two = mix(mix(seeds.piece, framed.charCodeAt(start)), framed.charCodeAt(start + 1));
    const three = mix(two, framed.charCodeAt(start + 2));
    found.push(bucket(three));
    if (start + 4 > letters) break;
    const four = mix(three, framed.charCodeAt(start + 3));
    found.push(bucket(four));
    if (start + 5 <= letters) found.push(bucket(mix(four, framed.charCodeAt(start + 4))));
  }
}

/** What a word does, without what only holds a sentence together. */
const unsaid: ReadonlySet<Role> = new Set<Role>(['glue', 'polite']);
const unknown = mix(seeds.roles, 1);

function addRoles(words: readonly Word[], found: number[]): void {
  let before = seeds.rolesPair;
  const seen: number[] = [];
  for (const { entry, roles } of words) {
    let together = unknown;
    if (entry !== null) {
      const said = saidBy(roles);
      if (said.each.length === 0) continue;
      for (const hash of said.each) insert(seen, hash);
      together = said.together;
    }
    found.push(bucket(mix(seeds.roles, together)), bucket(mix(before, together)));
    before = mix(seeds.rolesPair, together);
  }
  found.push(bucket(mix(before, 0)));
  addTogether(seen, found, seeds.role, seeds.together, mostRoles);
}

interface Said {
  readonly each: readonly number[];
  /** A sum, so that the order in which a lexicon lists them says nothing. */
  readonly together: number;
}

/** Of each set of roles that a lexicon gives: there are some hundreds. */
const saidByRoles = new WeakMap<ReadonlySet<Role>, Said>();

function saidBy(roles: ReadonlySet<Role>): Said {
  const known = saidByRoles.get(roles);
  if (known !== undefined) return known;
  const each = [...roles].filter((role) => !unsaid.has(role)).map((role) => textHash(seeds.role, role));
  const fresh = { each, together: each.reduce((sum, hash) => (sum + hash) >>> 0, seeds.roles) };
  saidByRoles.set(roles, fresh);
  return fresh;
}
