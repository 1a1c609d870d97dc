import { type Connection, type Model, Schema } from 'mongoose';

/**
 * A finished subtree of the log, from level 1 on (leaves are in `audit_entries`), and the head: how long the log is. Hashes
 * alone, kept for good.
 */
export interface AuditNodeRow {
  /** `<level>.<index>`, or `head`. */
  _id: string;
  hash?: Buffer;
  /** Of the head: its leaves, and the finished subtrees they make up, largest first. */
  size?: number;
  frontier?: Buffer[];
}

const schema = new Schema<AuditNodeRow>(
  {
    _id: { type: String, required: true },
    hash: { type: Buffer },
    size: { type: Number },
    frontier: { type: [Buffer], default: undefined },
  },
  { strict: 'throw', collection: 'audit_nodes', versionKey: false },
);

/** Defines the collection `audit_nodes` on a connection. */
export function defineAuditNode(connection: Connection): Model<AuditNodeRow> {
  return connection.model<AuditNodeRow>('AuditNode', schema);
}
