import { readReference } from '../../src/domain/reference.ts';
import { type Locale, locales } from '../../src/domain/locale.ts';
import { type PhraseIntent, type Role } from './lexicon/lexicon.ts';
import { normalise, wordsOf } from './normalise.ts';
import { type Entry, isPadding, isPolite, lookUp, phraseFor } from './vocabulary.ts';

/** Everything a message can ask for on its own. */
export type Intent = PhraseIntent | 'language';

/** What was understood of a message. `acts` fires only when the message is nothing else than the wish. */
export interface Reading {
  readonly acts: readonly Intent[];
  /** A wish somewhere inside other words: worth a button, never an act. */
  readonly offers: 'delete' | 'stop' | null;
  /** The offered wish names the person's data (and is not denied): reason enough to speak up in a silent chat. */
  readonly isAboutData: boolean;
  /** A reference `ER-…` in the message, canonical. */
  readonly reference: string | null;
  /** Something was meant as a reference, but is none. */
  readonly hasBadReference: boolean;
  /** The language that the message names. */
  readonly language: Locale | null;
  /** A bare small number: the choice of that place. */
  readonly number: number | null;
  /** Languages whose words were used, the likeliest only; several when they share the words. */
  readonly spoken: readonly Locale[];
}

interface Word {
  readonly word: string;
  readonly entry: Entry | null;
}

/** Longer than this is a story, not a command. */
const commandWords = 14;
/** Words that are looked at for an offer. */
const storyWords = 80;

const nothing: Reading = {
  acts: [],
  offers: null,
  isAboutData: false,
  reference: null,
  hasBadReference: false,
  language: null,
  number: null,
  spoken: [],
};

/** Reads a typed message. Total and bounded: any string, at most its first 2,000 characters. */
export function recognise(text: string): Reading {
  const plain = normalise(text);
  const { reference, hasBadReference, rest } = takeReference(plain);
  const raw = wordsOf(rest);
  const words = raw.slice(0, storyWords).map(read);
  if (words.length === 0) {
    const asksHelp = /^[\s?؟¿]+$/u.test(plain) && /[?؟]/u.test(plain);
    const acts: readonly Intent[] = reference === null ? [] : ['status'];
    return { ...nothing, reference, hasBadReference, acts: asksHelp ? ['help'] : acts };
  }
  const isShort = raw.length <= commandWords;
  const number = raw.length === 1 && /^\d{1,2}$/.test(raw[0] ?? '') ? Number(raw[0]) : null;
  const phrase = isShort ? wholePhrase(words) : null;
  const language = isShort && isOnly(words, ['polite', 'glue', 'language']) ? namedLanguage(words) : null;
  const acts = isShort ? actsOf(words, phrase, language) : [];
  const offer = acts.length > 0 ? null : offerOf(words);
  return {
    acts: acts.length === 0 && reference !== null && offer === null ? ['status'] : acts,
    offers: offer?.offers ?? null,
    isAboutData: offer?.isAboutData ?? false,
    reference,
    hasBadReference,
    language,
    number,
    spoken: spokenIn(words, phrase, acts),
  };
}

function read(word: string): Word {
  return lookUp(word) ?? { word, entry: null };
}

function actsOf(
  words: readonly Word[],
  phrase: ReturnType<typeof phraseFor>,
  language: Locale | null,
): readonly Intent[] {
  const acts = new Set<Intent>(phrase?.keys() ?? []);
  if (isDeletion(words)) acts.add('delete');
  if (isAgreedDeletion(words)) acts.add('yes').add('delete');
  if (isObjection(words)) acts.add('stop');
  if (acts.size === 0 && (language !== null || isLanguageWord(words))) acts.add('language');
  return [...acts];
}

/** Nothing but a verb of erasing, its object and padding. */
function isDeletion(words: readonly Word[]): boolean {
  if (!isOnly(words, ['polite', 'glue', 'erase', 'erase-with-object', 'data', 'law'])) return false;
  if (words.some((word) => has(word, 'not') && !has(word, 'erase') && !has(word, 'data'))) return false;
  const wishes = words.filter((word) => !isJustPadding(word));
  if (wishes.some((word) => has(word, 'erase'))) return true;
  return wishes.some((word) => has(word, 'erase-with-object')) && wishes.some((word) => has(word, 'data'));
}

