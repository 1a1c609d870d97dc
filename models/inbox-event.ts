import { type Connection, type Model, Schema } from 'mongoose';

import { type InboundKind } from '../src/domain/inbound.ts';

/**
 * One accepted item of a webhook: the dedupe key and, until it is handled, what was said. What it says is sealed under the
 * key of the day; nothing identifying stands in the clear. `done` rows keep the keyed id alone, so that Meta's redeliveries
 * (for up to seven days) stay duplicates; MongoDB drops every row after eight days.
 */
export interface InboxEventRow {
  /** Meta's time in seconds, in hexadecimal, and `BlindIndex.event`: a keyed hash of what identifies the item at its tenant. */
  _id: string;
  tenantId: string;
  kind: InboundKind;
  /** Whose events must keep their order: a keyed hash, or `account:<tenantId>`. Gone when done. */
  lane?: string;
  /** Keyed hashes of every name in the body. Gone when done. */
  names?: string[];
  /** When it happened, as Meta says. */
  at?: Date;
  receivedAt: Date;
  state: 'pending' | 'done' | 'dead';
  dueAt?: Date;
  attempts: number;
  errorCode?: string;
  /** Id of the day key that seals {@link sealed}. */
  keyId?: string;
  /** The `InboundEvent` as JSON. Gone when done; unreadable once the day's key is destroyed. */
  sealed?: Buffer;
  expiresAt: Date;
}

const schema = new Schema<InboxEventRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    kind: { type: String, required: true },
    lane: { type: String },
    names: { type: [String], default: undefined },
    at: { type: Date },
    receivedAt: { type: Date, required: true },
    state: { type: String, required: true, enum: ['pending', 'done', 'dead'] },
    dueAt: { type: Date },
    attempts: { type: Number, required: true },
    errorCode: { type: String },
    keyId: { type: String },
    sealed: { type: Buffer },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'inbox_events', versionKey: false },
);
// Every event pays for every index, so each holds what is looked for and no row that nobody looks for any more.
const isPending = { partialFilterExpression: { state: 'pending' } };
schema.index({ dueAt: 1 }, isPending);
schema.index({ lane: 1, at: 1 }, isPending);
// Rows that wait are found by name by looking at all that wait: they are few, and two entries more for each took a tenth of the
// door's rate when the door paid for them. This one is for what lies: set aside, or not emptied as it should have been. Both
// states come before `pending` in the alphabet; MongoDB 5 has no `$in` here.
schema.index(
  { names: 1 },
  { name: 'names_of_lying', partialFilterExpression: { names: { $exists: true }, state: { $lt: 'pending' } } },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Names of indexes that this collection had and that cost more than they are worth. */
export const formerInboxIndexes = ['names_1'] as const;

/** Defines the collection `inbox_events` on a connection. */
export function defineInboxEvent(connection: Connection): Model<InboxEventRow> {
  return connection.model<InboxEventRow>('InboxEvent', schema);
}
