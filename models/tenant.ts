import { type Connection, type Model, Schema } from 'mongoose';

/** A business that enabled the product on its WABA. Secrets sealed under the keyring's purpose `tenant-secrets`. */
export interface TenantRow {
  _id: string;
  name: string;
  wabaId: string;
  phoneNumberIds: string[];
  apiKeyHash: string;
  /** The whole tenant file with secrets, API-side settings and generated secrets, as sealed JSON. */
  sealed: Buffer;
  createdAt: Date;
  /** Present: it is being closed, and nobody finds it any more. */
  closingSince?: Date;
}

const schema = new Schema<TenantRow>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    wabaId: { type: String, required: true, unique: true },
    phoneNumberIds: { type: [String], required: true },
    apiKeyHash: { type: String, required: true, unique: true },
    sealed: { type: Buffer, required: true },
    createdAt: { type: Date, required: true },
    closingSince: { type: Date },
  },
  { strict: 'throw', collection: 'tenants', versionKey: false },
);
schema.index({ phoneNumberIds: 1 }, { unique: true });

/** Defines the collection `tenants` on a connection. */
export function defineTenant(connection: Connection): Model<TenantRow> {
  return connection.model<TenantRow>('Tenant', schema);
}
