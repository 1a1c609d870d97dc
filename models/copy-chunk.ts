import { type Connection, type Model, Schema } from 'mongoose';

/** A piece of a copy (`copies`), gzipped JSON sealed under the key of the person's link. Lives as long as its copy. */
export interface CopyChunkRow {
  /** `<copyId>.<n>`. */
  _id: string;
  copyId: string;
  n: number;
  tenantId: string;
  subjectId: string;
  /** `BlindIndex.names` of the person, for the eraser: also of a piece whose copy was never finished. */
  names: string[];
  requestId: string;
  sealed: Buffer;
  expiresAt: Date;
}

const schema = new Schema<CopyChunkRow>(
  {
    _id: { type: String, required: true },
    copyId: { type: String, required: true },
    n: { type: Number, required: true },
    tenantId: { type: String, required: true },
    subjectId: { type: String, required: true },
    names: { type: [String], required: true },
    requestId: { type: String, required: true },
    sealed: { type: Buffer, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'copy_chunks', versionKey: false },
);
schema.index({ copyId: 1, n: 1 }, { unique: true });
schema.index({ tenantId: 1, names: 1 });
schema.index({ tenantId: 1, subjectId: 1 });
schema.index({ requestId: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `copy_chunks` on a connection. */
export function defineCopyChunk(connection: Connection): Model<CopyChunkRow> {
  return connection.model<CopyChunkRow>('CopyChunk', schema);
}
