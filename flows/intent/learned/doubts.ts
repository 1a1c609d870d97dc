import { type Offer } from '../offers.ts';
import { type Reading } from '../reading.ts';
import { denies, has, some, type Word } from '../word.ts';
import { conceptsNamed, meansSome, type Sense } from './senses.ts';

/** A wish of erasing is this certain where no word says so, or something other than erasing is denied. */
const sureWithoutWord = 0.9;

const erasing = conceptsNamed('erase', 'erasure', 'forget', 'remove', 'close', 'leave', 'clean', 'destroy', 'withdraw');

/** A wish that starts something, and the part that it names. */
export type StartingWish = Pick<Reading, 'part'> & { readonly offers: Offer };

/** What was heard: its words and their meanings, and how likely the wish is (0 to 1). */
interface Heard {
  readonly words: readonly Word[];
  readonly senses: readonly Sense[];
  readonly certainty: number;
}

/** `Don't stop sending me offers`; not `stop, I don't want them`. */
function isStoppingDenied(words: readonly Word[]): boolean {
  const at = words.findIndex((word) => has(word, 'not') && !has(word, 'stop'));
  return at >= 0 && words.slice(at).some((word) => has(word, 'stop') && !has(word, 'not') && !has(word, 'glue'));
}

/** What speaks against acting on a wish that was learned, however likely it is: a button asks first. */
export function isDoubtful({ offers, part }: StartingWish, { words, senses, certainty }: Heard): boolean {
  if (offers === 'stop') return isStoppingDenied(words);
  if (offers !== 'delete' && offers !== 'erase-part') return false;
  // `How is data deleted?`
  if (some(words, 'question')) return true;
  // `Don't delete my account`.
  if (some(words, 'erase', 'erase-with-object', 'erased', 'leave', 'law') || meansSome(senses, erasing))
    return denies(words);
  // `Don't keep anything of mine`, `I want out of your database`; but `before March` alone is no wish.
  const isOnlyTime = offers === 'erase-part' && part === null;
  return isOnlyTime || certainty < sureWithoutWord;
}
