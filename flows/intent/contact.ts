import { denies, has, isDataNoun, isOnly, some, type Word } from './word.ts';

/** Nothing but the wish for no more messages: `stop the ads`, `don't text me`, `I don't want offers`, `take me off the list`. */
export function isObjection(words: readonly Word[]): boolean {
  if (
    !isOnly(
      words,
      'stop',
      'leave',
      'ads',
      'contact',
      'not',
      'erase-with-object',
      'erase',
      'data',
      'time',
      'again',
      'only',
    )
  )
    return false;
  if (words.some((word) => isDataNoun(word) && !has(word, 'ads'))) return false;
  if (isOnly(words, 'stop', 'leave', 'data') && some(words, 'leave')) return true;
  const erases = some(words, 'erase', 'erase-with-object');
  if (erases) return !denies(words) && some(words, 'ads') && !some(words, 'part-of-data');
  return speaksOfObjection(words);
}

/** Something to stop, and what. */
export function speaksOfObjection(words: readonly Word[]): boolean {
  const isDenied = words.some((word) => has(word, 'not') && !has(word, 'stop'));
  const stops = words.filter((word) => has(word, 'stop') && !has(word, 'not'));
  // `Don't stop sending me offers`.
  if (isDenied && stops.some((word) => !has(word, 'glue'))) return false;
  const ads = words.filter((word) => has(word, 'ads') && !has(word, 'stop'));
  const contacts = words.filter((word) => has(word, 'contact') && !has(word, 'stop') && !has(word, 'not'));
  if (stops.length > 0 && (ads.length > 0 || contacts.length > 0)) return true;
  if (words.some((word) => has(word, 'not') && has(word, 'contact'))) return true;
  if (!isDenied || words.some(isAsking) || wasDone(words)) return false;
  return (
    contacts.length > 0 || (ads.length > 0 && (some(words, 'want') || !ads.every((word) => has(word, 'part-of-data'))))
  );
}

/** `que` also holds a sentence together. */
function isAsking(word: Word): boolean {
  return has(word, 'question') || (has(word, 'what') && !has(word, 'glue'));
}

/** Offers or the use of data wanted again. */
export function isResumption(words: readonly Word[]): boolean {
  if (
    denies(words) ||
    !isOnly(words, 'resume', 'again', 'ads', 'use', 'contact', 'give', 'information', 'data', 'agree', 'leave', 'stop')
  )
    return false;
  if (some(words, 'resume')) return !some(words, 'part-of-data');
  const ads = words.some((word) => has(word, 'ads') && !has(word, 'part-of-data') && !has(word, 'contact'));
  return some(words, 'again') && (ads || (some(words, 'use') && some(words, 'information')));
}

/** `You didn't text me`, `vous n'avez rien envoyé`: told, not asked for. */
function wasDone(words: readonly Word[]): boolean {
  return words.some(
    (word, index) =>
      (has(word, 'past') && has(word, 'not')) ||
      (has(word, 'contact') && words.slice(Math.max(0, index - 3), index).some((one) => has(one, 'past'))),
  );
}
