import { createHash } from 'node:crypto';

import { locales } from '../../src/domain/locale.ts';
import { type LabelledPhrase, readPhrases } from '../../test/support/labelled-phrases.ts';

/** What is learned from: the parts `work` and `learn` of every language, and a fingerprint of them. */
export function trainingPhrases(): { readonly phrases: readonly LabelledPhrase[]; readonly fingerprint: string } {
  const phrases = locales.flatMap((locale) => [...readPhrases(locale, 'work'), ...readPhrases(locale, 'learn')]);
  return { phrases, fingerprint: createHash('sha256').update(JSON.stringify(phrases)).digest('hex') };
}
