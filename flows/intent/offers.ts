import { speaksOfObjection } from './contact.ts';
import { isPartial, isTold } from './erasing.ts';
import { speaksOfAccess, speaksOfCorrection, speaksOfRestriction } from './rights.ts';
import { denies, has, isAboutSelf, isDataNoun, some, type Word } from './word.ts';

/** What may be offered when it was heard inside other words. */
export type Offer = 'delete' | 'stop' | 'access' | 'correct' | 'restrict' | 'opt-ins' | 'erase-part';

interface Offered {
  readonly offers: Offer;
  /** Names the person's data, and nothing denies it. */
  readonly isAboutData: boolean;
}

/** The wish inside a longer message, clause by clause; what takes less away goes first. `null`: none. */
export function offerOf(clauses: readonly (readonly Word[])[]): Offered | null {
  const words = clauses.flat();
  if (clauses.some(speaksOfRestriction) || speaksOfRestriction(words)) return { offers: 'restrict', isAboutData: true };
  const isPart = clauses.some((clause) => isPartial(clause) && !denies(clause) && !some(clause, 'question', 'other'));
  if (isPart) return { offers: 'erase-part', isAboutData: true };
  const deletion = deletionIn(words);
  if (deletion !== null) return deletion;
  if (clauses.some(isOfferedStop)) return { offers: 'stop', isAboutData: false };
  if (clauses.some(speaksOfAccess)) return { offers: 'access', isAboutData: true };
  return clauses.some(speaksOfCorrection) ? { offers: 'correct', isAboutData: true } : null;
}

/** A verb of erasing anywhere. */
function deletionIn(words: readonly Word[]): Offered | null {
  const isDenied = denies(words);
  const names = words.some((word) => isDataNoun(word));
  const hasLaw = some(words, 'law');
  const erases = words.some((word) => has(word, 'erase') && !has(word, 'glue')) && !isTold(words);
  const removes = some(words, 'erase-with-object') || (some(words, 'erased') && some(words, 'want'));
  // `I no longer want you to keep my data`.
  const keepsNot =
    isDenied && some(words, 'know') && some(words, 'information') && (some(words, 'mine') || isAboutSelf(words));
  const removesOwn =
    removes &&
    !isDenied &&
    (words.some((word) => has(word, 'part-of-data') && some(words, 'mine')) || isRemovingSelf(words));
  if (!erases && !(removes && names) && !removesOwn && !hasLaw && !keepsNot) return null;
  const isAboutPart = erases && words.some((word) => has(word, 'part-of-data') && !has(word, 'ads'));
  return { offers: 'delete', isAboutData: keepsNot || (!isDenied && (names || hasLaw || isAboutPart)) };
}

/** `wipe us`, `me remove`: the person right beside the verb. */
function isRemovingSelf(words: readonly Word[]): boolean {
  return words.some(
    (word, index) => has(word, 'erase-with-object') && (has(words[index + 1], 'data') || has(words[index - 1], 'data')),
  );
}

function isOfferedStop(words: readonly Word[]): boolean {
  return some(words, 'ads', 'contact', 'stop') && speaksOfObjection(words);
}
