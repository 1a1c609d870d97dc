import { type Locale } from '../../domain/locale.ts';
import { arabic } from './ar.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { portuguese } from './pt.ts';
import { type CopyTexts } from './texts.ts';

/** The words of a copy in every language. */
export const copyTexts: Readonly<Record<Locale, CopyTexts>> = {
  en: english,
  fr: french,
  ar: arabic,
  es: spanish,
  pt: portuguese,
};
