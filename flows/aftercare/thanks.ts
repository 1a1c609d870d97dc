import { normalise, wordsOf } from '../intent/normalise.ts';

/** Words that thank, agree or say goodbye, and nothing else. Those of all languages together: people mix them. */
const kindWords = new Set(
  wordsOf(
    normalise(`
      thanks thank thankyou you thx ty tysm so very much many a lot ok okay great perfect good nice cool bye goodbye cheers done
      merci beaucoup bien mille a vous toi c est parfait super genial d accord au revoir bonne journee soiree bisous
      شكرا شكراً جزيلا جدا لك لكم مشكور مشكورين تمام حسنا ممتاز مع السلامه الله يسلمك بارك فيك يعطيك العافيه
      gracias muchas mil muy amable vale perfecto genial de acuerdo adios hasta luego bueno
      obrigado obrigada muito brigado brigada valeu perfeito otimo tchau ate logo certo beleza
    `),
  ),
);
/** Of these alone nobody knows what is meant. */
const fillers = new Set(
  wordsOf(
    normalise(
      'you so very much many a lot vous toi c est mille mil d de muy muito bien الله لك لكم مع hasta luego ate logo',
    ),
  ),
);

/** Longer than this is a letter. */
const mostWords = 10;

/** True for a message of thanks, agreement or goodbye alone: `Thanks a lot! 🙏`. */
export function isOnlyThanks(text: string): boolean {
  const words = wordsOf(normalise(text));
  return (
    words.length <= mostWords && words.every((word) => kindWords.has(word)) && words.some((word) => !fillers.has(word))
  );
}

/** True for emoji alone. */
export function isOnlyEmoji(text: string): boolean {
  return (
    text.length <= 200 &&
    /\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}]/u.test(text) &&
    /^[\p{Extended_Pictographic}\p{M}\p{Cf}\u{1F3FB}-\u{1F3FF}\u{1F1E6}-\u{1F1FF}\s]+$/u.test(text)
  );
}
