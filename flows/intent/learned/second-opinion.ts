import { type RuledReading } from '../by-rules.ts';
import { type Intent, type Reading } from '../reading.ts';
import { type Offer } from '../offers.ts';
import { denies, isDataNoun } from '../word.ts';
import { isDoubtful, type StartingWish } from './doubts.ts';
import { featuresOf } from './features.ts';
import { likelihoods, readWeights } from './model.ts';
import { nameOf } from './ruled.ts';
import { isSaid, sensesOf } from './senses.ts';
import { learned } from './weights.ts';
import { type LearnedWish, learnedWishes } from './wishes.ts';

const weights = readWeights(learned);

/** A message of up to six words (five, with `c'est`) says little else: from here on what it asks for is acted on. */
const shortWords = 6;
const sureOfShort = 0.75;
/** More words can mean more things, and a story is no command. */
const sureOfLong = 0.97;
const storyWords = 15;
/** From here on a wish of some kind is worth a button; two words could be about much, and one about anything. */
const worthOffering = 0.3;
const worthOfferingForTwo = 0.8;
/** The rules saw a wish that is less likely than this: a button asks first. */
const doubtful = 0.75;
/** A phrase of a lexicon with no more words than this is a command, whatever was learned. */
const commandWords = 2;

/** A date, a price, an order's number looks like no wish. */
const hasLetters = /\D/;

/** The wishes that start something, and the part that they name. */
const starting: Readonly<Partial<Record<LearnedWish, StartingWish>>> = {
  delete: { offers: 'delete', part: null },
  access: { offers: 'access', part: null },
  correct: { offers: 'correct', part: null },
  restrict: { offers: 'restrict', part: null },
  stop: { offers: 'stop', part: null },
  'opt-ins': { offers: 'opt-ins', part: null },
  'erase-part': { offers: 'erase-part', part: null },
  'erase-part:media': { offers: 'erase-part', part: 'media' },
  'erase-part:opt-ins': { offers: 'erase-part', part: 'opt-ins' },
};
/** The same by their place in {@link learnedWishes}: looked up for every message. */
const startingAt = learnedWishes.map((wish) => starting[wish]);
const allPlaces = learnedWishes.map((_, place) => place);
const startingPlaces = allPlaces.filter((place) => startingAt[place] !== undefined);
const startingActs: ReadonlySet<Intent> = new Set(Object.values(starting).map(({ offers }) => offers));

/** What is open in the chat: nothing, something to choose or confirm, or a value that may be any words at all. */
export type OpenQuestion = 'none' | 'choice' | 'value';

/** What else may be acted on. Taking something back is believed only where there is a question to take back. */
const commands: Readonly<Record<OpenQuestion, readonly LearnedWish[]>> = {
  none: ['start', 'status', 'human', 'help', 'language'],
  choice: ['cancel', 'not-me', 'resend', 'status', 'human', 'help', 'language'],
  value: [],
};

/**
 * What the rules read, seen again by what was learned from labelled phrases. Where the rules found nothing, a likely wish is
 * offered and a nearly certain one acted on; where they acted on a wish that is unlikely, it is only offered. While a question
 * of ours is open nothing is started, and where any words may be the answer they are left alone.
 */
export function withSecondOpinion(ruled: RuledReading, question: OpenQuestion): Reading {
  const { words, acts } = ruled;
  const [act] = acts;
  const isCommandPhrase = ruled.isWholePhrase && words.length <= commandWords;
  const isSettled = isCommandPhrase || ruled.number !== null || acts.length > 1 || ruled.hasBadReference;
  if (isSettled || question === 'value' || !words.some(({ word }) => hasLetters.test(word))) return ruled;
  if (act !== undefined && !isStarting(act)) return ruled;
  const likely = likelihoods(weights, featuresOf(words, nameOf(ruled)));
  if (act !== undefined) return likelihoodOf(act, ruled.part, likely) < doubtful ? asOffer(ruled, likely) : ruled;
  const place = likeliest(likely, allPlaces);
  const top = learnedWishes[place] ?? 'other';
  const certainty = likely[place] ?? 0;
  const isSure = certainty >= (words.length <= shortWords ? sureOfShort : sureOfLong);
  // What has no word that anybody knows (digits, letters without sense) looks like nothing, however certain.
  const senses = isSure && words.length < storyWords && !ruled.hasMarkup ? sensesOf(words) : [];
  if (isSaid(senses)) {
    if (isCommand(top, question)) return { ...ruled, acts: [top], offers: null, part: null };
    const wish = startingAt[place];
    if (question === 'none' && wish !== undefined && !isDoubtful(wish, { words, senses, certainty }))
      return { ...ruled, acts: [wish.offers], offers: null, part: wish.part };
  }
  return question === 'none' ? asOffer(ruled, likely) : ruled;
}

/** The likeliest wish as a button, where some wish is likely at all; else what the rules would offer. */
function asOffer(ruled: RuledReading, likely: Float64Array): Reading {
  let together = 0;
  for (const place of startingPlaces) together += likely[place] ?? 0;
  const [act] = ruled.acts;
  const least = [1, 1, worthOfferingForTwo][ruled.words.length] ?? worthOffering;
  const wish = together < least ? undefined : startingAt[likeliest(likely, startingPlaces)];
  if (wish === undefined) return isStarting(act) ? { ...ruled, acts: [], offers: act } : ruled;
  const namesData = !denies(ruled.words) && ruled.words.some((word) => isDataNoun(word));
  return { ...ruled, acts: [], ...wish, isAboutData: wish.offers !== 'stop' && (ruled.isAboutData || namesData) };
}

function isCommand(wish: LearnedWish, question: OpenQuestion): wish is LearnedWish & Intent {
  return commands[question].includes(wish);
}

function isStarting(act: Intent | undefined): act is Offer {
  return act !== undefined && startingActs.has(act);
}

function likelihoodOf(act: Intent, part: Reading['part'], likely: Float64Array): number {
  let sum = 0;
  for (const place of startingPlaces) {
    const wish = startingAt[place];
    if (wish?.offers === act && (part === null || wish.part === part)) sum += likely[place] ?? 0;
  }
  return sum;
}

/** The place of the likeliest of these. */
function likeliest(likely: Float64Array, places: readonly number[]): number {
  let best = places[0] ?? 0;
  for (const place of places) if ((likely[place] ?? 0) > (likely[best] ?? 0)) best = place;
  return best;
}
