import { type Locale } from '../src/domain/locale.ts';

/** Each language by its own name, as a person looks for it. At most 24 code points (Meta, list row title). */
export const languageNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  fr: 'Français',
  ar: 'العربية',
  es: 'Español',
  pt: 'Português',
};
