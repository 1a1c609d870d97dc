import { type Clock } from '../domain/instant.ts';
import { type Notices } from '../notifications/notices.ts';
import { type Reveals } from '../notifications/reveals.ts';
import { type IssueReceipt } from '../proof/issue-receipt.ts';
import { type ReceiptStore, type StoredReceipt } from '../proof/receipt-store.ts';
import { type RequestRecord } from '../requests/request-record.ts';
import { type TenantDirectory } from '../tenants/tenant.ts';
import { heldItems } from './held-items.ts';
import { receiptBodyOf } from './receipt-body.ts';
import { type Register } from './register.ts';

/** The live receipt of an erasure that is over. */
export interface LateReceipts {
  /**
   * The one that was signed with the erasure. Where a restored backup lost it, or a replay ended the erasure, a new one that
   * nobody can claim: the names are gone. `null`: not erased, or the business is gone.
   */
  ensure(request: RequestRecord): Promise<StoredReceipt | null>;
}

export interface LateReceiptParts {
  readonly receipts: Pick<ReceiptStore, 'byReference' | 'insert'>;
  readonly issueReceipt: IssueReceipt;
  readonly register: Register;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly notices: Pick<Notices, 'deliveries'>;
  readonly reveals: Pick<Reveals, 'heldUntil'>;
  /** `PUBLIC_BASE_URL`: who signs. */
  readonly iss: string;
  readonly clock: Clock;
}

export function createLateReceipts(parts: LateReceiptParts): LateReceipts {
  const { receipts, issueReceipt, register, tenants, notices, reveals, iss, clock } = parts;
  const live = async (reference: string): Promise<StoredReceipt | null> =>
    (await receipts.byReference(reference)).find(({ kind }) => kind === 'live') ?? null;
  return {
    async ensure(request) {
      const { requestId, reference, tenantId, state, farewellUntil } = request;
      const known = await live(reference);
      if (known !== null || state.name !== 'erased') return known;
      const tenant = await tenants.byId(tenantId);
      if (tenant === null) return null;
      const [told, revealLink] = await Promise.all([notices.deliveries(requestId), reveals.heldUntil(requestId)]);
      const erasedAt = Date.parse(state.erasedAt);
      const body = receiptBodyOf({
        ...{ iss, register, tenant, request, stores: state.stores, told, commit: [] },
        heldUntil: heldItems({ farewell: farewellUntil, revealLink }),
        erasedFrom: erasedAt,
        verifiedAbsent: erasedAt,
      });
      await receipts.insert(await issueReceipt(tenantId, body, clock.now()));
      return live(reference);
    },
  };
}
