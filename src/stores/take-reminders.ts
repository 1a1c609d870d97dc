import { type Model } from 'mongoose';

import { isNotKept } from './messaging-log-fields.ts';

/**
 * Takes documents of which somebody should hear again, first due first, each in one conditional update: until `until` they are
 * nobody else's, after it they are taken again. Times are milliseconds since the Unix epoch.
 */
export async function takeReminders<Row>(
  model: Model<Row>,
  now: number,
  limit: number,
  until: number,
): Promise<readonly Row[]> {
  // What the filter names stands in every model that has reminders; the compiler cannot see it in a type of its own.
  const rows = model as unknown as Model<{ remindAt?: Date; keptUntil?: Date }>;
  const taken: Row[] = [];
  while (taken.length < limit) {
    const row = await rows
      .findOneAndUpdate(
        { remindAt: { $lte: new Date(now) }, ...isNotKept },
        { $set: { remindAt: new Date(until) } },
        { sort: { remindAt: 1 }, returnDocument: 'after' },
      )
      .lean<Row>();
    if (row === null) break;
    taken.push(row);
  }
  return taken;
}