/** `Yes, delete my data`: an answer where it was asked, the wish itself where it was not. */
function isAgreedDeletion([first, ...rest]: readonly Word[]): boolean {
  return first !== undefined && phraseFor([first.word])?.has('yes') === true && rest.length > 0 && isDeletion(rest);
}

function isObjection(words: readonly Word[]): boolean {
  if (!isOnly(words, ['polite', 'glue', 'stop', 'ads'])) return false;
  const stops = words.filter((word) => has(word, 'stop'));
  return stops.length > 0 && words.some((word) => has(word, 'ads') && !stops.includes(word));
}

function isLanguageWord(words: readonly Word[]): boolean {
  return isOnly(words, ['polite', 'glue', 'language']) && words.some((word) => has(word, 'language'));
}

function namedLanguage(words: readonly Word[]): Locale | null {
  return words.find((word) => word.entry?.names != null)?.entry?.names ?? null;
}

/** A verb of erasing anywhere: offered. It counts as about data when it names data and nothing denies it. */
function offerOf(words: readonly Word[]): { readonly offers: 'delete' | 'stop'; readonly isAboutData: boolean } | null {
  const erases = words.some((word) => has(word, 'erase'));
  const removes = words.some((word) => has(word, 'erase-with-object'));
  const names = words.some((word) => isDataNoun(word));
  const denies = words.some((word) => has(word, 'not'));
  const hasLaw = words.some((word) => has(word, 'law'));
  if (erases || (removes && names) || hasLaw) {
    const isAboutPart = erases && words.some((word) => has(word, 'part-of-data') && !has(word, 'ads'));
    return { offers: 'delete', isAboutData: !denies && (names || hasLaw || isAboutPart) };
  }
  const stops = words.some((word) => has(word, 'stop')) && words.some((word) => has(word, 'ads') && !has(word, 'stop'));
  return stops ? { offers: 'stop', isAboutData: false } : null;
}

/** `me` and `all` are objects of a command, but say nothing inside a story. */
function isDataNoun(word: Word): boolean {
  return has(word, 'data') && word.word.length >= 4 && !/^(?:todo|toda|tudo|tout|tous)/.test(word.word);
}

function wholePhrase(words: readonly Word[]): ReturnType<typeof phraseFor> {
  const all = words.map(({ word }) => word);
  return (
    phraseFor(all) ??
    phraseFor(all.filter((word) => !isPolite(word))) ??
    phraseFor(all.filter((word) => !isPadding(word)))
  );
}

/** Votes by word; a phrase or a verb weighs most. Shared words leave several. */
function spokenIn(
  words: readonly Word[],
  phrase: ReturnType<typeof phraseFor>,
  acts: readonly Intent[],
): readonly Locale[] {
  const votes = new Map<Locale, number>();
  const add = (locale: Locale, weight: number): void => void votes.set(locale, (votes.get(locale) ?? 0) + weight);
  for (const { entry } of words) for (const locale of entry?.locales ?? []) add(locale, 1);
  for (const act of acts) for (const locale of phrase?.get(act as PhraseIntent) ?? []) add(locale, 2);
  const most = Math.max(0, ...votes.values());
  return most === 0 ? [] : locales.filter((locale) => votes.get(locale) === most);
}

function takeReference(plain: string): Pick<Reading, 'reference' | 'hasBadReference'> & { readonly rest: string } {
  const match = /(?<![\p{L}\p{N}])er[\s-]{0,3}(?:[0-9a-z][\s-]{0,2}){12}(?![\p{L}\p{N}])/u.exec(plain);
  const reference = match === null ? null : readReference(match[0].trim());
  if (match !== null && reference !== null)
    return { reference, hasBadReference: false, rest: plain.replace(match[0], ' ') };
  const meant = /(?<![\p{L}\p{N}])er-[0-9a-z-]*\d[0-9a-z -]*/u.exec(plain);
  return {
    reference: null,
    hasBadReference: meant !== null,
    rest: meant === null ? plain : plain.replace(meant[0], ' '),
  };
}

function isOnly(words: readonly Word[], roles: readonly Role[]): boolean {
  return words.every(
    (word) => roles.some((role) => has(word, role)) || (roles.includes('language') && word.entry?.names != null),
  );
}

function isJustPadding(word: Word): boolean {
  return word.entry !== null && isPadding(word.word);
}

function has(word: Word, role: Role): boolean {
  return word.entry?.roles.has(role) === true;
}
