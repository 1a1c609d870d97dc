/** How much of a message is read at all. Nobody states a wish after this; a 65,536-character message must cost nothing. */
const readLimit = 2_000;

/** First digits of the decimal scripts that phones in our languages type: Arabic-Indic, Persian, N'Ko, Devanagari, Bengali. */
const zeros = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6];

const letters: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ı: 'i',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ک: 'ك',
  ٱ: 'ا',
  ڨ: 'ق',
  گ: 'ك',
};

/**
 * Brings what a person typed to one plain form: width, case, accents, Arabic vowel signs, hamza, ta marbuta, tatweel,
 * bidi and zero-width marks, and the digits of other scripts (Unicode UAX 15; Arabic folding as in Lucene's ArabicNormalizer).
 * Total: NUL, lone surrogates and operators are only separators. Reads the first {@link readLimit} characters.
 */
export function normalise(text: string): string {
  const read = text.slice(0, readLimit);
  // Most messages have nothing to fold.
  return isPlain.test(read) ? withContractions(read.toLowerCase()) : withContractions(folded(read));
}

// eslint-disable-next-line no-control-regex -- all of ASCII, whatever it is
const isPlain = /^[\u0000-\u007f]*$/;

function folded(read: string): string {
  return read
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .slice(0, readLimit)
    .replace(/[\p{M}\p{Cf}ـء]/gu, '')
    .replace(/[œæıىیةکٱڨگ]/gu, (letter) => letters[letter] ?? letter)
    .replace(/(?![0-9])\p{Nd}/gu, plainDigit);
}

/** `don't` in one word. */
function withContractions(text: string): string {
  return text.replace(/(?<!\p{L})((?:do|did|does|was|is|ca|wo|have|should)n)['’´` ]t(?!\p{L})/gu, '$1t');
}

/** Seldom so; cheaper to ask than to look for letters. */
const isDrawnOut = /(.)\1\1/;

/** The words of a normalised text. Letters typed one by one (`D E L E T E`) are one word, drawn-out ones (`pleeease`) are short. */
export function wordsOf(normalised: string): readonly string[] {
  const words = (isDrawnOut.test(normalised) ? normalised.replace(/(\p{L})\1{2,}/gu, '$1') : normalised)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const isSpelled = words.length >= 4 && words.every((word) => /^\p{L}$/u.test(word));
  return isSpelled ? [words.join('')] : words;
}

function plainDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  const zero = zeros.find((first) => point >= first && point <= first + 9);
  return zero === undefined ? digit : String(point - zero);
}
