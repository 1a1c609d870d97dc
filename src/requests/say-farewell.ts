import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { isMendable, mendingMs, type Sender, type SendResult } from '../conversation/sender.ts';
import { type Clock } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { isWindowOver } from '../domain/service-window.ts';
import { isOnPhoneApp, type Tenant } from '../tenants/tenant.ts';
import { type FarewellContent } from './farewell-content.ts';
import { nextBudgetAt, type PaidSends } from './paid-sends.ts';

export interface SayFarewellParts {
  readonly sender: Sender;
  /** Bounds what templates to people cost. */
  readonly paidSends: Pick<PaidSends, 'take'>;
  /** Languages in Meta's template form (`pt_BR`). */
  readonly templateLanguage: (locale: Locale) => string;
  readonly clock: Clock;
  /** `PUBLIC_BASE_URL`, without a slash at its end. */
  readonly publicBaseUrl: string;
}

export interface FarewellOrder {
  readonly tenant: Tenant;
  readonly content: FarewellContent;
  /** A try before this one took a template from the day's budget. */
  readonly isPaid: boolean;
}

/** What became of saying it. */
export type FarewellSaid =
  /** Nothing more can be done: it went out, was refused for good, or nobody knows. */
  | { readonly name: 'over'; readonly result: SendResult }
  /** Nothing went out, and later something may. `code`: Meta's, or why we did not ask. `isPaid`: a template is taken already. */
  | { readonly name: 'later'; readonly afterMs: number; readonly isPaid: boolean; readonly code: number | 'budget' };

/**
 * Outside WhatsApp's 24-hour window, as after every delay of a day or more, by the business's template if it has one, and by
 * nothing else: Meta takes free words outside the window, and says by a status later that they did not arrive (131047), when
 * nothing is left to say it again with. So where the day's budget is spent, or the template is paused, it waits.
 */
export async function sayFarewell(parts: SayFarewellParts, order: FarewellOrder): Promise<FarewellSaid> {
  const { tenant, content, isPaid } = order;
  const { sender, publicBaseUrl, clock } = parts;
  const { address, locale, phoneNumberId, reference, erased, kept, claimSecret, heardAt } = content;
  const isKnownClosed = isPaid || (heardAt !== null && isWindowOver(heardAt, clock.now()));
  if (isKnownClosed && tenant.templates.notice !== undefined)
    return sayByTemplate(parts, order, tenant.templates.notice);
  const receipt = {
    url: receiptUrl(publicBaseUrl, reference),
    claimSecret,
    isMirrored: isOnPhoneApp(tenant, phoneNumberId),
  };
  const body = deletionTexts[locale].farewell({ reference, businessName: tenant.name, erased, kept, receipt });
  const result = await sender.send({ tenant, phoneNumberId, to: address, message: { kind: 'text', body } });
  const isClosed = result.name === 'refused' && result.reason === 'window-closed';
  if (isClosed && tenant.templates.notice !== undefined) return sayByTemplate(parts, order, tenant.templates.notice);
  return saidOf(result, isPaid);
}

async function sayByTemplate(
  { sender, paidSends, templateLanguage, clock, publicBaseUrl }: SayFarewellParts,
  { tenant, content, isPaid }: FarewellOrder,
  name: string,
): Promise<FarewellSaid> {
  const { address, locale, phoneNumberId, reference, claimSecret } = content;
  // Once for all tries: what is taken is not given back, and a template that is paused for a day would eat the budget of many.
  if (!isPaid && !(await paidSends.take(tenant))) {
    const now = clock.now();
    return { name: 'later', afterMs: nextBudgetAt(now) - now, isPaid: false, code: 'budget' };
  }
  const url = receiptUrl(publicBaseUrl, reference);
  const parameters = [protectionTexts[locale].farewellLine({ url, claimSecret }), reference];
  const message = { kind: 'template', name, language: templateLanguage(locale), parameters } as const;
  return saidOf(await sender.send({ tenant, phoneNumberId, to: address, message }), true);
}

function saidOf(result: SendResult, isPaid: boolean): FarewellSaid {
  if (result.name === 'try-later') return { name: 'later', afterMs: result.afterMs, isPaid, code: result.code };
  if (result.name === 'refused' && isMendable(result.reason))
    return { name: 'later', afterMs: mendingMs, isPaid, code: result.code };
  return { name: 'over', result };
}

function receiptUrl(publicBaseUrl: string, reference: string): string {
  return `${publicBaseUrl}/r/${reference}`;
}
