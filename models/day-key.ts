import { type Connection, type Model, Schema } from 'mongoose';

/**
 * A key of one UTC day, wrapped under the key of the epoch in which the day began and of no later one: what an erased person
 * wrote goes with that epoch. MongoDB drops it when it expires.
 */
export interface DayKeyRow {
  /** `2026-11-24`. */
  _id: string;
  epochId: string;
  wrapped: Buffer;
  expiresAt: Date;
}

const schema = new Schema<DayKeyRow>(
  {
    _id: { type: String, required: true },
    epochId: { type: String, required: true },
    wrapped: { type: Buffer, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'day_keys', versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `day_keys` on a connection. */
export function defineDayKey(connection: Connection): Model<DayKeyRow> {
  return connection.model<DayKeyRow>('DayKey', schema);
}
