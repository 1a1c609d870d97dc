import { type Connection, type Model, Schema } from 'mongoose';

/**
 * How far the nightly deep scan has come: one row, so that it goes on where it was cut off and one worker does it. The id of the
 * last document looked at, counts and times; nothing about anybody.
 */
export interface DeepScanRow {
  _id: string;
  fence: number;
  /** When to go on; while a worker is at it, the end of that worker's lease. */
  dueAt: Date;
  place: { store: string; after: string | null } | null;
  rows: number;
  found: number;
}

const schema = new Schema<DeepScanRow>(
  {
    _id: { type: String, required: true },
    fence: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    place: { type: Schema.Types.Mixed, default: null } as never,
    rows: { type: Number, required: true },
    found: { type: Number, required: true },
  },
  { strict: 'throw', collection: 'deep_scans', versionKey: false },
);

/** Defines the collection `deep_scans` on a connection. */
export function defineDeepScan(connection: Connection): Model<DeepScanRow> {
  return connection.model<DeepScanRow>('DeepScan', schema);
}
