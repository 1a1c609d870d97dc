import { createHash } from 'node:crypto';

import { type Locale, locales } from '../../src/domain/locale.ts';
import { type LabelledPhrase, readPhrases } from '../../test/support/labelled-phrases.ts';
import { readThesauri, type Thesauri } from './thesaurus-source.ts';

export interface TrainingPhrase extends LabelledPhrase {
  readonly locale: Locale;
}

/** What is learned from. */
export interface TrainingSet {
  /** The parts `work` and `learn` of every language. */
  readonly phrases: readonly TrainingPhrase[];
  readonly thesauri: Thesauri;
  /** Of both, SHA-256. */
  readonly fingerprint: string;
}

/** Reads all that is learned from. */
export function readTrainingSet(): TrainingSet {
  const phrases = locales.flatMap((locale) =>
    [...readPhrases(locale, 'work'), ...readPhrases(locale, 'learn')].map((phrase) => ({ ...phrase, locale })),
  );
  const thesauri = readThesauri();
  const all = JSON.stringify([phrases.map(({ label, phrase }) => [label, phrase]), thesauri]);
  return { phrases, thesauri, fingerprint: createHash('sha256').update(all).digest('hex') };
}
