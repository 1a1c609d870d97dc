import { type Connection, type Model, Schema } from 'mongoose';

import { type PersonBound } from './person-bound.ts';
import { indexPersonBound, personBoundFields } from './person-bound-fields.ts';

/**
 * What a business knows of one person: names by their source, e-mail address, attributes. Kept until erased or removed.
 * All of it is sealed; the two marks are keyed hashes, so that "nothing changed" is told without opening anything.
 */
export interface ContactRow extends PersonBound {
  _id: string;
  /** The `ContactCard` as JSON. */
  sealed: Buffer;
  /** Keyed hash of the profile name last seen in WhatsApp. */
  profileMark?: string;
  /** Keyed hash of the `identity_key_hash` last seen. */
  identityMark?: string;
  createdAt: Date;
  updatedAt: Date;
}

const schema = new Schema<ContactRow>(
  {
    _id: { type: String, required: true },
    ...personBoundFields,
    sealed: { type: Buffer, required: true },
    profileMark: { type: String },
    identityMark: { type: String },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'contacts', versionKey: false },
);
// One card a person, also when two messages arrive at once.
schema.index({ subjectId: 1 }, { unique: true });
indexPersonBound(schema);

/** Defines the collection `contacts` on a connection. */
export function defineContact(connection: Connection): Model<ContactRow> {
  return connection.model<ContactRow>('Contact', schema);
}
