import { type Connection, type Model, Schema } from 'mongoose';

/** A person's data key, wrapped. Removing the row shreds everything sealed under it. */
export interface PersonKeyRow {
  _id: string;
  tenantId: string;
  wrapped: Buffer;
  createdAt: Date;
  /** Present: the key outlives its person until then, for what a ground keeps or a farewell; MongoDB drops it afterwards. */
  keptUntil?: Date;
}

const schema = new Schema<PersonKeyRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    wrapped: { type: Buffer, required: true },
    createdAt: { type: Date, required: true },
    keptUntil: { type: Date },
  },
  { strict: 'throw', collection: 'person_keys', versionKey: false },
);
schema.index({ tenantId: 1 });
schema.index({ keptUntil: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `person_keys` on a connection. */
export function definePersonKey(connection: Connection): Model<PersonKeyRow> {
  return connection.model<PersonKeyRow>('PersonKey', schema);
}
