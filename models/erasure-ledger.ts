import { type Connection, type Model, Schema } from 'mongoose';

import { type Ground } from '../src/domain/ground.ts';
import { type Instant } from '../src/domain/instant.ts';
import { type CodeChannel, type NoCodeReason } from '../src/domain/request.ts';
import { type Risk } from '../src/domain/risk.ts';
import { type ErasurePart } from '../src/domain/matter.ts';
import { type Locale } from '../src/domain/locale.ts';

/**
 * One entry of the erasure ledger: somebody is about to be erased (`planned`), or was (`erased`), or a part of what there is of
 * them is about to be (`part`); or a business that leaves is about to be closed with all its people, or was (`tenant-…`: of nobody in particular). Keyed hashes, random ids and counts only: nothing in it is an identifier, in clear or sealed. It
 * stands in a journal outside the database as well; a database that knows less than the journal was restored. Kept as long as the
 * journal: BACKUP_DAYS and 14 days.
 */
export interface ErasureLedgerRow {
  /** 1, 2, 3 and so on, without a gap: the order, whatever the clock says. */
  _id: number;
  kind: 'planned' | 'erased' | 'part' | 'tenant-closing' | 'tenant-closed';
  /** A hash over what makes the entry: the same request retried writes it once. */
  entryId: string;
  requestId: string;
  reference: string;
  tenantId: string;
  /** In a field of its own, so that no eraser takes the entry for the person's. */
  person: { subjectId: string; keyIds: string[]; hashes: string[] };
  /** Hashes of the tombstones and suppressions it leaves, each under the key of its one use. */
  remembered: { tombstones: string[]; suppressions: string[]; suppressionGroup: string; locale: Locale };
  plan: {
    instructionHash: string;
    hash: string;
    /** What was found and what is kept. Times are milliseconds since the Unix epoch. */
    stores: {
      store: string;
      matched: number;
      retention: { ground: Ground; keepAfter: number; until: number; lifeMs?: number } | null;
    }[];
  };
  /** What a part takes: stores, and what is older than a moment (milliseconds since the Unix epoch; `null`: all). */
  part?: { kind: ErasurePart['kind']; stores: { store: string; olderThan: number | null }[] };
  /**
   * Of a whole erasure: what is told of it where a restore has lost the request. Facts of the request, and hashes under the key
   * shared with the business. Times are milliseconds since the Unix epoch.
   */
  told?: {
    openedAt: number;
    verifiedAt: number | null;
    phoneNumberId: string;
    codeChannel: CodeChannel | null;
    slowPath: { since: Instant; because: NoCodeReason; isAtOperator?: true } | null;
    risk: Risk | null;
    subjectRef: { kind: 'phone' | 'bsuid'; hash: string }[];
  };
  erasedFrom: Date;
  at: Date;
  prevHash: string;
  hash: string;
  /** `false`: on its way into the journal. Nothing of it was destroyed yet. */
  inJournal: boolean;
}

const schema = new Schema<ErasureLedgerRow>(
  {
    _id: { type: Number, required: true },
    kind: { type: String, required: true, enum: ['planned', 'erased', 'part', 'tenant-closing', 'tenant-closed'] },
    entryId: { type: String, required: true, unique: true },
    requestId: { type: String, required: true },
    reference: { type: String, required: true },
    tenantId: { type: String, required: true },
    person: { type: Schema.Types.Mixed, required: true } as never,
    remembered: { type: Schema.Types.Mixed, required: true } as never,
    plan: { type: Schema.Types.Mixed, required: true } as never,
    part: { type: Schema.Types.Mixed } as never,
    told: { type: Schema.Types.Mixed } as never,
    erasedFrom: { type: Date, required: true },
    at: { type: Date, required: true },
    prevHash: { type: String },
    hash: { type: String, required: true },
    inJournal: { type: Boolean, required: true },
  },
  { strict: 'throw', collection: 'erasure_ledger', versionKey: false },
);
schema.index({ at: 1 });
// The few that are on their way.
schema.index({ inJournal: 1 }, { partialFilterExpression: { inJournal: false } });

/** Defines the collection `erasure_ledger` on a connection. */
export function defineErasureLedger(connection: Connection): Model<ErasureLedgerRow> {
  return connection.model<ErasureLedgerRow>('ErasureLedger', schema);
}
