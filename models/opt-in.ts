import { type Connection, type Model, Schema } from 'mongoose';

import { type PersonBound } from './person-bound.ts';
import { indexPersonBound, personBoundFields } from './person-bound-fields.ts';

/**
 * One record of a person's wish about marketing, or about any use of their data (`processing`: `out` freezes it, GDPR 18): the
 * latest of its category by {@link at} holds. All of them are kept until erased, since a
 * business must be able to show what it acted on (GDPR art. 7(1)).
 */
export interface OptInRow extends PersonBound {
  _id: string;
  category: 'marketing' | 'processing';
  state: 'in' | 'out';
  /** `user_preferences`: said in WhatsApp's own settings. `chat`: said to the bot. */
  source: 'api' | 'import' | 'user_preferences' | 'chat';
  at: Date;
  /** `{ proof }` as JSON: how the business learnt of it, in its own words. */
  sealed?: Buffer;
}

const schema = new Schema<OptInRow>(
  {
    _id: { type: String, required: true },
    ...personBoundFields,
    category: { type: String, required: true, enum: ['marketing', 'processing'] },
    state: { type: String, required: true, enum: ['in', 'out'] },
    source: { type: String, required: true, enum: ['api', 'import', 'user_preferences', 'chat'] },
    at: { type: Date, required: true },
    sealed: { type: Buffer },
  },
  { strict: 'throw', collection: 'opt_ins', versionKey: false },
);
// Finds the latest; unique, so that the same record told twice is one.
schema.index({ subjectId: 1, category: 1, at: -1, state: 1, source: 1 }, { unique: true });
indexPersonBound(schema);

/** Defines the collection `opt_ins` on a connection. */
export function defineOptIn(connection: Connection): Model<OptInRow> {
  return connection.model<OptInRow>('OptIn', schema);
}
