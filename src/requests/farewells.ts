import { type PersonKeys } from '../keys/person-keys.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../tenants/tenant.ts';
import { type ContactBook } from './contact-book.ts';
import { type FarewellContent, openFarewell } from './farewell-content.ts';
import { type ClaimedFarewell, type FarewellStore } from './farewell-store.ts';
import { type FarewellSaid, sayFarewell, type SayFarewellParts } from './say-farewell.ts';

/** How long a worker that dies keeps a farewell waiting. Longer than any send takes. */
const leaseMs = 60_000;
const longestWaitMs = 600_000;

/** What became of a look at a farewell. `none`: gone, not due, or somebody has it. */
export type FarewellOutcome = 'sent' | 'later' | 'given-up' | 'none';

/** Says goodbye to people whose data is erased. */
export interface Farewells {
  /**
   * Sends once, then shreds row and key: when Meta took it, refused it for good, or it cannot be known. What the business can mend
   * (its token, account, template, budget) is waited for to the end of its day. Leaves no trace in the message log. After a crash
   * in the middle of a send it goes out again: twice is better than never.
   */
  deliver(farewellId: string): Promise<FarewellOutcome>;
  /** Ids of what is due at that moment (milliseconds since the Unix epoch), longest waiting first. */
  due(now: number, limit: number): Promise<readonly string[]>;
}

export interface FarewellsParts extends SayFarewellParts {
  readonly store: FarewellStore;
  readonly personKeys: Pick<PersonKeys, 'open' | 'destroy'>;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly contactBook: ContactBook;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
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
      const said = farewell === null ? null : await sayFarewell(parts, { ...farewell, isPaid: claimed.isPaid });
      if (said?.name === 'later') {
        const afterMs = Math.max(said.afterMs, Math.min(longestWaitMs, 1000 * 2 ** claimed.attempts));
        const dueAt = clock.now() + afterMs;
        if (dueAt < claimed.expiresAt) {
          await store.postpone(claimed, { dueAt, isPaid: said.isPaid });
          await wake.wake('farewell', farewellId, afterMs);
          return 'later';
        }
      }
      await shred(claimed);
      const outcome = said?.name === 'over' && said.result.name === 'accepted' ? 'sent' : 'given-up';
      telemetry.event('farewell', { outcome, ...reasonOf(said) });
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

function reasonOf(said: FarewellSaid | null): Readonly<Record<string, string | number>> {
  if (said === null) return { reason: 'gone' };
  if (said.name === 'later') return { reason: 'too-late', code: said.code };
  const { result } = said;
  if (result.name === 'refused') return { reason: result.reason, code: result.code };
  return result.name === 'accepted' ? {} : { reason: 'unknown' };
}
