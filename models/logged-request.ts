import { type Connection, type Model, Schema } from 'mongoose';

import { type LoggedChannel } from '../src/domain/logged-request.ts';
import { type Right } from '../src/domain/request.ts';
import { type Told } from '../src/domain/told.ts';
import { type PersonBound } from './person-bound.ts';
import { indexPersonBound, personBoundFields } from './person-bound-fields.ts';

/**
 * What somebody asked of a business by letter or e-mail, noted by its staff so that the law's clock runs. It erases nothing. Kept until the
 * month is over, and 45 days; an erasure takes it along. No words of anybody, nothing sealed: a reference, kinds and times.
 */
export interface LoggedRequestRow extends PersonBound {
  _id: string;
  /** `ER-XXXX-XXXX-XXXX`. */
  reference: string;
  right: Right;
  channel: LoggedChannel;
  receivedAt: Date;
  /** When the business hears of it again; absent once it has. */
  remindAt?: Date;
  /** When the law wants it answered. */
  dueAt: Date;
  /** How the person heard of it; absent until they were told. */
  told?: Told;
  /** Whoever notes it again before then leaves the telling to who is at it; absent once that came to an end. */
  tellingUntil?: Date;
  /** When a copy that answers it was handed over; absent while it is open. */
  answeredAt?: Date;
  expiresAt: Date;
}

const schema = new Schema<LoggedRequestRow>(
  {
    _id: { type: String, required: true },
    ...personBoundFields,
    reference: { type: String, required: true },
    right: { type: String, required: true },
    channel: { type: String, required: true },
    receivedAt: { type: Date, required: true },
    remindAt: { type: Date },
    dueAt: { type: Date, required: true },
    told: { type: String },
    tellingUntil: { type: Date },
    answeredAt: { type: Date },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'logged_requests', versionKey: false },
);
// Noted twice, the first counts: the clock began with it.
schema.index({ subjectId: 1, right: 1 }, { unique: true });
schema.index({ remindAt: 1 }, { sparse: true });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
indexPersonBound(schema);

/** Defines the collection `logged_requests` on a connection. */
export function defineLoggedRequest(connection: Connection): Model<LoggedRequestRow> {
  return connection.model<LoggedRequestRow>('LoggedRequest', schema);
}
