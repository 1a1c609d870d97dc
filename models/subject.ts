import { type Connection, type Model, Schema } from 'mongoose';

/**
 * One person at one tenant. `names` are keyed hashes; the names themselves are sealed under the person's key, those that were
 * theirs and are somebody else's today among them. For these a hash stands in `names` that nobody can be asked for by.
 */
export interface SubjectRow {
  _id: string;
  tenantId: string;
  keyId: string;
  keyIds: string[];
  names: string[];
  sealed: Buffer;
  isLockedOut: boolean;
  /** When they were first heard of: what the risk of a request is judged by. */
  createdAt: Date;
  /** Came by import or the API, and has not written yet. Absent: they wrote. */
  isUnheard?: true;
  /** Their first own message, where they were known before it. Absent: `createdAt` is as good. */
  firstSeenAt?: Date;
  /** When WhatsApp last said that number or id changed, or gave the number to somebody else. */
  identityChangedAt?: Date;
  /** Keyed hash of Meta's `identity_key_hash`, as last seen. Absent: no baseline. */
  identityKey?: string;
  /** When that hash was another one than before, or Meta refused a send for it (137000). */
  identityKeyChangedAt?: Date;
}

const schema = new Schema<SubjectRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    keyId: { type: String, required: true },
    keyIds: { type: [String], required: true },
    names: { type: [String], required: true },
    sealed: { type: Buffer, required: true },
    isLockedOut: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
    isUnheard: { type: Boolean },
    firstSeenAt: { type: Date },
    identityChangedAt: { type: Date },
    identityKey: { type: String },
    identityKeyChangedAt: { type: Date },
  },
  { strict: 'throw', collection: 'subjects', versionKey: false },
);
// Unique: a name belongs to one person at a time, also when two messages arrive at once.
schema.index({ tenantId: 1, names: 1 }, { unique: true });
schema.index({ tenantId: 1, keyIds: 1 });
schema.index({ tenantId: 1, keyId: 1 });

/** Defines the collection `subjects` on a connection. */
export function defineSubject(connection: Connection): Model<SubjectRow> {
  return connection.model<SubjectRow>('Subject', schema);
}
