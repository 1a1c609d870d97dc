import { type Locale } from '../domain/locale.ts';

/**
 * The language code under which a template is looked for at Meta, one for each of ours. A template is to be approved in
 * those of the tenant's languages. Source: Meta, Template languages.
 */
const templateLanguages: Readonly<Record<Locale, string>> = { en: 'en_US', fr: 'fr', ar: 'ar', es: 'es', pt: 'pt_BR' };

/** Turns one of our languages into Meta's code. */
export function templateLanguage(locale: Locale): string {
  return templateLanguages[locale];
}
