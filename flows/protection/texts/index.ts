import { type Locale } from '../../../src/domain/locale.ts';
import { arabic } from './ar.ts';
import { english } from './en.ts';
import { french } from './fr.ts';
import { portuguese } from './pt.ts';
import { spanish } from './es.ts';
import { type ProtectionTexts } from './texts.ts';

/** What is said where a request waits, takes longer or is refused, by language. */
export const protectionTexts: Readonly<Record<Locale, ProtectionTexts>> = {
  en: english,
  fr: french,
  ar: arabic,
  es: spanish,
  pt: portuguese,
};
