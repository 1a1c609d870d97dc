import { denies, has, isAboutSelf, isDataNoun, isOnly, some, type Word } from './word.ts';

/** Words with which other matters begin: nothing here is asked for beside them. */
function isElsewhere(words: readonly Word[]): boolean {
  return some(words, 'erased') || words.some((word) => has(word, 'other') && !has(word, 'glue'));
}

/** Something to send or show, and it is the person's data: `send me my data`, `what do you know about me`. */
export function speaksOfAccess(words: readonly Word[]): boolean {
  if (denies(words) || isElsewhere(words) || some(words, 'erase', 'erase-with-object', 'stop', 'freeze')) return false;
  const isOwn = some(words, 'information') && (some(words, 'mine') || isAboutSelf(words));
  if (some(words, 'give') && (isOwn || some(words, 'law'))) return true;
  const asks = some(words, 'what', 'give', 'want') && some(words, 'know');
  return asks && (isOwn || isAboutSelf(words) || (some(words, 'what', 'give') && speaksOfStoring(words)));
}

/** `What data do you have`, `what information do you store`: `information you have` may be about anything. */
function speaksOfStoring(words: readonly Word[]): boolean {
  if (words.some(({ word }) => /^(?:data|dato|dado|donnee|البيانات|بيانات|ما_البيانات)/.test(word))) return true;
  const stores = words.some(({ word }) =>
    /^(?:hold|stor|keep|collect|gard|conserv|stock|guard|almacen|armazen|تحتفظ|تخزن)/.test(word),
  );
  return stores && some(words, 'information');
}

export function isAccess(words: readonly Word[]): boolean {
  const isAllowed = isOnly(
    words,
    'data',
    'information',
    'give',
    'what',
    'know',
    'history',
    'law',
    'request',
    'contact',
  );
  if (!isAllowed) return false;
  // `I want my data`, `what is my data`.
  const isWanted =
    some(words, 'information') &&
    some(words, 'want', 'what') &&
    some(words, 'mine') &&
    isOnly(words, 'information', 'what');
  return speaksOfAccess(words) || (isWanted && words.length <= 6 && !some(words, 'use', 'freeze', 'change'));
}

/** What is known is wrong, or has changed: `my name is wrong`, `change my address`. */
export function speaksOfCorrection(words: readonly Word[]): boolean {
  if (denies(words) || isElsewhere(words) || some(words, 'erase', 'erase-with-object', 'question', 'freeze'))
    return false;
  const object = words.some((word) => (has(word, 'field') || has(word, 'information')) && !has(word, 'change'));
  const isOwn =
    some(words, 'mine', 'self', 'know') || (words.length <= 6 && !words.some(({ word }) => /^(?:num|رقم)/.test(word)));
  const isWrong = words.some((word) => has(word, 'wrong') && !isNew(word));
  const hasNew = words.some(isNew) && words.some(({ word }) => /^(?:have|got|ai|tengo|tenho|عندي)$/.test(word));
  return object && isOwn && (some(words, 'change') || isWrong || hasNew);
}

/** `I have a new address`, not `my new address`, which only tells it. */
function isNew({ word }: Word): boolean {
  return /^(?:new|nuev|nov|nouve|جديد|الجديد)/.test(word);
}

export function isCorrection(words: readonly Word[]): boolean {
  const isAllowed = isOnly(
    words,
    'change',
    'wrong',
    'field',
    'information',
    'data',
    'request',
    'know',
    'part-of-data',
    'past',
  );
  return isAllowed && speaksOfCorrection(words);
}

/** The data stays, unused: `freeze my data`, `stop using my data`, `don't delete it, just don't use it`. */
export function speaksOfRestriction(words: readonly Word[]): boolean {
  if (isElsewhere(words) || some(words, 'question')) return false;
  if (!words.some((word) => isDataNoun(word))) return false;
  const isDenied = denies(words);
  if (!isDenied && some(words, 'erase')) return false;
  const stopsUse = some(words, 'use') && (isDenied || some(words, 'stop')) && !some(words, 'again', 'resume');
  return stopsUse || (freezesData(words) && (!isDenied || some(words, 'erase')));
}

/** `Freeze my account`; `my account is blocked` tells of something else. */
function freezesData(words: readonly Word[]): boolean {
  const at = words.findIndex((word) => has(word, 'freeze'));
  if (at < 0) return false;
  if (some(words, 'information') || (some(words, 'know') && isAboutSelf(words))) return true;
  return some(words, 'mine') && words.slice(at).some((word) => isDataNoun(word));
}

export function isRestriction(words: readonly Word[]): boolean {
  const allowed = ['stop', 'not', 'data', 'information', 'know', 'what', 'only', 'request'] as const;
  return isOnly(words, 'freeze', 'use', 'erase', ...allowed) && speaksOfRestriction(words);
}

/** What the person agreed to, and when. */
export function isOptInHistory(words: readonly Word[]): boolean {
  if (denies(words) || some(words, 'erase', 'erase-with-object', 'stop')) return false;
  const asks = some(words, 'what', 'history', 'give', 'question');
  if (!isOnly(words, 'agree', 'opt-ins', 'what', 'question', 'history', 'give', 'know', 'past', 'data', 'time'))
    return false;
  if (some(words, 'agree') && words.length > 1 && some(words, 'what', 'question')) return true;
  return some(words, 'opt-ins') && (asks || some(words, 'mine')) && words.length > 1;
}
