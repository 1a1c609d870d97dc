import { type ErasurePart } from '../domain/matter.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type SubjectRef } from '../notifications/notice.ts';
import { type Remembered } from './remembrance.ts';
import { type ErasurePlan, type RequestRecord } from '../requests/request-record.ts';

interface AnyNote {
  readonly request: Pick<RequestRecord, 'requestId' | 'reference' | 'tenantId'>;
  readonly identity: IdentitySet;
  /** Milliseconds since the Unix epoch. */
  readonly erasedFrom: number;
}

/** What is noted of a whole erasure. */
export interface WholeNote extends AnyNote {
  /** `planned`: before anything is destroyed. `erased`: every store was scanned, and nothing found. */
  readonly kind: 'planned' | 'erased';
  readonly plan: ErasurePlan;
  /** So that a replay leaves tombstones and suppressions as the erasure did. */
  readonly remembered: Remembered;
  readonly told: ToldFacts;
}

/** What is still told of an erasure when a restore has lost its request: facts, and keyed hashes. Times are milliseconds. */
export type ToldFacts = Pick<
  RequestRecord,
  'openedAt' | 'verifiedAt' | 'phoneNumberId' | 'codeChannel' | 'slowPath' | 'risk'
> & { readonly subjectRef: readonly SubjectRef[] };

/** @param subjectRef whom the business will be told of, by the key that is shared with it. */
export function toldFacts(request: RequestRecord, subjectRef: readonly SubjectRef[]): ToldFacts {
  const { openedAt, verifiedAt, phoneNumberId, codeChannel, slowPath, risk } = request;
  return { openedAt, verifiedAt, phoneNumberId, codeChannel, slowPath, risk, subjectRef };
}

/** What is noted of the erasure of a part, before anything of it is destroyed. The person stays. */
export interface PartNote extends AnyNote {
  readonly kind: 'part';
  readonly part: PartLimits;
}

/**
 * What is noted of a business that leaves (src/tenants/close-tenant.ts). `tenant-closing`: before anything of it is destroyed.
 * `tenant-closed`: every collection was looked through, and nothing found.
 */
export interface TenantNote {
  readonly kind: 'tenant-closing' | 'tenant-closed';
  /** Random, of this closing. */
  readonly closingId: string;
  readonly tenantId: string;
}

export type LedgerNote = WholeNote | PartNote | TenantNote;

/** What goes with a part. */
export interface PartLimits {
  readonly kind: ErasurePart['kind'];
  /** What is older goes (milliseconds since the Unix epoch); `null`: everything in the store. */
  readonly stores: readonly { readonly store: string; readonly olderThan: number | null }[];
}

/** Notes erasures where a restored backup cannot undo it. Implemented by src/ledger/ledger.ts. */
export interface ErasureLedger {
  /**
   * Durable in two places when it returns. The same of a request again writes nothing.
   * @returns the plan that was noted: after a crash that of the first time, so that plan and ledger say the same. A part has an
   * empty one, and a business.
   * @throws OubliError `ledger_behind` when the database was restored under us, or the journal's own when it cannot be written.
   */
  record(note: LedgerNote): Promise<ErasurePlan>;
}
