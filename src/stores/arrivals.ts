import { type Model, mongo } from 'mongoose';

import { type ArrivalRow } from '../../models/arrival.ts';
import { type InboxEventRow } from '../../models/inbox-event.ts';
import { type NewInboxRow } from '../../webhooks/inbox.ts';
import { OubliError } from '../domain/errors.ts';

/** What Meta is answered 200 for: it outlives the loss of a server. */
const durable = { w: 'majority', j: true } as const;
/** MongoDB keeps the order of its writes, also over a crash: an arrival is never gone before its rows stand in the inbox. */
const unwaited = { w: 1, j: false } as const;

/** What the door stored and nobody has put in its lanes yet. */
export interface Arrivals {
  /** Stores rows together and says under which id, once they are durable. At most 16 MB, MongoDB's bound for a document. */
  store(rows: readonly NewInboxRow[]): Promise<string>;
  /**
   * Puts the rows of an arrival in the inbox, each once, however often this is asked for and by whom. Says in which lanes there
   * is something new; in none when somebody else did it.
   */
  takeIn(id: string): Promise<readonly string[]>;
  /** Arrivals from until then (milliseconds since the Unix epoch), in the order in which they came. */
  due(now: number, limit: number): Promise<readonly string[]>;
}

/** Keeps arrivals in MongoDB. */
export function createArrivals(parts: {
  readonly model: Model<ArrivalRow>;
  readonly inbox: Model<InboxEventRow>;
}): Arrivals {
  const { model, inbox } = parts;
  const arrivals = model.collection;
  return {
    async store(rows) {
      const [first] = rows;
      if (first === undefined) throw new Error('An arrival has rows.');
      const { receivedAt, expiresAt } = first;
      const _id = new mongo.ObjectId().toHexString();
      await insert(model, [{ _id, receivedAt, rows, expiresAt }], durable);
      return _id;
    },
    async takeIn(id) {
      const arrival = await arrivals.findOne<{ readonly rows: readonly NewInboxRow[] }>(
        { _id: id as never },
        { promoteBuffers: true },
      );
      if (arrival === null) return [];
      const known = await insert(inbox, arrival.rows, unwaited);
      await arrivals.deleteOne({ _id: id as never }, { writeConcern: unwaited });
      return [...new Set(arrival.rows.filter((_, index) => !known.has(index)).map(({ lane }) => lane))];
    },
    async due(now, limit) {
      const found = await arrivals
        .find({ receivedAt: { $lte: new Date(now) } }, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ _id }) => String(_id));
    },
  };
}

interface InsertReply {
  readonly writeErrors?: readonly { readonly index: number; readonly code: number }[];
  readonly writeConcernError?: { readonly code: number };
}

/** One raw `insert` command: cheaper than a bulk write, and it says which documents were there before. */
async function insert<Row>(
  model: Model<Row>,
  documents: readonly object[],
  writeConcern: typeof durable | typeof unwaited,
): Promise<ReadonlySet<number>> {
  const { db } = model.db;
  if (db === undefined) throw new OubliError('mongodb_unreachable', 'MongoDB is not connected.', { retry: 'yes' });
  const command = { insert: model.collection.collectionName, documents, ordered: false, writeConcern };
  const reply = (await db.command(command)) as InsertReply;
  const known = new Set<number>();
  for (const { index, code } of reply.writeErrors ?? []) {
    if (code !== 11_000) throw new OubliError(`mongodb_write_${String(code)}`, 'A row was refused.', { retry: 'yes' });
    known.add(index);
  }
  if (reply.writeConcernError !== undefined) {
    throw new OubliError('mongodb_write_concern', 'The write is not durable yet.', { retry: 'yes' });
  }
  return known;
}
