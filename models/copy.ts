import { type Connection, type Model, Schema } from 'mongoose';

/**
 * A copy of somebody's data that waits to be opened. Its contents stand in `copy_chunks`, sealed under a random key that only
 * the fragment of the person's link holds: these rows open for nobody else. It opens once; gone ten minutes after that, five
 * days after it was made, or with an erasure, whichever is first.
 */
export interface CopyRow {
  /** 128 random bits in base64url: stands in the link's path. */
  _id: string;
  tenantId: string;
  subjectId: string;
  /** `BlindIndex.names` of the person, for the eraser. */
  names: string[];
  requestId: string;
  reference: string;
  locale: string;
  chunkCount: number;
  createdAt: Date;
  openedAt?: Date;
  expiresAt: Date;
}

const schema = new Schema<CopyRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    subjectId: { type: String, required: true },
    names: { type: [String], required: true },
    requestId: { type: String, required: true },
    reference: { type: String, required: true },
    locale: { type: String, required: true },
    chunkCount: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    openedAt: { type: Date },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'copies', versionKey: false },
);
schema.index({ tenantId: 1, names: 1 });
schema.index({ tenantId: 1, subjectId: 1 });
schema.index({ requestId: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `copies` on a connection. */
export function defineCopy(connection: Connection): Model<CopyRow> {
  return connection.model<CopyRow>('Copy', schema);
}
