import { type Locale, locales } from '../../src/domain/locale.ts';
import { languageNames } from '../languages.ts';
import { isWithin, slipsFor } from './distance.ts';
import { arabic } from './lexicon/ar.ts';
import { english } from './lexicon/en.ts';
import { spanish } from './lexicon/es.ts';
import { french } from './lexicon/fr.ts';
import { type Lexicon, type PhraseIntent, type Role } from './lexicon/lexicon.ts';
import { portuguese } from './lexicon/pt.ts';
import { normalise, wordsOf } from './normalise.ts';

const lexicons: Readonly<Record<Locale, Lexicon>> = {
  en: english,
  fr: french,
  ar: arabic,
  es: spanish,
  pt: portuguese,
};

/** What one known word can be, over all languages. */
export interface Entry {
  readonly roles: ReadonlySet<Role>;
  readonly locales: ReadonlySet<Locale>;
  /** The language it names, when it names one. */
  readonly names: Locale | null;
}

interface MutableEntry {
  roles: Set<Role>;
  locales: Set<Locale>;
  names: Locale | null;
}

const entries = new Map<string, MutableEntry>();
const phrases = new Map<string, Map<PhraseIntent, Set<Locale>>>();
fill();
const correctable = groupByFirstLetter([...entries.keys()].filter((word) => word.length >= 5 && !/\d/.test(word)));

/** A word that is known, or that a known one was mistyped into. `null`: a word of other matters. */
export function lookUp(word: string): { readonly word: string; readonly entry: Entry } | null {
  const exact = entries.get(word);
  if (exact !== undefined) return { word, entry: exact };
  const bare = withoutArabicPrefix(word);
  const found = bare ?? correct(word);
  const entry = found === null ? undefined : entries.get(found);
  return found === null || entry === undefined ? null : { word: found, entry };
}

/** What a whole message means, when it is a known phrase: intents and the languages in which it is said so. */
export function phraseFor(words: readonly string[]): ReadonlyMap<PhraseIntent, ReadonlySet<Locale>> | null {
  return phrases.get(words.join(' ')) ?? null;
}

/** True for words that only hold a wish together, so that `please cancel my request` is `cancel request`. */
export function isPadding(word: string): boolean {
  return isOnlyOf(word, 'polite', 'glue');
}

/** True for words that add nothing at all: `please`. */
export function isPolite(word: string): boolean {
  return isOnlyOf(word, 'polite');
}

function isOnlyOf(word: string, ...allowed: readonly Role[]): boolean {
  const roles = entries.get(word)?.roles;
  return roles !== undefined && roles.size > 0 && [...roles].every((role) => allowed.includes(role));
}

function fill(): void {
  for (const locale of locales) {
    const lexicon = lexicons[locale];
    for (const [role, list] of Object.entries(lexicon.words)) {
      for (const word of wordsOf(normalise(list))) learn(word, locale).roles.add(role as Role);
    }
    for (const named of locales) {
      for (const word of wordsOf(normalise(`${lexicon.languages[named]} ${languageNames[named]}`)))
        learnName(word, locale, named);
    }
  }
  for (const locale of locales) {
    for (const [intent, list] of Object.entries(lexicons[locale].phrases)) {
      for (const phrase of list.split('|')) learnPhrase(wordsOf(normalise(phrase)), intent as PhraseIntent, locale);
    }
  }
  // A word known from a phrase only (`البيانات`) does what it does without its article.
  for (const [word, entry] of entries) {
    const bare = entry.roles.size === 0 ? entries.get(withoutArabicPrefix(word) ?? '') : undefined;
    if (bare !== undefined) entry.roles = new Set(bare.roles);
  }
}

function learn(word: string, locale: Locale): MutableEntry {
  const entry = entries.get(word) ?? { roles: new Set<Role>(), locales: new Set<Locale>(), names: null };
  entry.locales.add(locale);
  entries.set(word, entry);
  return entry;
}

/** `French` is a word of English and asks for French; its own name votes for itself. */
function learnName(word: string, locale: Locale, named: Locale): void {
  const entry = entries.get(word) ?? learn(word, locale);
  entry.names = named;
  entry.locales.clear();
  entry.locales.add(named);
}

function learnPhrase(words: readonly string[], intent: PhraseIntent, locale: Locale): void {
  for (const word of words) if (!entries.has(word)) learn(word, locale);
  const keys = [words, words.filter((word) => !isPolite(word))];
  // Little words may be left out (`cancel my request`), but not so many that another wish is left (`keep my data`).
  const bare = words.filter((word) => !isPadding(word));
  if (bare.length > 1 && words.every((word) => !isPadding(word) || isPolite(word) || word.length <= 3)) keys.push(bare);
  for (const key of new Set(keys.map((one) => one.join(' ')))) {
    if (key === '') continue;
    const intents = phrases.get(key) ?? new Map<PhraseIntent, Set<Locale>>();
    intents.set(intent, (intents.get(intent) ?? new Set<Locale>()).add(locale));
    phrases.set(key, intents);
  }
}

/** The article, `and`, `with`, `for` are written onto an Arabic word. */
function withoutArabicPrefix(word: string): string | null {
  for (const prefix of ['وال', 'بال', 'لل', 'ال', 'و', 'ف', 'ب', 'ل']) {
    const rest = word.slice(prefix.length);
    if (word.startsWith(prefix) && rest.length >= 3 && entries.has(rest)) return rest;
  }
  return null;
}

function correct(word: string): string | null {
  if (word.length < 5 || word.length > 24 || /\d/.test(word)) return null;
  let best: string | null = null;
  for (const first of new Set([word[0] ?? '', word[1] ?? ''])) {
    for (const candidate of correctable.get(first) ?? []) {
      const limit = slipsFor(Math.min(word.length, candidate.length));
      if (isWithin(word, candidate, 1)) return candidate;
      if (limit > 1 && best === null && isWithin(word, candidate, limit)) best = candidate;
    }
  }
  return best;
}

function groupByFirstLetter(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const first = word[0] ?? '';
    groups.set(first, [...(groups.get(first) ?? []), word]);
  }
  return groups;
}
