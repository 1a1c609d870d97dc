import { type Connection, type Model, Schema } from 'mongoose';

/**
 * How many paid templates a tenant sent to people who ask, on one UTC day, so that a flood costs a bounded amount. Numbers
 * only; nobody is in it. Kept for two days.
 */
export interface PaidSendRow {
  /** `<tenantId>:<day>`. */
  _id: string;
  count: number;
  expiresAt: Date;
}

const schema = new Schema<PaidSendRow>(
  {
    _id: { type: String, required: true },
    count: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'paid_sends', versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `paid_sends` on a connection. */
export function definePaidSend(connection: Connection): Model<PaidSendRow> {
  return connection.model<PaidSendRow>('PaidSend', schema);
}
