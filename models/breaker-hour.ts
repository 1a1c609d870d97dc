import { type Connection, type Model, Schema } from 'mongoose';

/**
 * How many erasures of a tenant began within one hour: what the breaker counts, and what is usual there; and whether the business
 * was asked to let more go on. Numbers and random words only; nobody is in it. Kept for eight days, one more than the median looks
 * back; with an asking for thirty, since what is held waits for 25.
 */
export interface BreakerHourRow {
  /** `<tenantId>:<hour>`. */
  _id: string;
  tenantId: string;
  hourAt: Date;
  count: number;
  /** The last asking of this hour. The word stands in the button alone; `answeredBy`: the tap (or the way) that ended it. */
  ask?: { round: number; word: string; isOpen: boolean; answeredBy?: string };
  expiresAt: Date;
}

const schema = new Schema<BreakerHourRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    hourAt: { type: Date, required: true },
    count: { type: Number, required: true },
    ask: {
      type: { round: Number, word: String, isOpen: Boolean, answeredBy: { type: String, required: false } },
      required: false,
      _id: false,
    },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'breaker_hours', versionKey: false },
);
schema.index({ tenantId: 1, hourAt: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `breaker_hours` on a connection. */
export function defineBreakerHour(connection: Connection): Model<BreakerHourRow> {
  return connection.model<BreakerHourRow>('BreakerHour', schema);
}
