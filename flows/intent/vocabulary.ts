import { type Locale, locales } from '../../src/domain/locale.ts';
import { languageNames } from '../languages.ts';
import { consonantsOf, rootOf, withoutParticle } from './arabic.ts';
import { createCorrection } from './correction.ts';
import { arabic } from './lexicon/ar.ts';
import { english } from './lexicon/en.ts';
import { spanish } from './lexicon/es.ts';
import { french } from './lexicon/fr.ts';
import { type Lexicon, type PhraseIntent, type Role } from './lexicon/lexicon.ts';
import { portuguese } from './lexicon/pt.ts';
import { normalise, wordsOf } from './normalise.ts';
import { localeBit } from './votes.ts';

const lexicons: Readonly<Record<Locale, Lexicon>> = {
  en: english,
  fr: french,
  ar: arabic,
  es: spanish,
  pt: portuguese,
};

/** What one known word can be. */
export interface Entry {
  /** In each language that has it: `mes` is `my` in French, a month in Spanish. */
  readonly rolesIn: ReadonlyMap<Locale, ReadonlySet<Role>>;
  /** In all of them together. */
  readonly roles: ReadonlySet<Role>;
  /** The languages that have it, as bits (votes.ts). */
  readonly spokenBits: number;
  /** The language it names, when it names one. */
  readonly names: Locale | null;
}

interface MutableEntry {
  roles: Set<Role>;
  spokenBits: number;
  readonly rolesIn: Map<Locale, Set<Role>>;
  names: Locale | null;
}

const entries = new Map<string, MutableEntry>();
/** `borr*`: what words begin with. */
const stems = new Map<string, MutableEntry>();
/** What stems begin with: most words begin with none of it. */
const stemHeads = new Set<string>();
/** Roots of Arabic verbs. */
const roots = new Map<string, MutableEntry>();
/** Roots that are said in the form that denies. */
const deniedRoots = new Map<string, MutableEntry>();
/** Arabizi by its consonants. */
const skeletons = new Map<string, string>();
/** Words that are one when they follow each other: `on hold`. */
const joints = new Map<string, string>();
const jointHeads = new Set<string>();
const phrases = new Map<string, Map<PhraseIntent, Set<Locale>>>();
fill();
const longestPhrase = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(' ').length));
const correct = createCorrection(new Set(entries.keys()));

/** A word that is known, or that a known one was mistyped into. `null`: a word of other matters. */
export function lookUp(word: string): { readonly word: string; readonly entry: Entry } | null {
  const exact = known(word);
  if (exact !== null) return { word, entry: exact };
  const found = bySkeleton(word) ?? correct(word);
  const entry = found === null ? undefined : entries.get(found);
  return found === null || entry === undefined ? null : { word: found, entry };
}

/** What a whole message means, when it is a known phrase: intents and the languages in which it is said so. */
export function phraseFor(words: readonly string[]): ReadonlyMap<PhraseIntent, ReadonlySet<Locale>> | null {
  return words.length > longestPhrase ? null : (phrases.get(words.join(' ')) ?? null);
}

/** True for what only holds a wish together, so that `please cancel my request` is `cancel request`. */
export function isPadding(roles: ReadonlySet<Role>): boolean {
  return isOnlyOf(roles, 'polite', 'glue', 'mine', 'self', 'about', 'want', 'past');
}

/** True for what adds nothing at all: `please`. */
export function isPolite(roles: ReadonlySet<Role>): boolean {
  return isOnlyOf(roles, 'polite');
}

/** True for a word that adds nothing at all in one of the languages. */
export function isCourteous(word: string): boolean {
  return [...(entries.get(word)?.rolesIn.values() ?? [])].some(isPolite);
}

/** Makes one word of those that are one (`on hold` → `on_hold`). */
export function joined(words: readonly string[]): readonly string[] {
  if (!words.some((word) => jointHeads.has(word))) return words;
  const all: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const one = words[index] ?? '';
    if (!jointHeads.has(one)) {
      all.push(one);
      continue;
    }
    const [two, three] = [words[index + 1], words[index + 2]];
    const long = three === undefined ? undefined : joints.get(`${one} ${two ?? ''} ${three}`);
    const short = two === undefined ? undefined : joints.get(`${one} ${two}`);
    all.push(long ?? short ?? one);
    if (long !== undefined) index += 2;
    else if (short !== undefined) index += 1;
  }
  return all;
}

function isOnlyOf(roles: ReadonlySet<Role>, ...allowed: readonly Role[]): boolean {
  if (roles.size === 0) return false;
  for (const role of roles) if (!allowed.includes(role)) return false;
  return true;
}

function known(word: string): MutableEntry | null {
  const exact = entries.get(word) ?? byStem(word) ?? byRoot(word);
  if (exact !== null) return exact;
  for (const bare of withoutParticle(word)) {
    const found = entries.get(bare) ?? byRoot(bare);
    if (found !== null) return found;
  }
  return null;
}

function byStem(word: string): MutableEntry | null {
  if (!stemHeads.has(word.slice(0, 3))) return null;
  for (let length = Math.min(word.length, 12); length >= 3; length -= 1) {
    const found = stems.get(word.slice(0, length));
    if (found !== undefined) return found;
  }
  return null;
}

