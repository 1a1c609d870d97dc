import { type Connection, type Model, Schema } from 'mongoose';

/**
 * That a business must not put somebody in again: one row for each name of a person whose data was erased. Keyed hashes of a
 * purpose of their own and a date; bound to that one purpose, and read for no other. Kept until it is lifted: by the person, who
 * agrees to marketing again, or by the operator.
 */
export interface SuppressionRow {
  /** `BlindIndex.suppression`. */
  _id: string;
  tenantId: string;
  /** The names of one erasure are lifted together. `BlindIndex.suppressionGroup`. */
  group: string;
  purpose: 'erased';
  since: Date;
}

const schema = new Schema<SuppressionRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    group: { type: String, required: true },
    purpose: { type: String, required: true, enum: ['erased'] },
    since: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'suppressions', versionKey: false },
);
schema.index({ tenantId: 1, group: 1 });

/** Defines the collection `suppressions` on a connection. */
export function defineSuppression(connection: Connection): Model<SuppressionRow> {
  return connection.model<SuppressionRow>('Suppression', schema);
}
