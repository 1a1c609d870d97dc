import { type Locale } from '../../../domain/locale.ts';
import { arabic } from './ar.ts';
import { english } from './en.ts';
import { french } from './fr.ts';
import { portuguese } from './pt.ts';
import { spanish } from './es.ts';
import { type VerifierTexts } from './texts.ts';

/** What a verifier says, in every language. */
export const verifierTexts: Readonly<Record<Locale, VerifierTexts>> = {
  en: english,
  fr: french,
  ar: arabic,
  es: spanish,
  pt: portuguese,
};
