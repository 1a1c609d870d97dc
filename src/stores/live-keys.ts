import { type Model } from 'mongoose';

import { type DayKeyRow } from '../../models/day-key.ts';
import { type PersonKeyRow } from '../../models/person-key.ts';
import { type LiveKeys } from '../keys/key-state.ts';

/** Looks at the keys that stand in MongoDB by their epochs, and moves them from one to the next. */
export function createLiveKeys(models: {
  readonly personKey: Model<PersonKeyRow>;
  readonly dayKey: Model<DayKeyRow>;
}): LiveKeys {
  const { personKey, dayKey } = models;
  const epochless = { epochId: { $exists: false } };
  return {
    async hasEpochless() {
      const found = await Promise.all([personKey.exists(epochless), dayKey.exists(epochless)]);
      return found.some((row) => row !== null);
    },
    epochIds: () => personKey.distinct('epochId'),
    async countByEpoch() {
      const counts = await personKey.aggregate<{ readonly _id: string; readonly count: number }>([
        { $group: { _id: '$epochId', count: { $sum: 1 } } },
      ]);
      return new Map(counts.map((one) => [one._id, one.count]));
    },
    async under(epochId, afterKeyId, limit) {
      const rows = await personKey
        .find({ epochId, _id: { $gt: afterKeyId } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<PersonKeyRow[]>();
      return rows.map(({ _id, tenantId, wrapped }) => ({ keyId: _id, tenantId, epochId, wrapped }));
    },
    async swap(changes) {
      if (changes.length === 0) return 0;
      const result = await personKey.collection.bulkWrite(
        changes.map(({ from, to }) => ({
          updateOne: {
            filter: { _id: from.keyId as never, epochId: from.epochId, wrapped: from.wrapped },
            // Never an upsert: a key that was destroyed meanwhile stays so.
            update: { $set: { epochId: to.epochId, wrapped: to.wrapped } },
          },
        })),
        { ordered: false },
      );
      return result.modifiedCount;
    },
    hasDayKey: async (epochId, now) => (await dayKey.exists({ epochId, expiresAt: { $gt: new Date(now) } })) !== null,
  };
}
