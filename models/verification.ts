import { type Connection, type Model, Schema } from 'mongoose';

/** The code that counts now: bound to request, person, tenant and action through its HMAC. */
export interface LiveCode {
  requestId: string;
  /** HMAC-SHA256 of request, person, tenant, action and code. */
  mac: string;
  expiresAt: Date;
  tries: number;
  /** The effect whose check was right; set once. */
  consumedBy: string | null;
}

/** One person's codes and counters. The counters outlive resend, cancel and erasure for 24 hours, "it was not me" for seven days. */
export interface VerificationRow {
  _id: string;
  tenantId: string;
  /** Keyed hashes under the purpose `code-counter`: not the ones a person's data is found by. */
  counters: string[];
  live: LiveCode | null;
  /** Wrong tries of the last 24 hours. */
  failures: Date[];
  /** Codes sent in the last 24 hours. */
  sends: Date[];
  /** When the person last said that it was not them. Kept for seven days. */
  notMeAt?: Date;
  /** The last checks by effect, so that a retry after a crash counts once. */
  checks: { effectId: string; result: 'right' | 'wrong' | 'void' | 'expired' | 'locked'; triesLeft: number }[];
  expiresAt: Date;
}

const schema = new Schema<VerificationRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    counters: { type: [String], required: true },
    live: { type: Schema.Types.Mixed, default: null } as never,
    failures: { type: [Date], required: true },
    sends: { type: [Date], required: true },
    notMeAt: { type: Date },
    checks: { type: [Schema.Types.Mixed], required: true } as never,
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'verifications', versionKey: false },
);
schema.index({ tenantId: 1, counters: 1 }, { unique: true });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `verifications` on a connection. */
export function defineVerification(connection: Connection): Model<VerificationRow> {
  return connection.model<VerificationRow>('Verification', schema);
}
