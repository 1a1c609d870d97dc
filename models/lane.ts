import { type Connection, type Model, Schema } from 'mongoose';

/** A lease on one person's events, so that one worker at a time handles them, in order. A keyed hash and two times. */
export interface LaneRow {
  _id: string;
  fence: number;
  leaseUntil: Date;
  /** An hour after the last use; MongoDB drops the row. */
  expiresAt: Date;
}

const schema = new Schema<LaneRow>(
  {
    _id: { type: String, required: true },
    fence: { type: Number, required: true },
    leaseUntil: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'lanes', versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `lanes` on a connection. */
export function defineLane(connection: Connection): Model<LaneRow> {
  return connection.model<LaneRow>('Lane', schema);
}
