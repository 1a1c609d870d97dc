import { randomBytes } from 'node:crypto';

import { type ClientSession, type Model } from 'mongoose';

import { type FarewellRow } from '../../models/farewell.ts';
import { type LaneRow } from '../../models/lane.ts';
import { type PersonKeyRow } from '../../models/person-key.ts';
import { type ReceiptRow } from '../../models/receipt.ts';
import { type RequestRow } from '../../models/request.ts';
import { laneLost } from '../conversation/lanes.ts';
import { type Clock } from '../domain/instant.ts';
import { auditStepOf, releaseStepOf } from '../requests/audit-step.ts';
import { type NewFarewell } from '../requests/farewell-store.ts';
import {
  type AuditStep,
  endedStates,
  type RequestChange,
  type RequestRecord,
  unverifiedStates,
} from '../requests/request-record.ts';
import { type RequestQuery, type RequestStore } from '../requests/request-store.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { renewWith } from './lanes.ts';
import { toReceiptRow } from './receipts.ts';
import { toRequestRecord, toRequestRow, toRequestUpdate } from './request-rows.ts';

interface RequestStoreParts {
  readonly requests: Model<RequestRow>;
  readonly farewells: Model<FarewellRow>;
  readonly personKeys: Model<PersonKeyRow>;
  readonly receipts: Model<ReceiptRow>;
  readonly lanes: Model<LaneRow>;
  readonly clock: Clock;
}

/** Keeps requests in MongoDB. */
export function createRequestStore(parts: RequestStoreParts): RequestStore {
  const { requests } = parts;
  const rows = requests.collection;
  return {
    ...createRequestWrites(parts),
    byId: async (requestId) => toRecord(await rows.findOne({ _id: requestId as never })),
    byReference: async (reference) => toRecord(await rows.findOne({ reference })),
    async openOf(tenantId, names) {
      if (names.length === 0) return [];
      const open = { 'state.name': { $nin: [...endedStates] } };
      const found = await rows.find({ tenantId, names: { $in: [...names] }, ...open }).toArray();
      // An unverified request never stands in front of a verified one (privacy.md 8.7 number 2).
      return found
        .map((row) => toRequestRecord(row as unknown as RequestRow))
        .sort((left, right) => rankOf(left) - rankOf(right) || left.openedAt - right.openedAt);
    },
    async due(now, limit) {
      const found = await rows
        .find({ dueAt: { $lte: new Date(now) } }, { projection: { _id: 1 } })
        .sort({ dueAt: 1 })
        .limit(limit)
        .toArray();
      return found.map((row) => String(row._id));
    },
    countHeld: (tenantId) => rows.countDocuments(heldOf(tenantId)),
    async heldIds(tenantId, limit) {
      const found = await rows
        .find(heldOf(tenantId), { projection: { _id: 1 } })
        .sort({ openedAt: 1 })
        .limit(limit)
        .toArray();
      return found.map((row) => String(row._id));
    },
    ...createClosingReads(requests),
    list: (query) => listRows(requests, query),
  };
}

type RequestWrites = Pick<RequestStore, 'insert' | 'change' | 'finish' | 'take' | 'renew'>;

