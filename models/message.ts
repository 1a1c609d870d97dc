import { type Connection, type Model, Schema } from 'mongoose';

import { type PersonBound } from './person-bound.ts';
import { indexPersonBound, personBoundFields } from './person-bound-fields.ts';

/**
 * One entry of the message log: that there was a message, of what type, when, and what became of it. Kept until erased.
 * Never what it said: that stands in `message_contents`, where the business asked for it. The wamid contains the phone
 * number, so only its keyed hash is here.
 */
export interface MessageRow extends PersonBound {
  /** Random. What the API calls the message's id. */
  _id: string;
  /** `BlindIndex.message`. */
  messageHash: string;
  direction: 'in' | 'out';
  /** `live`: through this product. `echo`: by staff from the phone app. `history`: from before the business joined. */
  origin: 'live' | 'echo' | 'history';
  /** A word of WhatsApp's: `text`, `image`, `template` … */
  type: string;
  phoneNumberId: string;
  at: Date;
  /** The furthest a message of ours has come (`statusRanks`). It only grows, in whatever order statuses arrive. */
  statusRank?: number;
  statusAt?: Partial<Record<'sent' | 'delivered' | 'read' | 'played' | 'failed', Date>>;
  /** Codes of Meta's; their texts may quote numbers and are not kept. */
  errorCodes?: number[];
}

const schema = new Schema<MessageRow>(
  {
    _id: { type: String, required: true },
    ...personBoundFields,
    messageHash: { type: String, required: true },
    direction: { type: String, required: true, enum: ['in', 'out'] },
    origin: { type: String, required: true, enum: ['live', 'echo', 'history'] },
    type: { type: String, required: true },
    phoneNumberId: { type: String, required: true },
    at: { type: Date, required: true },
    statusRank: { type: Number },
    statusAt: { type: Schema.Types.Mixed },
    errorCodes: { type: [Number], default: undefined },
  },
  { strict: 'throw', collection: 'messages', versionKey: false },
);
// Unique: the same message, received again or reported by two ways, leaves one trace.
schema.index({ tenantId: 1, messageHash: 1 }, { unique: true });
indexPersonBound(schema);

/** Defines the collection `messages` on a connection. */
export function defineMessage(connection: Connection): Model<MessageRow> {
  return connection.model<MessageRow>('Message', schema);
}
