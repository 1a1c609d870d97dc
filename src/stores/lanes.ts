import { type ClientSession, type Model } from 'mongoose';

import { type LaneRow } from '../../models/lane.ts';
import { type HeldLane, type Lanes } from '../conversation/lanes.ts';
import { isDuplicateKey } from './duplicate-key.ts';

/** A lease that a crash of MongoDB loses is one less in the way: whoever held it finds it gone when renewing. */
const unwaited = { writeConcern: { w: 1, journal: false } } as const;

/**
 * Renews leases with whatever else the transaction writes: it ends only if nobody took one of them since. `false`: somebody did.
 */
export async function renewWith(
  session: ClientSession,
  model: Model<LaneRow>,
  held: readonly HeldLane[],
  until: Date,
): Promise<boolean> {
  for (const { lane, fence } of held) {
    const update = { $set: { leaseUntil: until } };
    const { matchedCount } = await model.collection.updateOne({ _id: lane as never, fence }, update, { session });
    if (matchedCount !== 1) return false;
  }
  return true;
}

/** Keeps lane leases in MongoDB. */
export function createLaneStore({ model }: { readonly model: Model<LaneRow> }): Lanes {
  // Past mongoose: each event takes a lane and gives it back.
  const rows = model.collection;
  return {
    async take(lane, now, leaseMs) {
      const leaseUntil = new Date(now + leaseMs);
      try {
        const row = await rows.findOneAndUpdate(
          { _id: lane as never, leaseUntil: { $lte: new Date(now) } },
          { $set: { leaseUntil, expiresAt: new Date(now + 3_600_000) }, $inc: { fence: 1 } },
          { upsert: true, returnDocument: 'after', ...unwaited },
        );
        return Number(row?.['fence']);
      } catch (error) {
        if (isDuplicateKey(error)) return null; // Somebody holds it.
        throw error;
      }
    },
    async renew(lane, fence, now, leaseMs) {
      const { matchedCount } = await rows.updateOne(
        { _id: lane as never, fence },
        { $set: { leaseUntil: new Date(now + leaseMs), expiresAt: new Date(now + 3_600_000) } },
        unwaited,
      );
      return matchedCount === 1;
    },
    async release(lane, fence) {
      await rows.updateOne({ _id: lane as never, fence }, { $set: { leaseUntil: new Date(0) } }, unwaited);
    },
  };
}
