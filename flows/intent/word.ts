import { type Role } from './lexicon/lexicon.ts';
import { type Entry } from './vocabulary.ts';

/** One word of a message: as it is known, and what it does here. */
export interface Word {
  readonly word: string;
  /** As it was typed (normalised): `word` may be the known one that it was taken for. */
  readonly written: string;
  /** `null`: a word of other matters. */
  readonly entry: Entry | null;
  readonly roles: ReadonlySet<Role>;
}

/** True when the word does this. */
export function has(word: Word | undefined, role: Role): boolean {
  return word?.roles.has(role) === true;
}

/** True when a word does this. Plain loops here: they run for each rule on each word. */
export function some(words: readonly Word[], ...roles: readonly Role[]): boolean {
  for (const { roles: own } of words) for (const role of roles) if (own.has(role)) return true;
  return false;
}

/** Words that stand beside any wish. */
const beside: readonly Role[] = ['glue', 'polite', 'mine', 'self', 'want', 'about', 'about-self'];

/** True when nothing else than this is said. */
export function isOnly(words: readonly Word[], ...roles: readonly Role[]): boolean {
  for (const word of words) {
    if (word.entry === null || !(hasAny(word, beside) || hasAny(word, roles))) return false;
  }
  return true;
}

function hasAny({ roles: own, entry }: Word, roles: readonly Role[]): boolean {
  for (const role of roles) if (own.has(role) || (role === 'language' && entry?.names != null)) return true;
  return false;
}

/** True when something is denied. */
export function denies(words: readonly Word[]): boolean {
  return words.some((word) => has(word, 'not') && !has(word, 'erase') && !has(word, 'data'));
}

/** `me` and `all` are objects of a command, but say nothing inside a story. */
export function isDataNoun(word: Word): boolean {
  return has(word, 'data') && word.word.length >= 4 && !/^(?:todo|toda|tudo|tout|tous)/.test(word.word);
}

/** `about me`, in one word or two. */
export function isAboutSelf(words: readonly Word[]): boolean {
  return words.some((word, index) => has(word, 'about-self') || (has(word, 'about') && has(words[index + 1], 'self')));
}
