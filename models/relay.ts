import { type Connection, type Model, Schema } from 'mongoose';

import { type NoCodeReason, type OwnCodeChannel } from '../src/domain/request.ts';
import { type PersonBound } from './person-bound.ts';
import { indexPersonBound, personBoundFields } from './person-bound-fields.ts';

/**
 * What somebody asked of businesses on the operator's own number, or for another person. Whom and what they wrote stands sealed
 * under the person's key. A day until the code is typed, or its seven days without one; afterwards until the law's month is over, and 45 days.
 */
export interface RelayRow extends PersonBound {
  _id: string;
  /** Of the whole; each business has one of its own in `references`. */
  reference: string;
  /** What STATUS finds it by. */
  references: string[];
  locale: string;
  /** The operator's number that the person wrote to. Not personal. */
  phoneNumberId: string;
  /** `asked`: the code is awaited. `handed`: passed on. */
  state: 'asked' | 'handed';
  codeChannel?: OwnCodeChannel;
  /** What was asked, in the person's words, and what became of it, as JSON. */
  sealed: Buffer;
  openedAt: Date;
  /** No code can be had: since when it waits for its seven days, and why. */
  slowPath?: { since: Date; because: NoCodeReason } | null;
  /** When that wait, or the one for people's answer, is looked at again; absent: it waits for nothing. */
  lookAt?: Date | null;
  /** When the law wants it answered; absent while a code is awaited. */
  dueAt?: Date;
  /**
   * Ids of the tenants whose people have something of it in hand and have not answered: what `GET /v1/relays` finds it by. In clear, as
   * in their notices. Absent: written before there was a list, so that it is looked at once.
   */
  inHandOf?: string[];
  expiresAt: Date;
}

const schema = new Schema<RelayRow>(
  {
    _id: { type: String, required: true },
    ...personBoundFields,
    reference: { type: String, required: true },
    references: { type: [String], required: true },
    locale: { type: String, required: true },
    phoneNumberId: { type: String, required: true },
    state: { type: String, required: true },
    codeChannel: { type: String },
    sealed: { type: Buffer, required: true },
    openedAt: { type: Date, required: true },
    slowPath: { type: Schema.Types.Mixed },
    lookAt: { type: Date },
    dueAt: { type: Date },
    // No empty list by default: an absent one says something.
    inHandOf: { type: [String], default: undefined },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'relays', versionKey: false },
);
// One a person waits for a code.
schema.index({ subjectId: 1 }, { unique: true, partialFilterExpression: { state: 'asked' } });
schema.index({ subjectId: 1, openedAt: 1 });
schema.index({ tenantId: 1, references: 1 });
schema.index({ lookAt: 1 }, { partialFilterExpression: { lookAt: { $type: 'date' } } });
schema.index({ inHandOf: 1, dueAt: 1, _id: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
indexPersonBound(schema);

/** Defines the collection `relays` on a connection. */
export function defineRelay(connection: Connection): Model<RelayRow> {
  return connection.model<RelayRow>('Relay', schema);
}
