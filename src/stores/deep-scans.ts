import { type Model } from 'mongoose';

import { type DeepScanRow } from '../../models/deep-scan.ts';
import { type DeepScans } from '../erasure/deep-scan/scan-source.ts';
import { isDuplicateKey } from './duplicate-key.ts';

const scanId = 'nightly';

/** Keeps the progress of the deep scan in MongoDB. */
export function createDeepScanStore({ model }: { readonly model: Model<DeepScanRow> }): DeepScans {
  const rows = model.collection;
  return {
    async take(now, leaseMs) {
      try {
        const row = await rows.findOneAndUpdate(
          { _id: scanId as never, dueAt: { $lte: new Date(now) } },
          {
            $set: { dueAt: new Date(now + leaseMs) },
            $inc: { fence: 1 },
            $setOnInsert: { place: null, rows: 0, found: 0 },
          },
          { upsert: true, returnDocument: 'after' },
        );
        const { fence, place, rows: read, found } = row as unknown as DeepScanRow;
        return { fence, place, rows: read, found };
      } catch (error) {
        if (isDuplicateKey(error)) return null; // Not due, or somebody has it.
        throw error;
      }
    },
    async note({ fence, place, rows: read, found }, dueAt) {
      await rows.updateOne(
        { _id: scanId as never, fence },
        { $set: { place, rows: read, found, dueAt: new Date(dueAt) } },
      );
    },
  };
}
