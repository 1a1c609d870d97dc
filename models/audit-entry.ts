import { type Connection, type Model, Schema } from 'mongoose';

/**
 * One leaf of the tamper-evident log. Types, times and numbers under a random word of the request: nobody can be found by it
 * once the request's row has forgotten that word. Kept for good: a log with holes proves nothing.
 */
export interface AuditEntryRow {
  /** Its place, from 0 on. */
  _id: number;
  entryId: string;
  /** Canonical JSON, exactly as hashed. */
  text: string;
  /** SHA-256(0x00 ‖ text): RFC 9162. */
  leaf: Buffer;
}

const schema = new Schema<AuditEntryRow>(
  {
    _id: { type: Number, required: true },
    entryId: { type: String, required: true, unique: true },
    text: { type: String, required: true },
    leaf: { type: Buffer, required: true },
  },
  { strict: 'throw', collection: 'audit_entries', versionKey: false },
);

/** Defines the collection `audit_entries` on a connection. */
export function defineAuditEntry(connection: Connection): Model<AuditEntryRow> {
  return connection.model<AuditEntryRow>('AuditEntry', schema);
}
