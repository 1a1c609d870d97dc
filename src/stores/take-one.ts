import { type Model } from 'mongoose';

import { isDuplicateKey } from './duplicate-key.ts';

/** Counts one more in a row of numbers, unless there are `limit` already: one conditional update, in whatever crowd. */
export async function takeOne(
  rows: Model<object>['collection'],
  id: string,
  limit: number,
  made: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  if (limit <= 0) return false;
  const filter = { _id: id as never, count: { $lt: limit } };
  try {
    await rows.updateOne(filter, { $inc: { count: 1 }, $setOnInsert: made }, { upsert: true });
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // The row is there: full, or made by somebody else in this very moment.
    return (await rows.updateOne(filter, { $inc: { count: 1 } })).matchedCount === 1;
  }
}
