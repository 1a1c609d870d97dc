import { type Connection, type Model, Schema } from 'mongoose';

/**
 * The last message to a person whose data is erased: address, language and what to say, sealed under a key of its own
 * (`person_keys`, the run's). Row and key go once it is sent, refused, or 24 hours old; MongoDB drops both by itself then.
 */
export interface FarewellRow {
  /** The request's id: random. */
  _id: string;
  tenantId: string;
  keyId: string;
  sealed: Buffer;
  dueAt: Date;
  /** Sends begun. */
  attempts: number;
  /** One of them took a template from the day's budget. Absent: none did. */
  isPaid?: boolean;
  expiresAt: Date;
}

const schema = new Schema<FarewellRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    keyId: { type: String, required: true },
    sealed: { type: Buffer, required: true },
    dueAt: { type: Date, required: true },
    attempts: { type: Number, required: true },
    isPaid: { type: Boolean },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'farewells', versionKey: false },
);
schema.index({ dueAt: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `farewells` on a connection. */
export function defineFarewell(connection: Connection): Model<FarewellRow> {
  return connection.model<FarewellRow>('Farewell', schema);
}
