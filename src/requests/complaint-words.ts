import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { complaintAuthorityOf } from '../domain/complaint-authority.ts';
import { type Locale } from '../domain/locale.ts';
import { type Identifier } from '../domain/subject.ts';

/** Where the person can complain, and that there is a court (GDPR 12(4)): by the country of their phone. */
export function complaintWords(locale: Locale, identifiers: readonly Identifier[]): string {
  const phone = identifiers.findLast(({ kind }) => kind === 'phone')?.value ?? null;
  return protectionTexts[locale].complaint({ authority: complaintAuthorityOf(phone) });
}
