import { type Connection, type Model, Schema } from 'mongoose';

import { type PersonBound } from './person-bound.ts';
import { indexPersonBound, personBoundFields } from './person-bound-fields.ts';

/**
 * What a message said, only where the business turned it on, sealed. A collection of its own, so that MongoDB drops the
 * words when their time is over while the entry in `messages` stays.
 */
export interface MessageContentRow extends PersonBound {
  _id: string;
  messageHash: string;
  /** When the message was written. */
  at: Date;
  /** `{ text }` as JSON. */
  sealed: Buffer;
  /** `tenant.content.keepDays` after {@link at}. */
  expiresAt: Date;
}

const schema = new Schema<MessageContentRow>(
  {
    _id: { type: String, required: true },
    ...personBoundFields,
    messageHash: { type: String, required: true },
    at: { type: Date, required: true },
    sealed: { type: Buffer, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'message_contents', versionKey: false },
);
schema.index({ tenantId: 1, messageHash: 1 }, { unique: true });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
indexPersonBound(schema);

/** Defines the collection `message_contents` on a connection. */
export function defineMessageContent(connection: Connection): Model<MessageContentRow> {
  return connection.model<MessageContentRow>('MessageContent', schema);
}
