import { type Connection, type Model, Schema } from 'mongoose';

/**
 * That a business which left is being closed, or was: random ids, times and counts, and nothing about anybody. While it is under way
 * whoever finds it goes on; afterwards it is the record that it happened, and what keeps a worker looking for stragglers. Kept for good.
 */
export interface TenantClosingRow {
  /** The tenant's id. Random, and never given again. */
  _id: string;
  /** Random: what ledger and audit log know this closing by. */
  closingId: string;
  startedAt: Date;
  /** Documents that were there when it began, by collection. */
  found: { collection: string; documents: number }[];
  /** Absent: it is under way. */
  closedAt?: Date;
}

const schema = new Schema<TenantClosingRow>(
  {
    _id: { type: String, required: true },
    closingId: { type: String, required: true },
    startedAt: { type: Date, required: true },
    found: { type: [Schema.Types.Mixed], required: true } as never,
    closedAt: { type: Date },
  },
  { strict: 'throw', collection: 'tenant_closings', versionKey: false },
);

/** Defines the collection `tenant_closings` on a connection. */
export function defineTenantClosing(connection: Connection): Model<TenantClosingRow> {
  return connection.model<TenantClosingRow>('TenantClosing', schema);
}
