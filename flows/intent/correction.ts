import { isWithin, slipsFor } from './distance.ts';

interface Candidate {
  readonly word: string;
  readonly letters: number;
}

/** Finds the known word that one was mistyped from. `null`: of none. */
export type Correction = (word: string) => string | null;

/** Prepares to correct into these words: the nearest, of those that begin with the first or second letter typed. */
export function createCorrection(words: ReadonlySet<string>): Correction {
  const groups = new Map<string, Candidate[]>();
  for (const word of words) {
    if (word.length < 5 || !/^\p{L}+$/u.test(word)) continue;
    const key = `${word[0] ?? ''}${word.length}`;
    groups.set(key, [...(groups.get(key) ?? []), { word, letters: lettersOf(word) }]);
  }
  return (word) => {
    if (word.length === 4) return swapped(word, words);
    if (word.length < shortest(word) || word.length > 24 || !/^\p{L}+$/u.test(word)) return null;
    return nearest(word, groups);
  };
}

function nearest(word: string, groups: ReadonlyMap<string, readonly Candidate[]>): string | null {
  const own = lettersOf(word);
  const [first = '', second = ''] = word;
  let best: string | null = null;
  for (const length of [word.length, word.length + 1, word.length - 1, word.length + 2, word.length - 2]) {
    const limit = slipsFor(Math.min(word.length, length));
    if (Math.abs(length - word.length) > limit) continue;
    for (const letter of first === second ? [first] : [first, second]) {
      for (const candidate of groups.get(`${letter}${length}`) ?? []) {
        // Each slip changes at most two letters: most candidates are out before they are compared.
        if (bitsIn(own ^ candidate.letters) > 2 * limit) continue;
        if (isWithin(word, candidate.word, 1)) return candidate.word;
        if (limit > 1 && best === null && isWithin(word, candidate.word, limit)) best = candidate.word;
      }
    }
  }
  return best;
}

/** Short Arabic words are too near to each other. */
function shortest(word: string): number {
  return /^[\u0600-\u06ff]/u.test(word) ? 6 : 5;
}

/** The known word of four letters in which two neighbours changed places: `stpo`. */
function swapped(word: string, words: ReadonlySet<string>): string | null {
  for (let index = 0; index < 3; index += 1) {
    const other = `${word.slice(0, index)}${word[index + 1] ?? ''}${word[index] ?? ''}${word.slice(index + 2)}`;
    if (words.has(other)) return other;
  }
  return null;
}

/** Which letters a word has, as bits. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let index = 0; index < word.length; index += 1) bits |= 1 << (word.charCodeAt(index) & 31);
  return bits;
}

/** How many bits are set (Warren, Hacker's Delight 5-1). */
function bitsIn(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55_55_55_55);
  const fours = (pairs & 0x33_33_33_33) + ((pairs >>> 2) & 0x33_33_33_33);
  return Math.imul((fours + (fours >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24;
}
