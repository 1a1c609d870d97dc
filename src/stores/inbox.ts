import { type Model } from 'mongoose';

import { type ArrivalRow } from '../../models/arrival.ts';
import { type InboxEventRow } from '../../models/inbox-event.ts';
import { type Inbox, inboxSealPlace, type NewInboxRow } from '../../webhooks/inbox.ts';
import { type Arrivals } from '../conversation/take-arrivals.ts';
import { type InboundEvent } from '../domain/inbound.ts';
import { type DayKeys } from '../keys/day-keys.ts';
import { openJson } from '../keys/seal.ts';
import { type ArrivalStore, batchLimits, bytesOf, createArrivals } from './arrivals.ts';
import { createGroupCommit } from './group-commit.ts';

/** Tries before a row is set aside for the operator. */
const maxInboxAttempts = 8;

/** Leaves the keyed id of a row and nothing of what it said or of whom. */
export const handledInboxUpdate = {
  $set: { state: 'done' },
  $unset: { sealed: '', names: '', lane: '', keyId: '', at: '', dueAt: '', errorCode: '' },
} as const;

interface InboxStoreParts {
  readonly model: Model<InboxEventRow>;
  readonly arrivals: Model<ArrivalRow>;
  readonly dayKeys: DayKeys;
  /** Bounds of the group commit; the defaults suit one server process. */
  readonly limits?: { readonly maxQueuedRows?: number; readonly timeoutMs?: number; readonly lingerMs?: number };
}

/** A row that waits to be handled. */
export type PendingInboxRow = NewInboxRow & { readonly errorCode?: string };

/** The inbox: what the door accepted, until a worker has handled it; and the memory of what was here. */
export interface InboxStore extends Inbox {
  /** What arrived and is in no lane yet. */
  readonly arrivals: Arrivals;
  /** Due rows of a lane, in the order in which they happened. Taken under the lane's lease, so that nobody else has them. */
  claimLane(lane: string, now: number, limit: number): Promise<readonly PendingInboxRow[]>;
  /** What the row says, or `null` once the key of its day is destroyed. @throws OubliError `seal_broken`. */
  open(row: InboxEventRow): Promise<InboundEvent | null>;
  /** Handled: body, names and lane go; the keyed id stays, so that a redelivery is a duplicate. */
  done(ids: readonly string[]): Promise<void>;
  /** The row goes. */
  drop(ids: readonly string[]): Promise<void>;
  /** Not handled: tried again at `dueAt`, or set aside (`dead`) after {@link maxInboxAttempts}. */
  failed(id: string, failure: { readonly errorCode: string; readonly dueAt: Date }): Promise<'pending' | 'dead' | null>;
  /** Not handled, and nobody's failure: tried again at `dueAt`, however often, until the row expires. */
  postponed(id: string, delay: { readonly errorCode: string; readonly dueAt: Date }): Promise<void>;
  /** Lanes in which something is due, longest waiting first: for the sweep. */
  dueLanes(now: number, limit: number): Promise<readonly string[]>;
}

/** Keeps the inbox in MongoDB. */
export function createInboxStore(parts: InboxStoreParts): InboxStore {
  const { model, dayKeys, limits = {} } = parts;
  const rows = model.collection;
  const arrivals = createArrivals({ model: parts.arrivals, inbox: model });
  return {
    arrivals,
    accept: createAccept(arrivals, limits),
    async claimLane(lane, now, limit) {
      return rows
        .find<PendingInboxRow>({ lane, state: 'pending', dueAt: { $lte: new Date(now) } }, { promoteBuffers: true })
        .sort({ at: 1, receivedAt: 1, _id: 1 })
        .limit(limit)
        .toArray();
    },
    async open({ tenantId, keyId, sealed }) {
      if (sealed === undefined || keyId === undefined) return null;
      const key = await dayKeys.open(keyId);
      // The seal proves that the door wrote it, so its shape is ours.
      return key === null ? null : (openJson(key, sealed, inboxSealPlace(tenantId, keyId)) as InboundEvent);
    },
    async done(ids) {
      await model.updateMany({ _id: { $in: [...ids] } }, handledInboxUpdate);
    },
    async drop(ids) {
      await rows.deleteMany({ _id: { $in: ids as never[] } });
    },
    async failed(id, { errorCode, dueAt }) {
      const attempts = { $add: ['$attempts', 1] };
      const state = { $cond: [{ $gte: [attempts, maxInboxAttempts] }, 'dead', 'pending'] };
      const row = await rows.findOneAndUpdate(
        { _id: id as never, state: 'pending' },
        [{ $set: { state, attempts, errorCode: { $literal: errorCode }, dueAt } }],
        { returnDocument: 'after', projection: { state: 1 } },
      );
      return row === null ? null : row['state'] === 'dead' ? 'dead' : 'pending';
    },
    async postponed(id, { errorCode, dueAt }) {
      await rows.updateOne({ _id: id as never, state: 'pending' }, { $set: { errorCode, dueAt } });
    },
    async dueLanes(now, limit) {
      const found = await rows
        .aggregate<{ readonly _id: string }>([
          { $match: { state: 'pending', dueAt: { $lte: new Date(now) } } },
          { $sort: { dueAt: 1 } },
          // A bound on the work of one sweep: the next one finds the rest.
          { $limit: limit * 20 },
          { $group: { _id: '$lane', dueAt: { $min: '$dueAt' } } },
          { $sort: { dueAt: 1, _id: 1 } },
          { $limit: limit },
        ])
        .toArray();
      return found.map((one) => one._id);
    },
  };
}

/** Lets webhooks that come at once share an arrival. */
function createAccept(arrivals: ArrivalStore, limits: NonNullable<InboxStoreParts['limits']>): InboxStore['accept'] {
  return createGroupCommit<NewInboxRow>({
    insert: (batch) => arrivals.store(batch),
    sizeOf: bytesOf,
    lingerMs: limits.lingerMs ?? 0,
    maxBatchRows: batchLimits.rows,
    maxBatchBytes: batchLimits.bytes,
    maxBatchesInFlight: 2,
    maxQueuedRows: limits.maxQueuedRows ?? 20_000,
    maxQueuedBytes: 64 * 1024 * 1024,
    timeoutMs: limits.timeoutMs ?? 5_000,
  });
}
