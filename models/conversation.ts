import { type Connection, type Model, Schema } from 'mongoose';

/** An effect that waits to be performed. Its contents are sealed; what is due stands in the clear. */
export interface OutboxEntry {
  /** `<eventId>.<index>`: the idempotency key. */
  id: string;
  kind: string;
  dueAt: Date;
  attempts: number;
  sealed: Buffer;
}

/** One chat between a person and a business number. State and effects move in one write. */
export interface ConversationRow {
  _id: string;
  tenantId: string;
  subjectId: string;
  keyId: string;
  names: string[];
  lane: string;
  phoneNumberId: string;
  version: number;
  sealedState: Buffer;
  outbox: OutboxEntry[];
  timers: { name: string; at: Date }[];
  /** Ids of the last events stepped, so that a retry after a crash does not step twice. */
  handled: string[];
  /** The earliest of outbox and timers; `null` when nothing waits. */
  dueAt: Date | null;
  lastInboundAt: Date;
  updatedAt: Date;
}

const schema = new Schema<ConversationRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    subjectId: { type: String, required: true },
    keyId: { type: String, required: true },
    names: { type: [String], required: true },
    lane: { type: String, required: true },
    phoneNumberId: { type: String, required: true },
    version: { type: Number, required: true },
    sealedState: { type: Buffer, required: true },
    outbox: { type: [Schema.Types.Mixed], required: true } as never,
    timers: { type: [Schema.Types.Mixed], required: true } as never,
    handled: { type: [String], required: true },
    dueAt: { type: Date, default: null },
    lastInboundAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'conversations', versionKey: false },
);
schema.index({ subjectId: 1, phoneNumberId: 1 }, { unique: true });
schema.index({ tenantId: 1, names: 1 });
schema.index({ tenantId: 1, keyId: 1 });
schema.index({ lane: 1 });
// Not partial: MongoDB would use such an index only for queries that repeat its filter.
schema.index({ dueAt: 1 });

/** Defines the collection `conversations` on a connection. */
export function defineConversation(connection: Connection): Model<ConversationRow> {
  return connection.model<ConversationRow>('Conversation', schema);
}
