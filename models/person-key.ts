import { type Connection, type Model, Schema } from 'mongoose';

/**
 * A person's data key, wrapped under the key of an epoch that stands outside the database. Removing the row shreds everything
 * sealed under it; copies of the row in an oplog or a backup open no more once the epoch is destroyed.
 */
export interface PersonKeyRow {
  _id: string;
  tenantId: string;
  /** Under which epoch it is wrapped now: a live key moves on to each new one. */
  epochId: string;
  wrapped: Buffer;
  createdAt: Date;
  /** Present: the key outlives its person until then, for what a ground keeps or a farewell; MongoDB drops it afterwards. */
  keptUntil?: Date;
}

const schema = new Schema<PersonKeyRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    epochId: { type: String, required: true },
    wrapped: { type: Buffer, required: true },
    createdAt: { type: Date, required: true },
    keptUntil: { type: Date },
  },
  { strict: 'throw', collection: 'person_keys', versionKey: false },
);
schema.index({ tenantId: 1 });
// What is still under an old epoch, in order, while it is wrapped anew.
schema.index({ epochId: 1, _id: 1 });
schema.index({ keptUntil: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `person_keys` on a connection. */
export function definePersonKey(connection: Connection): Model<PersonKeyRow> {
  return connection.model<PersonKeyRow>('PersonKey', schema);
}
