import { type Connection, type Model, Schema } from 'mongoose';

/**
 * A signed receipt: counts, times and keyed hashes whose key its holder alone has. It names nobody, may be published, and
 * stays for good, also when the business left: whoever holds it can check it.
 */
export interface ReceiptRow {
  /** `<reference>.<kind>`: one of each. */
  _id: string;
  reference: string;
  kind: 'live' | 'final';
  tenantId: string;
  /** Compact JWS. */
  jws: string;
  issuedAt: Date;
}

const schema = new Schema<ReceiptRow>(
  {
    _id: { type: String, required: true },
    reference: { type: String, required: true },
    kind: { type: String, required: true, enum: ['live', 'final'] },
    tenantId: { type: String, required: true },
    jws: { type: String, required: true },
    issuedAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'receipts', versionKey: false },
);
schema.index({ reference: 1 });
schema.index({ tenantId: 1, issuedAt: -1 });

/** Defines the collection `receipts` on a connection. */
export function defineReceipt(connection: Connection): Model<ReceiptRow> {
  return connection.model<ReceiptRow>('Receipt', schema);
}
