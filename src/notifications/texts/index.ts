import { type Locale } from '../../domain/locale.ts';
import { arabic } from './ar.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { portuguese } from './pt.ts';
import { type NoticeTexts } from './texts.ts';

/** Everything that is said to a business, in every language. */
export const noticeTexts: Readonly<Record<Locale, NoticeTexts>> = {
  en: english,
  fr: french,
  ar: arabic,
  es: spanish,
  pt: portuguese,
};
