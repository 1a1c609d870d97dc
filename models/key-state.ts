import { type Connection, type Model, Schema } from 'mongoose';

/**
 * What the database knows of the key file and of MASTER_KEY: enough to refuse the wrong ones at start-up, and no key. One
 * document, of nobody. Kept as long as the database.
 */
export interface KeyStateRow {
  _id: 'key_file';
  /** The random id of the key file that belongs to this database. */
  fileId: string;
  /** The newest generation of it that was seen. */
  generation: number;
  /** An HMAC under a key of its own that MASTER_KEY gives. */
  masterCheck: string;
  /** Who changes the key file just now, and until when nobody else does. */
  holder?: string;
  leaseUntil?: Date;
}

const schema = new Schema<KeyStateRow>(
  {
    _id: { type: String, required: true },
    fileId: { type: String, required: true },
    generation: { type: Number, required: true },
    masterCheck: { type: String, required: true },
    holder: { type: String },
    leaseUntil: { type: Date },
  },
  { strict: 'throw', collection: 'key_state', versionKey: false },
);

/** Defines the collection `key_state` on a connection. */
export function defineKeyState(connection: Connection): Model<KeyStateRow> {
  return connection.model<KeyStateRow>('KeyState', schema);
}
