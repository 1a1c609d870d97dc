import { type Schema } from 'mongoose';

/** The schema of what `models/person-bound.ts` asks of a document about a person. */
export const personBoundFields = {
  tenantId: { type: String, required: true },
  subjectId: { type: String, required: true },
  keyId: { type: String, required: true },
  names: { type: [String], required: true },
  keptUntil: { type: Date },
};

/** The indexes by which erasers and scans find one person's documents, and the end of what a retention keeps. */
export function indexPersonBound<Row>(schema: Schema<Row>): void {
  schema.index({ tenantId: 1, names: 1 });
  schema.index({ tenantId: 1, keyId: 1 });
  schema.index({ keptUntil: 1 }, { expireAfterSeconds: 0 });
}
