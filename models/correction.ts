import { type Connection, type Model, Schema } from 'mongoose';

import { type CorrectionField, type CorrectionRefusal } from '../src/domain/correction.ts';
import { type PersonBound } from './person-bound.ts';
import { indexPersonBound, personBoundFields } from './person-bound-fields.ts';

/**
 * Something that a person wants put right, until the business has decided, and 45 days after. What is right stands sealed
 * under the person's key.
 */
export interface CorrectionRow extends PersonBound {
  _id: string;
  /** `ER-XXXX-XXXX-XXXX`. */
  reference: string;
  /** Of those that became one with it: they stand for it as well. */
  otherReferences?: string[];
  locale: string;
  /** The business number that the person wrote to. Not personal. */
  phoneNumberId: string;
  field: CorrectionField;
  /** `{ value }` as JSON. */
  sealed: Buffer;
  state: 'asked' | 'done' | 'refused';
  reason?: CorrectionRefusal;
  openedAt: Date;
  /** When the value was said last. Absent in rows from before it was noted: when it was opened. */
  saidAt?: Date;
  /** When the business hears of it again, or people do; once it is decided, when the person is told (again). Absent: all have heard. */
  remindAt?: Date;
  /** When the law wants it answered. */
  dueAt: Date;
  decidedAt?: Date;
  /** Set with the decision; MongoDB drops the row then. */
  expiresAt?: Date;
}

const schema = new Schema<CorrectionRow>(
  {
    _id: { type: String, required: true },
    ...personBoundFields,
    reference: { type: String, required: true, unique: true },
    otherReferences: { type: [String], default: undefined },
    locale: { type: String, required: true },
    phoneNumberId: { type: String, required: true },
    field: { type: String, required: true },
    sealed: { type: Buffer, required: true },
    state: { type: String, required: true },
    reason: { type: String },
    openedAt: { type: Date, required: true },
    saidAt: { type: Date },
    remindAt: { type: Date },
    dueAt: { type: Date, required: true },
    decidedAt: { type: Date },
    expiresAt: { type: Date },
  },
  { strict: 'throw', collection: 'corrections', versionKey: false },
);
// One open a person and field: who writes again means the later.
schema.index({ subjectId: 1, field: 1 }, { unique: true, partialFilterExpression: { state: 'asked' } });
schema.index({ tenantId: 1, state: 1, openedAt: 1 });
schema.index({ otherReferences: 1 }, { sparse: true });
schema.index({ remindAt: 1 }, { sparse: true });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
indexPersonBound(schema);

/** Defines the collection `corrections` on a connection. */
export function defineCorrection(connection: Connection): Model<CorrectionRow> {
  return connection.model<CorrectionRow>('Correction', schema);
}
