import { type Connection, type Model, Schema } from 'mongoose';

import { type Ground } from '../src/domain/ground.ts';
import { type Instant } from '../src/domain/instant.ts';
import { type Risk } from '../src/domain/risk.ts';
import { type Locale } from '../src/domain/locale.ts';
import { type Matter } from '../src/domain/matter.ts';
import { type CodeChannel, type NoCodeReason, type RequestState, type Right } from '../src/domain/request.ts';

/** What the run is going to do, frozen. Times are milliseconds since the Unix epoch. */
interface PlanFields {
  instructionHash: string;
  hash: string;
  stores: {
    store: string;
    matched: number;
    retention: { ground: Ground; keepAfter: number; until: number; lifeMs?: number } | null;
  }[];
}

/** The checkpoint of one store. */
interface StepFields {
  store: string;
  retained: number;
  kept: { ground: Ground; until: Instant } | null;
  residual: number | null;
}

/** A step of the request as the log takes it. */
interface AuditStepFields {
  type: string;
  at: Instant;
  seq: number;
  [number: string]: unknown;
}

/**
 * One request of one person. Its identifying half ({@link subjectId}, {@link keyId}, {@link names}, {@link run},
 * {@link subjectRef}) stands here only while the request is open: the write that ends it removes it. What stays is a
 * reference, times and counts.
 */
export interface RequestRow {
  _id: string;
  reference: string;
  tenantId: string;
  right: Right;
  /** What of it; absent: all. */
  part?: Matter['part'];
  locale: Locale;
  /** The business number that the person wrote to. Not personal. */
  phoneNumberId: string;
  state: RequestState;
  /** Moves by one with every write that decides something: the compare-and-set of every transition. */
  version: number;
  openedAt: Date;
  verifiedAt: Date | null;
  /** When erasing starts at the earliest: after the objection window. */
  startsAt: Date | null;
  /** What the sweep finds; absent when nothing waits. */
  dueAt?: Date;
  lease: { until: Date; fence: number };
  /** Failures of the step that is next. */
  attempts: number;
  subjectId?: string;
  keyId?: string;
  names?: string[];
  /** Everything by which the person can be found, frozen at `planning`, sealed under a key of this run alone. */
  run?: { keyId: string; sealed: Buffer };
  /** Kept until `dsr.erased` is announced (in the ledger as long as that): keyed hashes under the key shared with the tenant. */
  subjectRef?: { kind: 'phone' | 'bsuid'; hash: string }[];
  plan: PlanFields | null;
  steps: StepFields[];
  /** What must still be announced: written with the state, so that a crash never loses a notice. */
  noticesDue: string[];
  told: string[];
  /** Until when the sealed last message may exist; `null`: there is none. */
  farewellUntil: Date | null;
  /** When the person last wrote: from `planning` to the end. */
  heardAt?: Date | null;
  /** How the code that was typed had gone out. */
  codeChannel?: CodeChannel;
  /** How long it waits and why: levels and reasons of src/domain/risk.ts, nobody's name. */
  risk?: Risk;
  /** When the person was last reminded that it waits. */
  remindedAt?: Date | null;
  /** Goes on without a code, seven days after `since`. */
  slowPath?: { since: Instant; because: NoCodeReason; windowMs?: number; isAtOperator?: true } | null;
  /** Kept back among too many at once, or let go again. */
  breaker?: 'held' | 'released' | null;
  /** News for the person whose template is held up: milliseconds since the Unix epoch, and whether it is paid for. */
  newsHeld?: { until: number; isPaid: boolean };
  /** The business took longer, in writing. */
  extension?: { until: Instant; because: 'complex' | 'many-requests' };
  /** The key epoch in which the last of its keys was destroyed; gone when it is closed. */
  epochId?: string;
  /** The random word under which its steps stand in the log: gone when it is over, and with it the way from them to here. */
  pseudonym?: string;
  /** Steps that are not in the log yet. */
  auditDue?: AuditStepFields[];
  /** Set when it ends; MongoDB drops the row then. */
  expiresAt?: Date;
}

const schema = new Schema<RequestRow>(
  {
    _id: { type: String, required: true },
    reference: { type: String, required: true, unique: true },
    tenantId: { type: String, required: true },
    right: { type: String, required: true },
    part: { type: Schema.Types.Mixed } as never,
    locale: { type: String, required: true },
    phoneNumberId: { type: String, required: true },
    state: { type: Schema.Types.Mixed, required: true } as never,
    version: { type: Number, required: true },
    openedAt: { type: Date, required: true },
    verifiedAt: { type: Date, default: null },
    startsAt: { type: Date, default: null },
    dueAt: { type: Date },
    lease: { type: Schema.Types.Mixed, required: true } as never,
    attempts: { type: Number, required: true },
    subjectId: { type: String },
    keyId: { type: String },
    names: { type: [String], default: undefined },
    run: { type: Schema.Types.Mixed } as never,
    subjectRef: { type: Schema.Types.Mixed } as never,
    plan: { type: Schema.Types.Mixed, default: null } as never,
    steps: { type: Schema.Types.Mixed, required: true } as never,
    noticesDue: { type: [String], required: true },
    told: { type: [String], required: true },
    farewellUntil: { type: Date, default: null },
    heardAt: { type: Date },
    codeChannel: { type: String },
    risk: { type: Schema.Types.Mixed } as never,
    remindedAt: { type: Date },
    slowPath: { type: Schema.Types.Mixed } as never,
    breaker: { type: String },
    newsHeld: { type: Schema.Types.Mixed } as never,
    extension: { type: Schema.Types.Mixed } as never,
    epochId: { type: String },
    pseudonym: { type: String },
    auditDue: { type: Schema.Types.Mixed } as never,
    expiresAt: { type: Date },
  },
  { strict: 'throw', collection: 'requests', versionKey: false },
);
schema.index({ tenantId: 1, names: 1 });
schema.index({ tenantId: 1, keyId: 1 });
// One open request a person: two messages at once open one.
schema.index({ subjectId: 1 }, { unique: true, sparse: true });
schema.index({ dueAt: 1 }, { sparse: true });
schema.index({ tenantId: 1, openedAt: -1, _id: -1 });
schema.index({ 'state.name': 1, openedAt: -1 });
schema.index({ epochId: 1 }, { sparse: true });
schema.index({ tenantId: 1, breaker: 1 }, { partialFilterExpression: { breaker: 'held' } });
schema.index({ 'auditDue.seq': 1 }, { sparse: true });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `requests` on a connection. */
export function defineRequest(connection: Connection): Model<RequestRow> {
  return connection.model<RequestRow>('Request', schema);
}
