import { randomBytes } from 'node:crypto';

import { type Model } from 'mongoose';

import { type ArrivalRow } from '../../models/arrival.ts';
import { type InboxEventRow } from '../../models/inbox-event.ts';
import { type NewInboxRow } from '../../webhooks/inbox.ts';
import { type Arrivals } from '../conversation/take-arrivals.ts';
import { OubliError } from '../domain/errors.ts';
import { type BatchSize, inBatches } from './in-batches.ts';

/** It outlives the loss of a server: what Meta is answered 200 for, and what stands in the inbox in its place before that goes. */
const durable = { w: 'majority', j: true } as const;
/** One that comes back is taken in again, and nothing of it is new. */
const unwaited = { w: 1, j: false } as const;
/** Of what is put in the inbox at once. Bytes: the driver takes 16 MB a command. */
export const batchLimits: BatchSize = { rows: 2_000, bytes: 8 * 1024 * 1024 };
/** Before rows that MongoDB would not take are tried again. Milliseconds. */
const refusedMs = 3_600_000;

/** Arrivals, and the door's side of them. */
export interface ArrivalStore extends Arrivals {
  /** Stores rows together and says under which id, once they are durable. At most 16 MB, MongoDB's bound for a document. */
  store(rows: readonly NewInboxRow[]): Promise<string>;
}

/** Keeps arrivals in MongoDB. */
export function createArrivals(parts: Collections): ArrivalStore {
  const { model } = parts;
  const arrivals = model.collection;

  return {
    async store(rows) {
      const id = arrivalIdAt(Date.now());
      await storeAs(model, id, rows);
      return id;
    },
    async *takeIn(ids, until) {
      const asked = { $or: [{ _id: { $in: [...ids] } }, { _id: { $lt: arrivalIdAt(until, '') } }] };
      const found = arrivals.find<Arrival>(asked as never, { promoteBuffers: true }).sort({ _id: 1 });
      for await (const batch of inBatches(found, batchLimits, sizeOf)) {
        const { isNew, refused } = await takeRows(parts, batch);
        const lanes = new Map<string, readonly string[]>();
        let start = 0;
        for (const { _id, rows } of batch) {
          const from = start;
          const fresh = rows.flatMap(({ lane }, index) => (lane !== undefined && isNew(from + index) ? [lane] : []));
          lanes.set(_id, [...new Set(fresh)]);
          start += rows.length;
        }
        yield { lanes, refusedRows: refused };
      }
    },
    async due(until, limit) {
      const found = await arrivals
        .find({ _id: { $lt: arrivalIdAt(until, '') as never } }, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ _id }) => String(_id));
    },
  };
}

interface Collections {
  readonly model: Model<ArrivalRow>;
  readonly inbox: Model<InboxEventRow>;
}

async function storeAs(model: Model<ArrivalRow>, _id: string, rows: readonly InboxEventRow[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) throw new Error('An arrival has rows.');
  const { expiresAt } = first;
  const { known, refused } = await insert(model, [{ _id, rows, expiresAt }]);
  if (known.size + refused.size > 0)
    throw new OubliError('arrival_refused', 'MongoDB did not take an arrival.', { retry: 'yes' });
}

/** Puts the rows of a batch in the inbox; then the batch goes. Says which of all rows are new, by position, and how many were refused. */
async function takeRows(
  { model, inbox }: Collections,
  batch: readonly Arrival[],
): Promise<{ readonly isNew: (index: number) => boolean; readonly refused: number }> {
  const rows = batch.flatMap((one) => one.rows);
  const { known, refused } = rows.length === 0 ? nothingInserted : await insert(inbox, rows);
  const left = rows.filter((_, index) => refused.has(index));
  if (left.length > 0) await storeAs(model, arrivalIdAt(Date.now() + refusedMs), left);
  const ids = batch.map((one) => one._id) as never[];
  await model.collection.deleteMany({ _id: { $in: ids } }, { writeConcern: unwaited });
  return { isNew: (index) => !known.has(index) && !refused.has(index), refused: left.length };
}

interface Arrival {
  readonly _id: string;
  readonly rows: readonly InboxEventRow[];
}

/** By the server's clock, in milliseconds: so arrivals stand in the order in which they came. Then 64 random bits. */
function arrivalIdAt(time: number, random = randomBytes(8).toString('hex')): string {
  return `${Math.max(0, time).toString(16).padStart(12, '0')}${random}`;
}

/** What a row takes in a command, with some to spare: a keyed hash takes 55 bytes in an array of BSON. */
export function bytesOf({ sealed, names }: Pick<InboxEventRow, 'sealed' | 'names'>): number {
  return (sealed?.length ?? 0) + 64 * (names?.length ?? 0) + 512;
}

function sizeOf({ rows }: Arrival): BatchSize {
  return { rows: rows.length, bytes: rows.reduce((sum, row) => sum + bytesOf(row), 0) };
}

interface InsertReply {
  readonly writeErrors?: readonly { readonly index: number; readonly code: number }[];
  readonly writeConcernError?: { readonly code: number };
}

/** Positions of documents that were there before, and of those that MongoDB would not take. */
interface Inserted {
  readonly known: ReadonlySet<number>;
  readonly refused: ReadonlySet<number>;
}

const nothingInserted: Inserted = { known: new Set(), refused: new Set() };

/** One raw `insert` command, durable: cheaper than a bulk write, and it says what became of each document. */
async function insert<Row>(model: Model<Row>, documents: readonly object[]): Promise<Inserted> {
  const { db } = model.db;
  if (db === undefined) throw new OubliError('mongodb_unreachable', 'MongoDB is not connected.', { retry: 'yes' });
  const command = { insert: model.collection.collectionName, documents, ordered: false, writeConcern: durable };
  const reply = (await db.command(command)) as InsertReply;
  if (reply.writeConcernError !== undefined) {
    throw new OubliError('mongodb_write_concern', 'The write is not durable yet.', { retry: 'yes' });
  }
  const known = new Set<number>();
  const refused = new Set<number>();
  for (const { index, code } of reply.writeErrors ?? []) (code === 11_000 ? known : refused).add(index);
  return { known, refused };
}
