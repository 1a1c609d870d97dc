import { type Connection, type Model, Schema, type Types } from 'mongoose';

import { type PersonBound } from './person-bound.ts';
import { indexPersonBound, personBoundFields } from './person-bound-fields.ts';

/**
 * A picture, voice message or file that a person sent, only where the business turned content on. The bytes are in GridFS
 * (`media_files.files`, `media_files.chunks`) under {@link fileId}; row, file and chunks all end at {@link expiresAt}.
 */
export interface MediaRow extends PersonBound {
  _id: string;
  /** `BlindIndex.message` of the message it came with. */
  messageHash: string;
  /** The file's id in GridFS, once it was fetched. */
  fileId?: Types.ObjectId;
  kind: 'image' | 'video' | 'audio' | 'document' | 'sticker';
  phoneNumberId: string;
  at: Date;
  /** `{ mediaId, mimeType }` as JSON. */
  sealed: Buffer;
  /** Bytes of the file as the person sent it; absent until it was fetched. */
  sizeBytes?: number;
  /** Present while the file is still to be fetched: when to try (again). */
  dueAt?: Date;
  attempts: number;
  expiresAt: Date;
}

const schema = new Schema<MediaRow>(
  {
    _id: { type: String, required: true },
    ...personBoundFields,
    messageHash: { type: String, required: true },
    fileId: { type: Schema.Types.ObjectId },
    kind: { type: String, required: true, enum: ['image', 'video', 'audio', 'document', 'sticker'] },
    phoneNumberId: { type: String, required: true },
    at: { type: Date, required: true },
    sealed: { type: Buffer, required: true },
    sizeBytes: { type: Number },
    dueAt: { type: Date },
    attempts: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'media', versionKey: false },
);
schema.index({ tenantId: 1, messageHash: 1 }, { unique: true });
schema.index({ dueAt: 1 }, { sparse: true });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
indexPersonBound(schema);

/** Defines the collection `media` on a connection. */
export function defineMedia(connection: Connection): Model<MediaRow> {
  return connection.model<MediaRow>('Media', schema);
}
