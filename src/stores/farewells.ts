import { type Model } from 'mongoose';

import { type FarewellRow } from '../../models/farewell.ts';
import { type FarewellStore } from '../requests/farewell-store.ts';

/** Keeps farewells in MongoDB. They come into being with the end of a run (`RequestStore.finish`). */
export function createFarewellStore({ model }: { readonly model: Model<FarewellRow> }): FarewellStore {
  return {
    async claim(farewellId, now, leaseMs) {
      const row = await model
        .findOneAndUpdate(
          { _id: farewellId, dueAt: { $lte: new Date(now) } },
          { $set: { dueAt: new Date(now + leaseMs) }, $inc: { attempts: 1 } },
          { returnDocument: 'after' },
        )
        .lean<FarewellRow>();
      if (row === null) return null;
      const { tenantId, keyId, sealed, attempts } = row;
      const times = { dueAt: Number(row.dueAt), expiresAt: Number(row.expiresAt) };
      return { farewellId, tenantId, keyId, sealed, attempts, isPaid: row.isPaid === true, ...times };
    },
    async postpone({ farewellId, attempts }, { dueAt, isPaid }) {
      await model.updateOne({ _id: farewellId, attempts }, { $set: { dueAt: new Date(dueAt), isPaid } });
    },
    async remove(farewellId) {
      await model.deleteOne({ _id: farewellId });
    },
    async due(now, limit) {
      const rows = await model
        .find({ dueAt: { $lte: new Date(now) } }, { _id: 1 })
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>();
      return rows.map((row) => row._id);
    },
  };
}
