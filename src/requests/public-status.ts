import { type Locale } from '../domain/locale.ts';
import { type ReceiptStore, type StoredReceipt } from '../proof/receipt-store.ts';
import { unverifiedStates } from './request-record.ts';
import { type RequestStore } from './request-store.ts';
import { type RequestStanding, standingOf } from './standing-of.ts';

/** What whoever holds a reference may see. */
export interface PublicStatus {
  readonly reference: string;
  /** The same that STATUS with this reference says to anybody in the chat, and no more. */
  readonly standing: RequestStanding;
  /** The language of the chat, where it is still known. */
  readonly locale: Locale | null;
  /** Live, then final. */
  readonly receipts: readonly Pick<StoredReceipt, 'kind' | 'jws' | 'issuedAt'>[];
}

/** Looks a request up by its reference alone. */
export interface PublicStatuses {
  /** `null` for what never was, is not confirmed, or is too long ago: one answer for all (privacy.md 8.7 number 1). */
  look(reference: string): Promise<PublicStatus | null>;
}

/** Makes the look-up. A receipt outlives the row of its request. */
export function createPublicStatuses(parts: {
  readonly store: Pick<RequestStore, 'byReference'>;
  readonly receipts: Pick<ReceiptStore, 'byReference'>;
}): PublicStatuses {
  const { store, receipts } = parts;
  return {
    async look(reference) {
      const [request, issued] = await Promise.all([store.byReference(reference), receipts.byReference(reference)]);
      if (request === null) {
        return issued.length === 0
          ? null
          : { reference, standing: erasedBefore(reference), locale: null, receipts: issued };
      }
      const { state, locale, verifiedAt } = request;
      if (unverifiedStates.includes(state.name) || verifiedAt === null) return null;
      return { reference, standing: standingOf(request), locale, receipts: issued };
    },
  };
}

/** Its row is gone. Only an erasure of everything has a receipt. */
function erasedBefore(reference: string): RequestStanding {
  return { right: 'erasure', reference, state: 'closed', dueAt: null };
}
