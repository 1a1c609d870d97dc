import { wordsOf } from './normalise.ts';
import { isCourteous } from './vocabulary.ts';

/** A courtesy is short: `Hi Maria`, `thanks, Karim`. */
const courtesyWords = 4;

/** The words of each clause of a normalised text, without greeting and signature: names there are nobody's wish. */
export function clausesOf(plain: string): readonly (readonly string[])[] {
  const all = plain
    .split(/[.!?;,:\n()،؛؟¿¡…]+/u)
    .map(wordsOf)
    .filter((words) => words.length > 0);
  // `D.E.L.E.T.E`
  if (all.length >= 4 && all.every(([word = '', ...more]) => word.length === 1 && more.length === 0)) {
    return [wordsOf(all.flat().join(' '))];
  }
  const kept = all.filter((words, index) => !isCourtesy(words, index, all));
  return kept.length === 0 ? all : kept;
}

function isCourtesy(words: readonly string[], index: number, all: readonly (readonly string[])[]): boolean {
  if (all.length === 1 || words.length > courtesyWords) return false;
  const [first = ''] = words;
  const strangers = words.filter((word) => !isCourteous(word)).length;
  if (isCourteous(first) && (strangers === 0 || (strangers === 1 && words.length <= 3 && isGreeting(first))))
    return true;
  const [before = ''] = all[index - 1] ?? [];
  return words.length === 1 && index === all.length - 1 && index > 1 && isGreeting(before);
}

/** `hi`, `thanks` and what closes a letter, not `please`: a name may follow. */
function isGreeting(word: string): boolean {
  return greetings.has(word);
}

const greetings = new Set(
  wordsOf(
    'hi hello hey dear thanks thank thx regards bonjour bonsoir salut coucou merci cordialement hola buenas gracias saludos oi ola obrigado obrigada salam slm سلام مرحبا اهلا شكرا',
  ),
);
