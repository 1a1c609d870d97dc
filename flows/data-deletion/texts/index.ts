import { type Button } from '../../../src/domain/outbound.ts';
import { type Locale } from '../../../src/domain/locale.ts';
import { arabic } from './ar.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { portuguese } from './pt.ts';
import { type DeletionTexts } from './texts.ts';

/** The words of deletion in every language. */
export const deletionTexts: Readonly<Record<Locale, DeletionTexts>> = {
  en: english,
  fr: french,
  ar: arabic,
  es: spanish,
  pt: portuguese,
};

/** Buttons under what goes and what stays. */
export function intentButtons(locale: Locale): readonly Button[] {
  const { labels } = deletionTexts[locale];
  return [
    { id: 'dd.confirm', title: labels.confirm },
    { id: 'dd.cancel', title: labels.cancel },
  ];
}

/** Buttons while a code is awaited. */
export function codeButtons(locale: Locale): readonly Button[] {
  const { labels } = deletionTexts[locale];
  return [
    { id: 'dd.resend', title: labels.resend },
    { id: 'dd.cancel', title: labels.cancel },
    { id: 'dd.not-me', title: labels.notMe },
  ];
}

/** One button: the way out while nothing else can be done. */
export function cancelButton(locale: Locale): readonly Button[] {
  return [{ id: 'dd.cancel', title: deletionTexts[locale].labels.cancel }];
}
