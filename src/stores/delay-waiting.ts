import { type Model, type mongo } from 'mongoose';

import { type RequestRow } from '../../models/request.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type DelayWaiting } from '../ledger/catch-up.ts';
import { requestClocks } from '../requests/clocks.ts';
import { unverifiedStates } from '../requests/request-record.ts';

/**
 * Makes what delays, in a restored database, every request that still waits to begin. Each write moves the version: whoever
 * was at the request loses it.
 */
export function createDelayWaiting(parts: { readonly model: Model<RequestRow>; readonly clock: Clock }): DelayWaiting {
  const rows = parts.model.collection;
  return async () => {
    const { modifiedCount } = await rows.bulkWrite(delays(parts.clock.now()));
    return modifiedCount;
  };
}

/** No two of them are about the same request. */
function delays(now: number): mongo.AnyBulkWriteOperation[] {
  const until = now + requestClocks.restoredMs;
  const [day, instant] = [new Date(until), toInstant(until)];
  const telling = (noticesDue: 'person.waiting' | 'person.held') => ({
    $addToSet: { noticesDue },
    $inc: { version: 1 },
  });
  // Told now, so that the day's reminder does not say it once more.
  const soon = { dueAt: new Date(now), remindedAt: new Date(now) };
  const warned = { ...telling('person.waiting'), $set: soon };
  // A copy destroys nothing: its day is told once, and no reminder follows.
  const warnedOnce = { ...warned, $set: { ...soon, remindedAt: day } };
  const erasure = { right: 'erasure' };
  const copy = { right: { $ne: 'erasure' } };
  const verified = { 'state.name': 'verified' };
  const waiting = { 'state.name': 'waiting' };
  const held = { 'state.name': 'on_hold' };
  const slow = { 'state.name': { $in: [...unverifiedStates] }, slowPath: { $ne: null } };
  const startsLater = { $max: { startsAt: day } };
  const waitsLonger = { $max: { startsAt: day, 'state.until': instant } };
  const heldLonger = { $max: { startsAt: day, 'state.reviewAt': instant } };
  const isNearlyOver = { 'state.reviewAt': { $lt: instant } };
  return [
    change(slow, { ...warned, $set: { ...soon, 'slowPath.since': toInstant(now) } }),
    change({ ...verified, ...erasure }, { ...warned, ...startsLater }),
    change({ ...verified, ...copy }, { ...warnedOnce, ...startsLater }),
    change({ ...waiting, ...erasure }, { ...warned, ...waitsLonger }),
    change({ ...waiting, ...copy }, { ...warnedOnce, ...waitsLonger }),
    // A hold that goes on is told as what it is; one that is nearly over is a wait.
    change(
      { ...held, $nor: [{ ...erasure, ...isNearlyOver }] },
      { ...telling('person.held'), $set: soon, ...heldLonger },
    ),
    change({ ...held, ...erasure, ...isNearlyOver }, { ...warned, ...heldLonger }),
  ];
}

function change(filter: mongo.Filter<mongo.Document>, update: mongo.UpdateFilter<mongo.Document>) {
  return { updateMany: { filter, update } };
}
