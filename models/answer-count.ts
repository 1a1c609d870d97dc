import { type Connection, type Model, Schema } from 'mongoose';

/**
 * How often somebody of whom nothing is stored was answered within a day, so that two bots do not talk for ever. A keyed hash of
 * a purpose of its own, a number and a time; kept for that day.
 */
export interface AnswerCountRow {
  /** `BlindIndex.flood`. */
  _id: string;
  /** Absent: written before there was one. */
  tenantId?: string;
  count: number;
  expiresAt: Date;
}

const schema = new Schema<AnswerCountRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String },
    count: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'answer_counts', versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `answer_counts` on a connection. */
export function defineAnswerCount(connection: Connection): Model<AnswerCountRow> {
  return connection.model<AnswerCountRow>('AnswerCount', schema);
}
