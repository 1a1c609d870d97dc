import { type Connection, type Model, Schema } from 'mongoose';

/**
 * One thing to tell the business on one channel, or the digest of an hour. Kept 45 days. In the clear stand random ids, the
 * reference and times; what is said is sealed (under the key of its day, and so of an epoch) and goes as soon as it was said or
 * given up: it may hold a reveal link.
 */
export interface NoticeRow {
  /** `<requestId>.<event>.<channel>`: telling twice makes no second row. A digest: `<tenantId>-<hour>.dsr.digest.<channel>`. */
  _id: string;
  tenantId: string;
  requestId: string;
  event: string;
  reference: string;
  channel: 'staff' | 'email' | 'webhook';
  state: 'pending' | 'delivered' | 'failed';
  /** Sends begun, also those that a crash cut off. */
  attempts: number;
  /** When to look next; while a worker delivers it, the end of that worker's lease. */
  dueAt: Date;
  /** Counts the claims: who lost the lease cannot write any more. */
  fence: number;
  /** `<tenantId>.<channel>.<hour>.<n>`: its place among the few of an hour that go out one by one. */
  slot?: string;
  /** The digest that this notice waits for. */
  digestId?: string;
  /** `BlindIndex.message` of the WhatsApp message it went out as: that may still fail by a status. */
  sentId?: string;
  /** Why the last try did not work: a code. */
  errorCode?: string;
  /** The `ControllerNotice` as JSON, sealed. Gone when delivered or failed; a digest has none. */
  sealed?: Buffer;
  /** The day whose key seals it. */
  keyId?: string;
  createdAt: Date;
  expiresAt: Date;
}

const schema = new Schema<NoticeRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    requestId: { type: String, required: true },
    event: { type: String, required: true },
    reference: { type: String, required: true },
    channel: { type: String, required: true, enum: ['staff', 'email', 'webhook'] },
    state: { type: String, required: true, enum: ['pending', 'delivered', 'failed'] },
    attempts: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    fence: { type: Number, required: true },
    slot: { type: String },
    digestId: { type: String },
    sentId: { type: String },
    errorCode: { type: String },
    sealed: { type: Buffer },
    keyId: { type: String },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'notices', versionKey: false },
);
schema.index({ dueAt: 1 }, { partialFilterExpression: { state: 'pending' } });
schema.index({ digestId: 1, createdAt: 1 }, { partialFilterExpression: { digestId: { $exists: true } } });
// Unique: five workers at once still take five different places.
schema.index({ slot: 1 }, { unique: true, partialFilterExpression: { slot: { $exists: true } } });
schema.index({ sentId: 1 }, { partialFilterExpression: { sentId: { $exists: true } } });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `notices` on a connection. */
export function defineNotice(connection: Connection): Model<NoticeRow> {
  return connection.model<NoticeRow>('Notice', schema);
}
