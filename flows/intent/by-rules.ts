import { readReference } from '../../src/domain/reference.ts';
import { type Locale } from '../../src/domain/locale.ts';
import { clausesOf } from './clauses.ts';
import { isObjection, isResumption } from './contact.ts';
import { isAgreedDeletion, isAskedAfter, isCalledOff, isDeletion, isPartDeletion, partOf } from './erasing.ts';
import { type PhraseIntent } from './lexicon/lexicon.ts';
import { normalise } from './normalise.ts';
import { offerOf } from './offers.ts';
import { type Intent, type Reading } from './reading.ts';
import { isAccess, isCorrection, isOptInHistory, isRestriction } from './rights.ts';
import { rolesAmong } from './roles.ts';
import { isPadding, isPolite, joined, lookUp, phraseFor } from './vocabulary.ts';
import { addVotes, localeBit, localesIn, mostVoted, noVotes, type Votes } from './votes.ts';
import { isOnly, some, type Word } from './word.ts';

/** Longer than this is a story, not a command. */
const commandWords = 14;
/** Words that are looked at for an offer. */
const storyWords = 80;

/** A reading by the rules alone, and the words it was read from. */
export interface RuledReading extends Reading {
  readonly words: readonly Word[];
  /** The message is a phrase that stands in a lexicon, word for word. */
  readonly isWholePhrase: boolean;
  /** Holds what a program writes and hardly a person: `{"$gt":""}`, `<script>`. */
  readonly hasMarkup: boolean;
}

const nothing: RuledReading = {
  words: [],
  isWholePhrase: false,
  hasMarkup: false,
  acts: [],
  offers: null,
  part: null,
  isAboutData: false,
  reference: null,
  hasBadReference: false,
  language: null,
  number: null,
  spoken: [],
};

/** Reads a typed message by lexicon and rules. Total and bounded: any string, at most its first 2,000 characters. */
export function readByRules(text: string): RuledReading {
  const plain = normalise(text);
  const { reference, hasBadReference, rest } = takeReference(plain);
  const { clauses, votes } = readClauses(rest);
  const words = clauses.flat();
  if (words.length === 0) {
    const asksHelp = /^[\s?؟¿]+$/u.test(plain) && /[?؟]/u.test(plain);
    const acts: readonly Intent[] = reference === null ? [] : ['status'];
    return { ...nothing, reference, hasBadReference, acts: asksHelp ? ['help'] : acts };
  }
  const isShort = words.length <= commandWords;
  const [only] = words;
  const number = words.length === 1 && /^\d{1,2}$/.test(only?.word ?? '') ? Number(only?.word) : null;
  const phrase = isShort ? wholePhrase(words) : null;
  const language = isShort && isOnly(words, 'language') ? namedLanguage(words) : null;
  const acts = isShort ? actsOf(words, phrase, language) : [];
  const offer = acts.length > 0 ? null : offerOf(clauses);
  return {
    words,
    isWholePhrase: phrase !== null,
    hasMarkup: /[<>{}$\\|`=%]|--|\.\./u.test(plain),
    acts: acts.length === 0 && reference !== null && offer === null ? ['status'] : acts,
    offers: offer?.offers ?? null,
    part: acts.includes('erase-part') || offer?.offers === 'erase-part' ? partOf(words) : null,
    isAboutData: offer?.isAboutData ?? false,
    reference,
    hasBadReference,
    language,
    number,
    spoken: spokenIn(votes, phrase, acts),
  };
}

/**
 * What each word does, in the language most of them are of: `mes` in French is no month. Others keep all they may do. And a vote a word
 * for each language that has it.
 */
function readClauses(rest: string): { readonly clauses: readonly (readonly Word[])[]; readonly votes: Votes } {
  let left = storyWords;
  const read = clausesOf(rest).map((clause) => {
    const words = joined(clause).slice(0, left);
    left -= words.length;
    return words.map((written) => {
      const found = lookUp(written);
      return { word: found?.word ?? written, written, entry: found?.entry ?? null };
    });
  });
  const votes = noVotes();
  for (const clause of read) for (const { entry } of clause) if (entry !== null) addVotes(votes, entry.spokenBits);
  const main = mostVoted(votes);
  const clauses = read.map((clause) =>
    clause.map(({ word, written, entry }) => ({ word, written, entry, roles: rolesAmong(entry, main) })),
  );
  return { clauses, votes };
}

type Rule = readonly [Intent, (words: readonly Word[]) => boolean];

/** The first that holds is the wish: what is narrower, or takes less away, is asked first. */
const rules: readonly Rule[] = [
  ['cancel', isCalledOff],
  ['restrict', isRestriction],
  ['stop', isObjection],
  ['erase-part', isPartDeletion],
  ['delete', isDeletion],
  ['status', isAskedAfter],
  ['access', isAccess],
  ['opt-ins', isOptInHistory],
  ['correct', isCorrection],
  ['start', isResumption],
];

function actsOf(
  words: readonly Word[],
  phrase: ReturnType<typeof phraseFor>,
  language: Locale | null,
): readonly Intent[] {
  const acts = new Set<Intent>(phrase?.keys() ?? []);
  // Every rule is about words that are known, but for a year.
  const isKnown = words.every(({ word, entry }) => entry !== null || /^\d{1,4}$/.test(word));
  const rule = isKnown ? rules.find(([, holds]) => holds(words)) : undefined;
  if (rule !== undefined && (acts.size === 0 || rule[0] === 'delete')) acts.add(rule[0]);
  if (isAgreedDeletion(words)) acts.add('yes').add('delete');
  if (acts.size === 0 && (language !== null || isLanguageWord(words))) acts.add('language');
  return [...acts];
}

function isLanguageWord(words: readonly Word[]): boolean {
  return isOnly(words, 'language') && some(words, 'language');
}

function namedLanguage(words: readonly Word[]): Locale | null {
  return words.find((word) => word.entry?.names != null)?.entry?.names ?? null;
}

function wholePhrase(words: readonly Word[]): ReturnType<typeof phraseFor> {
  // Every word of a phrase is known.
  if (words.some(({ entry }) => entry === null)) return null;
  const candidates = [
    words,
    words.filter(({ word }, index) => word !== words[index - 1]?.word),
    words.filter((one) => !isPolite(one.roles)),
    words.filter((one) => !isPadding(one.roles)),
  ];
  for (const candidate of candidates) {
    if (candidate !== words && candidate.length === words.length) continue;
    const phrase = phraseFor(candidate.map(({ word }) => word));
    if (phrase !== null) return phrase;
  }
  return null;
}

/** By the words' votes; a phrase or a verb weighs most. Shared words leave several. */
function spokenIn(words: Votes, phrase: ReturnType<typeof phraseFor>, acts: readonly Intent[]): readonly Locale[] {
  const votes = [...words];
  for (const act of acts)
    for (const locale of phrase?.get(act as PhraseIntent) ?? []) addVotes(votes, localeBit(locale), 2);
  return localesIn(mostVoted(votes));
}

function takeReference(plain: string): Pick<Reading, 'reference' | 'hasBadReference'> & { readonly rest: string } {
  if (!/(?<![\p{L}\p{N}])er[\s\-0-9]/u.test(plain)) return { reference: null, hasBadReference: false, rest: plain };
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
