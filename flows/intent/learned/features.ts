import { type Role } from '../lexicon/lexicon.ts';
import { type Word } from '../word.ts';

/** Features share this many buckets; two that fall into one are told apart by their neighbours. */
export const bucketCount = 1 << 14;

/** Words of a message that are looked at. */
const mostWords = 40;
/** Letters of a word that are looked at in pieces. */
const longestWord = 16;

/** Each family of features begins elsewhere, so that the word `stop` is not the piece `stop`. */
const seeds = {
  word: 11,
  pair: 23,
  skip: 37,
  piece: 41,
  roles: 53,
  role: 67,
  rolesPair: 79,
  together: 97,
  ruled: 101,
  length: 103,
};

/**
 * What a message looks like, as buckets: its words, neighbours and letters (three to five in a row, so that a typo or an ending
 * keeps most of them), what its words do in any of the languages (so that one language learns from the others), and what
 * the rules made of it.
 */
export function featuresOf(all: readonly Word[], ruled: string): readonly number[] {
  const once = all.filter(({ word }, index) => word !== all[index - 1]?.word);
  const words = once.slice(0, mostWords);
  const found: number[] = [
    0,
    bucket(textHash(seeds.ruled, ruled)),
    bucket(mix(seeds.length, Math.min(words.length, 12))),
  ];
  const hashes = words.map(({ word }) => textHash(seeds.word, word));
  const ends = mix(seeds.pair, 1);
  for (const [index, { word }] of words.entries()) {
    const own = hashes[index] ?? 0;
    if (index === 0) found.push(bucket(mix(ends, own)));
    found.push(bucket(own), bucket(mix(mix(seeds.pair, own), hashes[index + 1] ?? ends)));
    const afterNext = hashes[index + 2];
    if (afterNext !== undefined) found.push(bucket(mix(mix(seeds.skip, own), afterNext)));
    addPieces(word, found);
  }
  addRoles(words, found);
  return found;
}

function addPieces(word: string, found: number[]): void {
  const framed = `^${word.slice(0, longestWord)}$`;
  for (let start = 0; start < framed.length; start += 1) {
    let hash = seeds.piece;
    const end = Math.min(start + 5, framed.length);
    for (let at = start; at < end; at += 1) {
      hash = mix(hash, framed.charCodeAt(at));
      if (at >= start + 2) found.push(bucket(hash));
    }
  }
}

/** What a word does, without what only holds a sentence together. */
const unsaid: ReadonlySet<Role> = new Set<Role>(['glue', 'polite']);
const unknown = mix(seeds.roles, 1);

function addRoles(words: readonly Word[], found: number[]): void {
  let before = seeds.rolesPair;
  const roles = new Set<number>();
  for (const { entry, roles: own } of words) {
    let together = unknown;
    if (entry !== null) {
      together = seeds.roles;
      for (const role of own) {
        if (unsaid.has(role)) continue;
        const hash = hashOfRole(role);
        roles.add(hash);
        // A sum, so that the order in which a lexicon lists them says nothing.
        together = (together + hash) >>> 0;
      }
      if (together === seeds.roles) continue;
    }
    found.push(bucket(mix(seeds.roles, together)), bucket(mix(before, together)));
    before = mix(seeds.rolesPair, together);
  }
  found.push(bucket(mix(before, 0)));
  const list = [...roles].sort((one, other) => one - other).slice(0, 12);
  for (const [index, one] of list.entries()) {
    found.push(bucket(one));
    for (let other = index + 1; other < list.length; other += 1)
      found.push(bucket(mix(mix(seeds.together, one), list[other] ?? 0)));
  }
}

const roleHashes = new Map<Role, number>();

function hashOfRole(role: Role): number {
  const known = roleHashes.get(role);
  if (known !== undefined) return known;
  const hash = textHash(seeds.role, role);
  roleHashes.set(role, hash);
  return hash;
}

function textHash(seed: number, text: string): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = mix(hash, text.charCodeAt(at));
  return hash;
}

/** One step of FNV-1a over a whole number instead of a byte. */
function mix(hash: number, value: number): number {
  return Math.imul(hash ^ value, 16_777_619) >>> 0;
}

function bucket(hash: number): number {
  return (hash ^ (hash >>> 15)) & (bucketCount - 1);
}
