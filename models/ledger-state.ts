import { type Connection, type Model, Schema } from 'mongoose';

/**
 * `journal` says which journal belongs to this database, `replay` who replays a restored one just now, `prune` who drops old entries
 * from ledger and journal, `restore` that a restore has begun and not ended. Random ids and a time; nobody can be found in it. Kept as long as the database.
 */
export interface LedgerStateRow {
  _id: 'journal' | 'replay' | 'prune' | 'restore';
  journalId?: string;
  holder?: string;
  /** By MongoDB's own clock: processes need not agree on theirs. */
  until?: Date;
}

const schema = new Schema<LedgerStateRow>(
  {
    _id: { type: String, required: true },
    journalId: { type: String },
    holder: { type: String },
    until: { type: Date },
  },
  { strict: 'throw', collection: 'ledger_state', versionKey: false },
);

/** Defines the collection `ledger_state` on a connection. */
export function defineLedgerState(connection: Connection): Model<LedgerStateRow> {
  return connection.model<LedgerStateRow>('LedgerState', schema);
}
