import { type Connection, type Model, Schema } from 'mongoose';

/** A person's data key, wrapped. Removing the row shreds everything sealed under it. */
export interface PersonKeyRow {
  _id: string;
  tenantId: string;
  wrapped: Buffer;
  createdAt: Date;
}

const schema = new Schema<PersonKeyRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    wrapped: { type: Buffer, required: true },
    createdAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'person_keys', versionKey: false },
);
schema.index({ tenantId: 1 });

/** Defines the collection `person_keys` on a connection. */
export function definePersonKey(connection: Connection): Model<PersonKeyRow> {
  return connection.model<PersonKeyRow>('PersonKey', schema);
}
