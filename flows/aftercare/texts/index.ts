import { type Locale } from '../../../src/domain/locale.ts';
import { arabic } from './ar.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { portuguese } from './pt.ts';
import { type AftercareTexts } from './texts.ts';

/** Aftercare's words in every language. */
export const aftercareTexts: Readonly<Record<Locale, AftercareTexts>> = {
  en: english,
  fr: french,
  ar: arabic,
  es: spanish,
  pt: portuguese,
};
