import { type Connection, type Model, Schema } from 'mongoose';

import { type Locale } from '../src/domain/locale.ts';

/**
 * That somebody was erased: one row for each of their names, so that an event from before leaves nothing, however late and
 * under whichever name it comes. Keyed hashes of a purpose of their own, and times; nothing is sealed, since nothing is said.
 * Kept 45 days: longer than Meta may deliver a template (30) and then redeliver its status (7).
 */
export interface TombstoneRow {
  /** `BlindIndex.tombstone`. */
  _id: string;
  tenantId: string;
  /** What happened at or before this moment belongs to the erasure. It only grows. */
  erasedAt: Date;
  /** When it was verified absent: the person is looked after for a day from then on. */
  doneAt?: Date;
  /** In which language they were spoken to. */
  locale: Locale;
  expiresAt: Date;
}

const schema = new Schema<TombstoneRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    erasedAt: { type: Date, required: true },
    doneAt: { type: Date },
    locale: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', collection: 'tombstones', versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `tombstones` on a connection. */
export function defineTombstone(connection: Connection): Model<TombstoneRow> {
  return connection.model<TombstoneRow>('Tombstone', schema);
}
