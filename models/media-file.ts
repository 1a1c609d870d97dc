import { type Connection, type Model, Schema, type Types } from 'mongoose';

import { type PersonBound } from './person-bound.ts';
import { indexPersonBound, personBoundFields } from './person-bound-fields.ts';

/**
 * A file of the GridFS bucket `media_files`, in the layout that every GridFS reader knows, with what makes it a document
 * about a person beside it: it is found, kept, expired and erased like any other.
 */
export interface MediaFileRow extends PersonBound {
  _id: Types.ObjectId;
  /** Bytes of the sealed file. */
  length: number;
  chunkSize: number;
  uploadDate: Date;
  /** Random: the name that the person's file had is not kept. */
  filename: string;
  /** `_id` in `media`. */
  mediaRowId: string;
  at: Date;
  expiresAt: Date;
}

const schema = new Schema<MediaFileRow>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    ...personBoundFields,
    length: { type: Number, required: true },
    chunkSize: { type: Number, required: true },
    uploadDate: { type: Date, required: true },
    filename: { type: String, required: true },
    mediaRowId: { type: String, required: true },
    at: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'media_files.files', versionKey: false },
);
schema.index({ filename: 1, uploadDate: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
indexPersonBound(schema);

/** Defines the collection `media_files.files` on a connection. */
export function defineMediaFile(connection: Connection): Model<MediaFileRow> {
  return connection.model<MediaFileRow>('MediaFile', schema);
}
