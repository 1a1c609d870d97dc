import { type Connection, type Model, Schema } from 'mongoose';

/** One person at one tenant. `names` are keyed hashes; the names themselves are sealed under the person's key. */
export interface SubjectRow {
  _id: string;
  tenantId: string;
  keyId: string;
  keyIds: string[];
  names: string[];
  sealed: Buffer;
  isLockedOut: boolean;
  createdAt: Date;
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
