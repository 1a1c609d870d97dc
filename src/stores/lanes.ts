import { type Model } from 'mongoose';

import { type LaneRow } from '../../models/lane.ts';
import { type Lanes } from '../conversation/lanes.ts';
import { isDuplicateKey } from './duplicate-key.ts';

/** Keeps lane leases in MongoDB. */
export function createLaneStore({ model }: { readonly model: Model<LaneRow> }): Lanes {
  return {
    async take(lane, now, leaseMs) {
      const leaseUntil = new Date(now + leaseMs);
      try {
        const row = await model
          .findOneAndUpdate(
            { _id: lane, leaseUntil: { $lte: new Date(now) } },
            { $set: { leaseUntil, expiresAt: new Date(now + 3_600_000) }, $inc: { fence: 1 } },
            { upsert: true, returnDocument: 'after', writeConcern: { w: 1, journal: false } },
          )
          .lean<LaneRow>();
        return row.fence;
      } catch (error) {
        if (isDuplicateKey(error)) return null; // Somebody holds it.
        throw error;
      }
    },
    async renew(lane, fence, now, leaseMs) {
      const { matchedCount } = await model.updateOne(
        { _id: lane, fence },
        { $set: { leaseUntil: new Date(now + leaseMs), expiresAt: new Date(now + 3_600_000) } },
        { writeConcern: { w: 1, journal: false } },
      );
      return matchedCount === 1;
    },
    async release(lane, fence) {
      await model.updateOne(
        { _id: lane, fence },
        { $set: { leaseUntil: new Date(0) } },
        { writeConcern: { w: 1, journal: false } },
      );
    },
  };
}
