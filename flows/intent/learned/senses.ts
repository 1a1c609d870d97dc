import { withoutParticle } from '../arabic.ts';
import { addVotes, mostVoted, noVotes, type Votes } from '../votes.ts';
import { type Word } from '../word.ts';
import { bytesIn } from './bytes.ts';
import { mix } from './hash.ts';
import { thesaurus } from './thesaurus.ts';

/** An expression of the thesaurus has no more words than this. */
export const longestExpression = 3;

const seed = 211;
const space = ' '.charCodeAt(0);
const joint = '_'.charCodeAt(0);
/** In the table: longer expressions begin with these words. */
export const beginsLonger = 0x80_00;
const none: readonly number[] = [];

/** What is meant at one place of a message, by a word or an expression: concepts, as places in the thesaurus; none where it knows neither. */
export type Sense = readonly number[];

/** The expressions of all languages by their hashes, with open addressing: at most three in four places are taken. */
interface Table {
  readonly hashes: Uint32Array;
  /** The place in `thesaurus.meanings` of each. */
  readonly places: Uint16Array;
}

const tableSize = 1 << 17;
const table = readTable();

/**
 * What is meant by each word or expression of a message, in order. The longest expression that the thesaurus knows counts:
 * `get rid` is one. What is said in several languages counts as in those that most of the message is of: `la` is `no` in
 * Arabic, and an article in French.
 */
export function sensesOf(words: readonly Word[]): readonly Sense[] {
  const found: Found[] = [];
  const votes = noVotes();
  for (let at = 0; at < words.length;) {
    const one = findAt(words, at);
    found.push(one);
    at += one.words;
    vote(one.place, votes);
  }
  const main = mostVoted(votes);
  return found.map(({ place }) => conceptsOf(place, main));
}

/** True when something in the message means one of these concepts. */
export function meansSome(senses: readonly Sense[], meant: ReadonlySet<number>): boolean {
  return senses.some((sense) => sense.some((concept) => meant.has(concept)));
}

/** True when some word in the message has a meaning. */
export function isSaid(senses: readonly Sense[]): boolean {
  return senses.some((sense) => sense.length > 0);
}

/** The places of these concepts. @throws RangeError when the thesaurus has one of them not. */
export function conceptsNamed(...names: readonly string[]): ReadonlySet<number> {
  const places = names.map((name) => thesaurus.concepts.indexOf(name));
  if (places.includes(-1)) throw new RangeError('The thesaurus has no such concept.');
  return new Set(places);
}

interface Found {
  /** In `thesaurus.meanings`; 0 for what it does not know. */
  readonly place: number;
  readonly words: number;
}

function findAt(words: readonly Word[], at: number): Found {
  let best: Found = { place: 0, words: 1 };
  let hash = seed;
  for (let length = 1; length <= longestExpression; length += 1) {
    const word = words[at + length - 1];
    if (word === undefined) break;
    hash = keyOf(word.written, length === 1 ? hash : mix(hash, space));
    const found = entryOf(hash);
    const place = found & ~beginsLonger;
    if (place !== 0) best = { place, words: length };
    if ((found & beginsLonger) === 0) break;
  }
  const word = words[at];
  return best.place !== 0 || word === undefined ? best : { place: otherwise(word), words: 1 };
}

/** As the known word that it was taken for, or without an Arabic particle. */
function otherwise({ word, written }: Word): number {
  if (word !== written) return placeOf(word);
  for (const bare of written.charCodeAt(0) < 0x600 ? [] : withoutParticle(written)) {
    const place = placeOf(bare);
    if (place !== 0) return place;
  }
  return 0;
}

function placeOf(word: string): number {
  return entryOf(keyOf(word)) & ~beginsLonger;
}

/** A vote for each language that says so; two for the only one. */
function vote(place: number, votes: Votes): void {
  let bits = 0;
  for (const [spoken] of thesaurus.meanings[place] ?? []) bits |= spoken;
  addVotes(votes, bits, (bits & (bits - 1)) === 0 ? 2 : 1);
}

/** What it means in these languages (bits); in all of its own when it is of none of them. */
function conceptsOf(place: number, main: number): readonly number[] {
  const meanings = thesaurus.meanings[place] ?? [];
  const [only] = meanings;
  if (only === undefined) return none;
  if (meanings.length === 1) return only[1];
  let found = none;
  for (const [bits, concepts] of meanings) {
    if ((bits & main) === 0) continue;
    found = found === none ? concepts : joined(found, concepts);
  }
  return found === none ? meanings.reduce((all, [, concepts]) => joined(all, concepts), none) : found;
}

function joined(one: readonly number[], other: readonly number[]): readonly number[] {
  return [...one, ...other.filter((concept) => !one.includes(concept))];
}

/** The hash by which an expression of normalised words is found, a space between them; goes on from `start`. `on_hold` is two words. */
export function keyOf(expression: string, start = seed): number {
  let hash = start;
  for (let at = 0; at < expression.length; at += 1) {
    const letter = expression.charCodeAt(at);
    hash = mix(hash, letter === joint ? space : letter);
  }
  return hash;
}

/** The entry of the hash; 0, which means nothing, when there is none. */
function entryOf(hash: number): number {
  const { hashes, places } = table;
  for (let place = hash & (tableSize - 1); hashes[place] !== 0; place = (place + 1) & (tableSize - 1)) {
    if (hashes[place] === hash) return places[place] ?? 0;
  }
  return 0;
}

function readTable(): Table {
  const [hashes, places] = [new Uint32Array(tableSize), new Uint16Array(tableSize)];
  const from = new DataView(bytesIn(thesaurus.hashes).buffer);
  const of = new DataView(bytesIn(thesaurus.places).buffer);
  if (from.byteLength > tableSize * 3) throw new RangeError('The thesaurus has outgrown its table.');
  for (let at = 0; at * 4 < from.byteLength; at += 1) {
    const hash = from.getUint32(at * 4, true);
    let place = hash & (tableSize - 1);
    while (hashes[place] !== 0) place = (place + 1) & (tableSize - 1);
    hashes[place] = hash;
    places[place] = of.getUint16(at * 2, true);
  }
  return { hashes, places };
}
