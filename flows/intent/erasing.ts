import { denies, has, isAboutSelf, isDataNoun, isOnly, some, type Word } from './word.ts';
import { phraseFor } from './vocabulary.ts';

function isOwnRequest(word: Word, words: readonly Word[]): boolean {
  return has(word, 'request') && (some(words, 'mine') || word.word.endsWith('ي'));
}

/** What of the data is to go, when it is said: a kind that has a name. */
export type Part = 'media' | 'opt-ins';

/** Nothing but a verb of erasing, its object and padding. */
export function isDeletion(words: readonly Word[]): boolean {
  if (isPartial(words) || isHalted(words) || isCalledOff(words)) return false;
  const whole = some(words, 'know') && isAboutSelf(words);
  const allowed = [
    'erase',
    'erase-with-object',
    'erased',
    'data',
    'law',
    'know',
    'request',
    'history',
    'leave',
    'call-off',
    'only',
  ] as const;
  // `Whatever you have on me`.
  if (!(whole ? isOnly(words, ...allowed, 'what') : isOnly(words, ...allowed)) || denies(words) || isTold(words))
    return false;
  const at = words.findIndex(isErasing);
  // `Delete my request` is about an order, in most languages; `deletion request` is not.
  if (at >= 0) return some(words, 'data') || !words.slice(at).some((word) => isOwnRequest(word, words));
  if (some(words, 'erased') && some(words, 'want')) return true;
  const names = words.some((word) => has(word, 'data') && !has(word, 'erase-with-object') && !isEverything(word));
  return some(words, 'erase-with-object') && ((names && isOwn(words)) || whole);
}

/** `Yes, delete my data`: an answer where it was asked, the wish itself where it was not. */
export function isAgreedDeletion([first, ...rest]: readonly Word[]): boolean {
  return first !== undefined && phraseFor([first.word])?.has('yes') === true && rest.length > 0 && isDeletion(rest);
}

/** `Saquen la cuenta` is said in a restaurant: what is removed must be theirs. */
function isOwn(words: readonly Word[]): boolean {
  return (
    some(words, 'mine', 'self', 'information', 'know') || words.some(({ word }) => /^(?:me|us|nos|nous)$/.test(word))
  );
}

/** `Take everything off` may be about a table. */
function isEverything({ word }: Word): boolean {
  return /^(?:all|every|evry|tod[oa]|tud|td$|tout|tous|tt|كل|جميع|kol|kul)/.test(word);
}

/** A verb of erasing, and only a part named: a kind, a time, or `only`. */
export function isPartDeletion(words: readonly Word[]): boolean {
  if (!isPartial(words) || denies(words) || isTold(words) || isHalted(words)) return false;
  const allowed = [
    'data',
    'part-of-data',
    'media',
    'opt-ins',
    'only',
    'time',
    'give',
    'contact',
    'know',
    'what',
    'request',
    'history',
  ] as const;
  return words.every(
    (word) => /^\d{1,4}$/.test(word.word) || isOnly([word], 'erase', 'erase-with-object', 'past', ...allowed),
  );
}

/** True when what is to go is a part of the data. */
export function isPartial(words: readonly Word[]): boolean {
  const at = words.findIndex((word, index) => isErasing(word, index) || has(word, 'erase-with-object'));
  if (at < 0) return false;
  // `Just delete it` is in a hurry; `delete just the photos` is not.
  const isOnlyThat = some(words.slice(at), 'only') || words.some(isYear);
  if (words.some((word) => isDataNoun(word) && !has(word, 'media')) && !isOnlyThat && !some(words, 'time'))
    return false;
  if (some(words, 'media', 'opt-ins')) return true;
  return (isOnlyThat || some(words, 'time')) && some(words, 'data', 'part-of-data');
}

function isYear({ word }: Word): boolean {
  return /^(?:19|20)\d\d$/.test(word);
}

/** The part that is named; `null` when it is a time, or none that has a name. */
export function partOf(words: readonly Word[]): Part | null {
  if (some(words, 'media')) return 'media';
  return some(words, 'opt-ins') ? 'opt-ins' : null;
}

/** A request of erasing called off: `cancel the deletion`, `stop deleting`, `don't delete me`. */
export function isCalledOff(words: readonly Word[]): boolean {
  const at = words.findIndex((word) => has(word, 'call-off'));
  if (at >= 0 && isOnly(words, 'call-off', 'erase', 'request', 'data')) {
    // `Cancel my account and delete my data` calls nothing off.
    const object = words.slice(at + 1).find((word) => has(word, 'erase') || has(word, 'request') || isDataNoun(word));
    return object !== undefined && (has(object, 'erase') || has(object, 'request'));
  }
  return isHalted(words) && isOnly(words, 'stop', 'erase', 'data', 'request');
}

/** Somebody asks whether it was done. */
export function isAskedAfter(words: readonly Word[]): boolean {
  return (
    isTold(words) &&
    words.some((word) => has(word, 'data') && word.word.length > 2) &&
    isOnly(words, 'erase', 'erased', 'past', 'data', 'question', 'know', 'what', 'time')
  );
}

/** `deleted`, `avez supprimé`: it is told or asked about, not asked for. */
export function isTold(words: readonly Word[]): boolean {
  if (some(words, 'want') && !words.some((word, index) => isParticiple(words, word, index))) return false;
  return words.some(
    (word, index) =>
      has(word, 'erased') ||
      isParticiple(words, word, index) ||
      (has(word, 'past') && has(words[index + 2], 'erase') && has(word, 'question')),
  );
}

/** Verbs whose command and participle are one word once the accent is gone: `supprime`, `efface`. After `ai`, `avez` it was done. */
function isParticiple(words: readonly Word[], { word }: Word, index: number): boolean {
  if (!/^(?:sup?prim|ef?fac)(?:e|es|ee|ees)$/.test(word)) return false;
  const [last, second] = [words[index - 1], words[index - 2]];
  return has(last, 'past') || (has(second, 'past') && /^(?:vous|tu|bien|deja|pas|ete|tout)$/.test(last?.word ?? ''));
}

/** `stop` before a verb of erasing, with little between. */
function isHalted(words: readonly Word[]): boolean {
  return words.some((word, index) => {
    if (!has(word, 'stop') || has(word, 'leave') || has(word, 'glue')) return false;
    const next = words.slice(index + 1, index + 4);
    const at = next.findIndex((one) => has(one, 'erase'));
    return at >= 0 && next.slice(0, at).every((one) => has(one, 'glue') || has(one, 'mine'));
  });
}

/** Spanish and French `del`, `sup` hold a sentence together: such a word is a verb only where a command begins. */
function isErasing(word: Word, index: number): boolean {
  return has(word, 'erase') && (!has(word, 'glue') || index === 0);
}
