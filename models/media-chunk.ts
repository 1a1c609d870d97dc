import { type Connection, type Model, Schema, type Types } from 'mongoose';

import { type PersonBound } from './person-bound.ts';
import { indexPersonBound, personBoundFields } from './person-bound-fields.ts';

/**
 * A piece of a file in the GridFS bucket `media_files`. Each piece names its person's key by itself, so that one whose file
 * is gone is still found and still expires. `data` is a part of the sealed file.
 */
export interface MediaChunkRow extends PersonBound {
  _id: Types.ObjectId;
  files_id: Types.ObjectId;
  n: number;
  data: Buffer;
  /** `_id` in `media`. */
  mediaRowId: string;
  at: Date;
  expiresAt: Date;
}

const schema = new Schema<MediaChunkRow>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    ...personBoundFields,
    files_id: { type: Schema.Types.ObjectId, required: true },
    n: { type: Number, required: true },
    data: { type: Buffer, required: true },
    mediaRowId: { type: String, required: true },
    at: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'media_files.chunks', versionKey: false },
);
schema.index({ files_id: 1, n: 1 }, { unique: true });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
indexPersonBound(schema);

/** Defines the collection `media_files.chunks` on a connection. */
export function defineMediaChunk(connection: Connection): Model<MediaChunkRow> {
  return connection.model<MediaChunkRow>('MediaChunk', schema);
}
