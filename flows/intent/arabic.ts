/** What is written onto an Arabic verb: who does it (`ت`, `ن`, `بت`), and to whom (`وا`, `ولي`, `وها`). Standard and spoken. */
const before = ['', 'ا', 'ت', 'ن', 'ي', 'بت', 'بن', 'بي', 'هت', 'كت', 'كن', 'مت', 'مات', 'سا'];
const after = new Set([
  '',
  'و',
  'وا',
  'ون',
  'ي',
  'ين',
  'لي',
  'ولي',
  'ني',
  'وني',
  'ها',
  'وها',
  'هم',
  'وهم',
  'ه',
  'وه',
  'ليا',
  'وليا',
  'يلي',
  'ش',
  'وش',
  'هاش',
  'وهاش',
  'ليش',
  'وليش',
  'ولناش',
]);
const longestAfter = 6;
const none: readonly string[] = [];
/** The article, `and`, `with`, `for` are written onto a word. */
const particles = ['وال', 'بال', 'لل', 'ال', 'و', 'ف', 'ب', 'ل'];

/** The root that this verb is a form of (`تحذفوا` of `حذف`), and whether the form says no (`متحذفوش`). `null`: of none of these. */
export function rootOf(
  word: string,
  roots: { readonly has: (word: string) => boolean },
): { readonly root: string; readonly denies: boolean } | null {
  for (const start of before) {
    if (!word.startsWith(start)) continue;
    for (let length = 0; length <= longestAfter && word.length - start.length - length >= 3; length += 1) {
      const root = word.slice(start.length, word.length - length);
      if (!roots.has(root)) continue;
      const end = word.slice(word.length - length);
      if (after.has(end)) return { root, denies: end.endsWith('ش') };
    }
  }
  return null;
}

/** The word without each particle that may be written onto it, longest first. */
export function withoutParticle(word: string): readonly string[] {
  if (word.charCodeAt(0) < 0x600) return none;
  return particles.flatMap((particle) =>
    word.startsWith(particle) && word.length - particle.length >= 3 ? [word.slice(particle.length)] : [],
  );
}

/**
 * The consonants of Arabic in Latin letters: `n7dif`, `7adhf` and `a7thfo` are one word, since everybody writes the vowels
 * and `dh`, `th`, `z` as they like. `null` when nothing shows that it is Arabizi (letters and a digit that stands for one).
 */
export function consonantsOf(word: string): string | null {
  if (!/^[a-z2-9]{3,16}$/.test(word) || !/[235-79]/.test(word) || !/[a-z]/.test(word)) return null;
  const plain = word
    .replace(/dh|th|z|d/g, 'd')
    .replace(/[aeiouy]/g, '')
    .replace(/(.)\1+/g, '$1');
  return plain.length < 2 ? null : plain;
}
