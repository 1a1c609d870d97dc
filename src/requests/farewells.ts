import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { type Sender, type SendResult } from '../conversation/sender.ts';
import { serviceWindowMs } from '../domain/service-window.ts';
import { type Locale } from '../domain/locale.ts';
import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { type PaidSends } from './paid-sends.ts';
import { type Clock } from '../domain/instant.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { isOnPhoneApp, type Tenant, type TenantDirectory } from '../tenants/tenant.ts';
import { type ContactBook } from './contact-book.ts';
import { type FarewellContent, openFarewell } from './farewell-content.ts';
import { type ClaimedFarewell, type FarewellStore } from './farewell-store.ts';

/** How long a worker that dies keeps a farewell waiting. Longer than any send takes. */
const leaseMs = 60_000;
const longestWaitMs = 600_000;

/** What became of a look at a farewell. `none`: gone, not due, or somebody has it. */
export type FarewellOutcome = 'sent' | 'later' | 'given-up' | 'none';

/** Says goodbye to people whose data is erased. */
export interface Farewells {
  /**
   * Sends once, then shreds row and key: when Meta took it, refused it for good, or it cannot be known. Leaves no trace in the
   * message log. After a crash in the middle of a send it goes out again: twice is better than never.
   */
  deliver(farewellId: string): Promise<FarewellOutcome>;
  /** Ids of what is due at that moment (milliseconds since the Unix epoch), longest waiting first. */
  due(now: number, limit: number): Promise<readonly string[]>;
}

export interface FarewellsParts {
  readonly store: FarewellStore;
  readonly personKeys: Pick<PersonKeys, 'open' | 'destroy'>;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly sender: Sender;
  /** Bounds what templates to people cost. */
  readonly paidSends: Pick<PaidSends, 'take'>;
  /** Languages in Meta's template form (`pt_BR`). */
  readonly templateLanguage: (locale: Locale) => string;
  readonly contactBook: ContactBook;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** `PUBLIC_BASE_URL`, without a slash at its end. */
  readonly publicBaseUrl: string;
}

/** Makes farewells over a store. */
export function createFarewells(parts: FarewellsParts): Farewells {
  const { store, personKeys, wake, telemetry, clock } = parts;
  const shred = async ({ farewellId, keyId }: ClaimedFarewell): Promise<void> => {
    // The key first: from here on the row is noise, whatever happens to it.
    await personKeys.destroy([keyId]);
    await store.remove(farewellId);
  };
  return {
    async deliver(farewellId) {
      const claimed = await store.claim(farewellId, clock.now(), leaseMs);
      if (claimed === null) return 'none';
      const farewell = await open(parts, claimed);
      const result = farewell === null ? null : await send(parts, farewell);
      if (result?.name === 'try-later' && clock.now() + result.afterMs < claimed.expiresAt) {
        const afterMs = Math.max(result.afterMs, Math.min(longestWaitMs, 1000 * 2 ** claimed.attempts));
        await store.postpone(claimed, clock.now() + afterMs);
        await wake.wake('farewell', farewellId, afterMs);
        return 'later';
      }
      await shred(claimed);
      const outcome = result?.name === 'accepted' ? 'sent' : 'given-up';
      telemetry.event('farewell', { outcome, ...reasonOf(result) });
      if (farewell !== null) await forgetPair(parts, farewell);
      return outcome;
    },
    due: (now, limit) => store.due(now, limit),
  };
}

interface OpenFarewell {
  readonly tenant: Tenant;
  readonly content: FarewellContent;
}

/** `null`: there is nobody to say it to, or nothing to say it with. */
async function open(
  { personKeys, tenants, clock }: FarewellsParts,
  { tenantId, keyId, sealed, expiresAt }: ClaimedFarewell,
): Promise<OpenFarewell | null> {
  if (expiresAt <= clock.now()) return null;
  const [tenant, runKey] = await Promise.all([tenants.byId(tenantId), personKeys.open(keyId)]);
  return tenant === null || runKey === null ? null : { tenant, content: openFarewell(runKey, sealed) };
}

/**
 * Outside WhatsApp's 24-hour window, as after every delay of a day or more, by the business's template if it has one. Asked first:
 * Meta takes free words outside the window, and says by a status later that they did not arrive (131047), when nothing is left
 * to say it again with.
 */
async function send(parts: FarewellsParts, { tenant, content }: OpenFarewell): Promise<SendResult> {
  const { sender, publicBaseUrl, paidSends, templateLanguage } = parts;
  const { address, locale, phoneNumberId, reference, erased, kept, claimSecret } = content;
  const isMirrored = isOnPhoneApp(tenant, phoneNumberId);
  const receipt = { url: `${publicBaseUrl}/r/${reference}`, claimSecret, isMirrored };
  const body = deletionTexts[locale].farewell({ reference, businessName: tenant.name, erased, kept, receipt });
  const order = { tenant, phoneNumberId, to: address };
  const name = tenant.templates.notice;
  const byTemplate = async (): Promise<SendResult | null> => {
    if (name === undefined || !(await paidSends.take(tenant))) return null;
    const parameters = [protectionTexts[locale].farewellLine({ url: receipt.url, claimSecret }), reference];
    const language = templateLanguage(locale);
    return sender.send({ ...order, message: { kind: 'template', name, language, parameters } });
  };
  const isKnownClosed = content.heardAt !== null && parts.clock.now() - content.heardAt >= serviceWindowMs;
  const asked = isKnownClosed ? await byTemplate() : null;
  if (asked !== null && asked.name !== 'refused') return asked;
  const result = await sender.send({ ...order, message: { kind: 'text', body } });
  const isClosed = result.name === 'refused' && result.reason === 'window-closed' && asked === null;
  return isClosed ? ((await byTemplate()) ?? result) : result;
}

/**
 * Meta pairs phone and BSUID in a book of its own, and any message writes the pair again: so this comes after the last one.
 * Best effort, once: the address is shredded by now and nobody could try again.
 */
async function forgetPair(
  { contactBook, telemetry }: FarewellsParts,
  { tenant, content }: OpenFarewell,
): Promise<void> {
  const { bsuid } = content.address;
  if (bsuid === undefined) return;
  try {
    const order = { token: tenant.accessToken, phoneNumberId: content.phoneNumberId, bsuid };
    telemetry.event('contact_book_cleared', { result: (await contactBook.forget(order)).name });
  } catch (error) {
    telemetry.fault('contact_book_not_cleared', error);
  }
}

function reasonOf(result: SendResult | null): Readonly<Record<string, string | number>> {
  if (result === null) return { reason: 'gone' };
  switch (result.name) {
    case 'refused':
      return { reason: result.reason, code: result.code };
    case 'try-later':
      return { reason: 'too-late', code: result.code };
    case 'unknown':
      return { reason: 'unknown' };
    case 'accepted':
      return {};
  }
}
