import { type Locale } from '../../../src/domain/locale.ts';
import { arabic } from './ar.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { portuguese } from './pt.ts';
import { type ReceptionTexts } from './texts.ts';

/** Reception's words in every language. */
export const receptionTexts: Readonly<Record<Locale, ReceptionTexts>> = {
  en: english,
  fr: french,
  ar: arabic,
  es: spanish,
  pt: portuguese,
};