function byRoot(word: string): MutableEntry | null {
  if (word.length < 3 || word.length > 14 || !isArabic(word)) return null;
  const found = rootOf(word, roots);
  return found === null ? null : ((found.denies ? deniedRoots : roots).get(found.root) ?? null);
}

function bySkeleton(word: string): string | null {
  const consonants = consonantsOf(word);
  if (consonants === null) return null;
  for (const bare of [consonants, consonants.slice(1)]) {
    const found = skeletons.get(bare);
    if (found !== undefined && (bare === consonants || /^[ntl]/.test(consonants))) return found;
  }
  return null;
}

function isArabic(word: string): boolean {
  const point = word.codePointAt(0) ?? 0;
  return point >= 0x600 && point <= 0x6ff;
}

function fill(): void {
  for (const locale of locales) {
    const lexicon = lexicons[locale];
    for (const [role, list] of Object.entries(lexicon.words)) {
      for (const written of list.split(/\s+/u)) teach(written, role as Role, locale);
    }
    for (const named of locales) {
      for (const word of wordsOf(normalise(`${lexicon.languages[named]} ${languageNames[named]}`)))
        learnName(word, locale, named);
    }
  }
  for (const locale of locales) {
    for (const [intent, list] of Object.entries(lexicons[locale].phrases)) {
      for (const phrase of list.split('|'))
        learnPhrase(joined(wordsOf(normalise(phrase))), intent as PhraseIntent, locale);
    }
  }
  // A word known from a phrase only (`البيانات`, `borrar` by its stem) does what it does elsewhere; one with a role of its
  // own (`borraron`) is no command because of its stem.
  for (const [word, entry] of entries) {
    const bare = byStem(word) ?? byRoot(word) ?? withoutParticle(word).flatMap((one) => entries.get(one) ?? [])[0];
    if (bare === undefined || bare === entry) continue;
    const isFromPhrase = entry.roles.size === 0;
    for (const [locale, more] of bare.rolesIn) {
      if (isFromPhrase) addRoles(entry, locale, more);
      else if (entry.rolesIn.has(locale))
        addRoles(
          entry,
          locale,
          [...more].filter((role) => !role.startsWith('erase')),
        );
    }
  }
  for (const [root, entry] of roots) {
    for (const locale of entry.rolesIn.keys())
      addRoles(learn(root, locale, deniedRoots), locale, [...entry.roles, 'not']);
  }
}

/** One entry of a lexicon's list: a word, `stem*`, `~root` or `two_words`. */
function teach(written: string, role: Role, locale: Locale): void {
  const words = wordsOf(normalise(written.replaceAll('_', ' ')));
  const word = words.join('_');
  if (word === '') return;
  if (words.length > 1) {
    joints.set(words.join(' '), word);
    jointHeads.add(words[0] ?? '');
  }
  const book = written.endsWith('*') ? stems : written.startsWith('~') ? roots : entries;
  if (book === stems) stemHeads.add(word.slice(0, 3));
  addRoles(learn(word, locale, book), locale, [role]);
  const consonants = book === entries ? consonantsOf(word) : null;
  if (consonants !== null && consonants.length >= 3 && !skeletons.has(consonants)) skeletons.set(consonants, word);
}

function learn(word: string, locale: Locale, book = entries): MutableEntry {
  const entry = book.get(word) ?? {
    roles: new Set<Role>(),
    spokenBits: 0,
    rolesIn: new Map<Locale, Set<Role>>(),
    names: null,
  };
  addRoles(entry, locale, []);
  book.set(word, entry);
  return entry;
}

function addRoles(entry: MutableEntry, locale: Locale, roles: Iterable<Role>): void {
  const own = entry.rolesIn.get(locale) ?? new Set<Role>();
  for (const role of roles) own.add(role);
  entry.rolesIn.set(locale, own);
  entry.spokenBits |= localeBit(locale);
  entry.roles = new Set([...entry.roles, ...own]);
}

/** `French` is a word of English and asks for French; its own name votes for itself. */
function learnName(word: string, locale: Locale, named: Locale): void {
  const entry = entries.get(word) ?? learn(word, locale);
  entry.names = named;
  entry.rolesIn.clear();
  entry.rolesIn.set(named, entry.roles);
  entry.spokenBits = localeBit(named);
}

function learnPhrase(words: readonly string[], intent: PhraseIntent, locale: Locale): void {
  for (const word of words) if (!entries.has(word)) learn(word, locale);
  const roles = (word: string): ReadonlySet<Role> => entries.get(word)?.rolesIn.get(locale) ?? new Set();
  const keys = [words, words.filter((word) => !isPolite(roles(word)))];
  // Little words may be left out (`cancel my request`), but not so many that another wish is left (`keep my data`).
  const bare = words.filter((word) => !isPadding(roles(word)));
  const isSmall = (word: string): boolean => isPolite(roles(word)) || word.length <= 3;
  if (bare.length > 1 && words.every((word) => !isPadding(roles(word)) || isSmall(word))) keys.push(bare);
  for (const key of new Set(keys.map((one) => one.join(' ')))) {
    if (key === '') continue;
    const intents = phrases.get(key) ?? new Map<PhraseIntent, Set<Locale>>();
    intents.set(intent, (intents.get(intent) ?? new Set<Locale>()).add(locale));
    phrases.set(key, intents);
  }
}
