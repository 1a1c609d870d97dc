import { type Locale } from '../../../src/domain/locale.ts';
import { arabic } from './ar.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { portuguese } from './pt.ts';
import { type RouteBTexts } from './texts.ts';

/** The words of the operator's own number in every language. */
export const routeBTexts: Readonly<Record<Locale, RouteBTexts>> = {
  en: english,
  fr: french,
  ar: arabic,
  es: spanish,
  pt: portuguese,
};
