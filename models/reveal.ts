import { type Connection, type Model, Schema } from 'mongoose';

/**
 * What stands behind a reveal link: the raw identifiers of whoever asked, so that the business can answer for its own copies.
 * Sealed under a random key that only the link's fragment holds: this row alone opens for nobody. Held 72 hours; MongoDB drops it
 * afterwards. Of a person who is erased only the link of that erasure stays so long; the receipt lists it as `reveal_link`.
 */
export interface RevealRow {
  /** 128 random bits in base64url: stands in the link's path. */
  _id: string;
  tenantId: string;
  subjectId: string;
  /** `BlindIndex.names` of the person, for the eraser. */
  names: string[];
  requestId: string;
  reference: string;
  /** What was asked. Not personal. Absent: from before it was noted. */
  what?: string;
  locale: string;
  sealed: Buffer;
  revealCount: number;
  lastRevealedAt?: Date;
  createdAt: Date;
  expiresAt: Date;
}

const schema = new Schema<RevealRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    subjectId: { type: String, required: true },
    names: { type: [String], required: true },
    requestId: { type: String, required: true },
    reference: { type: String, required: true },
    what: { type: String },
    locale: { type: String, required: true },
    sealed: { type: Buffer, required: true },
    revealCount: { type: Number, required: true },
    lastRevealedAt: { type: Date },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'reveals', versionKey: false },
);
schema.index({ tenantId: 1, names: 1 });
schema.index({ tenantId: 1, subjectId: 1 });
schema.index({ requestId: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `reveals` on a connection. */
export function defineReveal(connection: Connection): Model<RevealRow> {
  return connection.model<RevealRow>('Reveal', schema);
}