function createRequestWrites(parts: RequestStoreParts): RequestWrites {
  const { requests, receipts, lanes, clock } = parts;
  const rows = requests.collection;
  const updateOf = (request: RequestRecord, fields: RequestChange): Record<string, unknown> =>
    toRequestUpdate(fields, stepOf(request, fields, clock.now()));
  const change = async (
    filter: Record<string, unknown>,
    update: Record<string, unknown>,
    session?: ClientSession,
  ): Promise<RequestRecord | null> => {
    const options = { returnDocument: 'after', ...(session === undefined ? {} : { session }) } as const;
    return toRecord(await rows.findOneAndUpdate(filter, update, options));
  };
  return {
    async insert(request) {
      try {
        await rows.insertOne(toRequestRow(request, randomBytes(16).toString('base64url')) as never);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    change: (request, fields, fence) => change(filterOf(request, fence), updateOf(request, fields)),
    async finish(request, fields, { fence, lanes: held, until }, { farewell, receipt }) {
      let changed: RequestRecord | null = null;
      await requests.db.transaction(async (session) => {
        changed = await change(filterOf(request, fence), updateOf(request, fields), session);
        // Nothing was written: there is nothing to undo.
        if (changed === null) return;
        if (!(await renewWith(session, lanes, held, new Date(until)))) throw laneLost();
        await settleFarewell(parts, request.run?.keyId ?? null, farewell, session);
        await receipts.collection.insertOne(toReceiptRow(receipt) as never, { session });
      });
      return changed;
    },
    take(requestId, now, leaseMs) {
      const until = new Date(now + leaseMs);
      return change(
        { _id: requestId, dueAt: { $lte: new Date(now) }, 'lease.until': { $lte: new Date(now) } },
        { $set: { 'lease.until': until, dueAt: until }, $inc: { 'lease.fence': 1 } },
      );
    },
    async renew(requestId, fence, now, leaseMs) {
      const until = new Date(now + leaseMs);
      const { matchedCount } = await rows.updateOne(
        { _id: requestId as never, 'lease.fence': fence },
        { $set: { 'lease.until': until, dueAt: until } },
      );
      return matchedCount === 1;
    },
  };
}

/** The farewell is written with the end of its run, its key bounded to the same hour; without one the key goes. */
async function settleFarewell(
  { farewells, personKeys }: RequestStoreParts,
  runKeyId: string | null,
  farewell: NewFarewell | null,
  session: ClientSession,
): Promise<void> {
  if (farewell === null) {
    if (runKeyId !== null) await personKeys.deleteOne({ _id: runKeyId }, { session });
    return;
  }
  const expiresAt = new Date(farewell.expiresAt);
  await farewells.collection.insertOne(
    {
      _id: farewell.farewellId as never,
      tenantId: farewell.tenantId,
      keyId: farewell.keyId,
      sealed: Buffer.from(farewell.sealed),
      dueAt: new Date(farewell.dueAt),
      attempts: 0,
      expiresAt,
    },
    { session },
  );
  await personKeys.updateOne({ _id: farewell.keyId }, { $set: { keptUntil: expiresAt } }, { session });
}

/** What the closing of erasures asks for. */
function createClosingReads(
  requests: Model<RequestRow>,
): Pick<RequestStore, 'withoutKeys' | 'epochsAwaited' | 'awaiting'> {
  const find = async (filter: Record<string, unknown>, limit: number): Promise<readonly RequestRecord[]> => {
    const rows = await requests.collection
      .find({ 'state.name': 'erased', ...filter })
      .sort({ openedAt: 1 })
      .limit(limit)
      .toArray();
    return rows.map((row) => toRequestRecord(row as unknown as RequestRow));
  };
  return {
    withoutKeys: (now, limit) =>
      find(
        {
          epochId: { $exists: false },
          $or: [{ farewellUntil: null }, { farewellUntil: { $lte: new Date(now) } }],
          noticesDue: { $size: 0 },
        },
        limit,
      ),
    epochsAwaited: () => requests.distinct('epochId', { epochId: { $exists: true } }),
    awaiting: (epochId, limit) => find({ epochId }, limit),
  };
}

async function listRows(
  requests: Model<RequestRow>,
  { tenantId, states, isVerified, limit, after }: RequestQuery,
): Promise<readonly RequestRecord[] | null> {
  const ofTenant = tenantId === undefined ? {} : { tenantId };
  const last =
    after === undefined ? null : await requests.findOne({ reference: after, ...ofTenant }).lean<RequestRow>();
  if (after !== undefined && last === null) return null;
  const rows = await requests.collection
    .find({
      ...ofTenant,
      ...(states === undefined ? {} : { 'state.name': { $in: [...states] } }),
      ...(isVerified === undefined ? {} : { verifiedAt: { $type: 'date' } }),
      ...(last === null
        ? {}
        : {
            $or: [{ openedAt: { $lt: last.openedAt } }, { openedAt: last.openedAt, _id: { $lt: last._id as never } }],
          }),
    })
    .sort({ openedAt: -1, _id: -1 })
    .limit(limit)
    .toArray();
  return rows.map((row) => toRequestRecord(row as unknown as RequestRow));
}

function heldOf(tenantId: string): Record<string, unknown> {
  return { tenantId, breaker: 'held', 'state.name': { $in: ['verified', 'waiting', 'on_hold'] } };
}

function filterOf({ requestId, version }: RequestRecord, fence: number | undefined): Record<string, unknown> {
  return { _id: requestId, version, ...(fence === undefined ? {} : { 'lease.fence': fence }) };
}

function rankOf({ state }: RequestRecord): number {
  return unverifiedStates.includes(state.name) ? 1 : 0;
}

function toRecord(row: object | null): RequestRecord | null {
  return row === null ? null : toRequestRecord(row as RequestRow);
}

/** What of a change goes into the log; `null`: nothing. */
function stepOf(request: RequestRecord, change: RequestChange, now: number): AuditStep | null {
  if (isStep(change)) return auditStepOf(request, change, now);
  return change.releasedBy === undefined ? null : releaseStepOf(request, change.releasedBy, now);
}

function isStep(change: RequestChange): change is RequestChange & Pick<RequestRecord, 'state'> {
  return change.state !== undefined;
}
