import { type IdentitySet } from '../domain/subject.ts';
import { type Remembered } from './remembrance.ts';
import { type ErasurePlan, type RequestRecord } from '../requests/request-record.ts';

/** What is noted of a run. */
export interface LedgerNote {
  /** `planned`: before anything is destroyed. `erased`: every store was scanned, and nothing found. */
  readonly kind: 'planned' | 'erased';
  readonly request: Pick<RequestRecord, 'requestId' | 'reference' | 'tenantId'>;
  readonly plan: ErasurePlan;
  readonly identity: IdentitySet;
  /** So that a replay leaves tombstones and suppressions as the erasure did. */
  readonly remembered: Remembered;
  /** Milliseconds since the Unix epoch. */
  readonly erasedFrom: number;
}

/** Notes erasures where a restored backup cannot undo it. Implemented by src/ledger/ledger.ts. */
export interface ErasureLedger {
  /**
   * Durable in two places when it returns. The same of a request again writes nothing.
   * @returns the plan that was noted: after a crash that of the first time, so that plan and ledger say the same.
   * @throws OubliError `ledger_behind` when the database was restored under us, or the journal's own when it cannot be written.
   */
  record(note: LedgerNote): Promise<ErasurePlan>;
}
