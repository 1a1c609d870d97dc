import { type Instant, toInstant } from '../domain/instant.ts';
import { type RequestStateName, type Right } from '../domain/request.ts';
import { type StoreCounts } from '../domain/store-counts.ts';
import { type RequestRecord } from './request-record.ts';
import { type RequestStore } from './request-store.ts';

/** A request as the business may see it: reference, times, counts. Nobody's name. */
export interface RequestView {
  readonly reference: string;
  readonly state: RequestStateName;
  readonly right: Right;
  readonly openedAt: Instant;
  readonly verifiedAt?: Instant;
  readonly erasedAt?: Instant;
  readonly stores?: readonly StoreCounts[];
}

/** What the business can look up of its own requests. */
export interface RequestReader {
  /**
   * Newest first, verified ones only: what nobody confirmed is nobody else's affair (privacy.md 8.7 number 1).
   * @param page at most 200; `after` is the last reference of the page before. `null`: that is none of the tenant's own.
   */
  list(
    tenantId: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly RequestView[] | null>;
  /** Any of the tenant's own, by the reference that the person gave. */
  byReference(tenantId: string, reference: string): Promise<RequestView | null>;
}

/** Makes the reader over the requests. */
export function createRequestReader({
  store,
}: {
  readonly store: Pick<RequestStore, 'list' | 'byReference'>;
}): RequestReader {
  return {
    async list(tenantId, { limit, after }) {
      const bounded = Math.min(200, Math.max(1, Math.trunc(limit)));
      const page = { tenantId, isVerified: true, limit: bounded } as const;
      const found = await store.list(after === undefined ? page : { ...page, after });
      return found?.map(viewOf) ?? null;
    },
    async byReference(tenantId, reference) {
      const found = await store.byReference(reference);
      return found?.tenantId === tenantId ? viewOf(found) : null;
    },
  };
}

function viewOf({ reference, state, matter, openedAt, verifiedAt }: RequestRecord): RequestView {
  return {
    reference,
    state: state.name,
    right: matter.right,
    openedAt: toInstant(openedAt),
    ...(verifiedAt === null ? {} : { verifiedAt: toInstant(verifiedAt) }),
    ...(state.name === 'erased' || state.name === 'closed' ? { erasedAt: state.erasedAt, stores: state.stores } : {}),
  };
}
