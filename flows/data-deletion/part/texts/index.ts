import { type Locale } from '../../../../src/domain/locale.ts';
import { arabic } from './ar.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { portuguese } from './pt.ts';
import { type PartTexts } from './texts.ts';

/** The words of a partial erasure in every language. */
export const partTexts: Readonly<Record<Locale, PartTexts>> = {
  en: english,
  fr: french,
  ar: arabic,
  es: spanish,
  pt: portuguese,
};
