import { type Connection, type Model, Schema } from 'mongoose';

/**
 * A key that signs receipts and tree heads. The public half stays for good, so that old receipts can be checked; the private
 * half is sealed (keyring purpose `signing-key-wrap`) and goes when the key is retired. Of nobody.
 */
export interface SigningKeyRow {
  /** Thumbprint of the public half (RFC 7638). */
  _id: string;
  x: string;
  sealed?: Buffer;
  /** There only in the one that signs. */
  isCurrent?: true;
  createdAt: Date;
  retiredAt?: Date;
}

const schema = new Schema<SigningKeyRow>(
  {
    _id: { type: String, required: true },
    x: { type: String, required: true },
    sealed: { type: Buffer },
    isCurrent: { type: Boolean } as never,
    createdAt: { type: Date, required: true },
    retiredAt: { type: Date },
  },
  { strict: 'throw', collection: 'signing_keys', versionKey: false },
);
// Two processes that make the first key at once: one of them wins.
schema.index({ isCurrent: 1 }, { unique: true, sparse: true });

/** Defines the collection `signing_keys` on a connection. */
export function defineSigningKey(connection: Connection): Model<SigningKeyRow> {
  return connection.model<SigningKeyRow>('SigningKey', schema);
}
