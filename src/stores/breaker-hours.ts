import { type Model } from 'mongoose';

import { type BreakerHourRow } from '../../models/breaker-hour.ts';
import { toInstant } from '../domain/instant.ts';
import { type BreakerHours } from '../requests/breaker.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { takeOne } from './take-one.ts';

const keptMs = 8 * 86_400_000;
/** With an asking: longer than what is held waits at most. */
const askKeptMs = 30 * 86_400_000;

/** Keeps the hours in MongoDB: one conditional update an erasure. */
export function createBreakerHours({ model }: { readonly model: Model<BreakerHourRow> }): BreakerHours {
  const rows = model.collection;
  return {
    take: ({ tenantId, hourAt, limit }) =>
      takeOne(rows, idOf(tenantId, hourAt), limit, {
        tenantId,
        hourAt: new Date(hourAt),
        expiresAt: new Date(hourAt + keptMs),
      }),
    async counts(tenantId, since, before) {
      const found = await rows
        .find({ tenantId, hourAt: { $gte: new Date(since), $lt: new Date(before) } }, { projection: { count: 1 } })
        .toArray();
      return found.map((row) => Number(row['count']));
    },
    async ask({ tenantId, hourAt, word }) {
      const update = () => askOnce(rows, { tenantId, hourAt: new Date(hourAt), word });
      const row = await update().catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
        return update(); // Two made it at once: it is there.
      });
      // What the update has just written.
      const ask = row?.['ask'] as NonNullable<BreakerHourRow['ask']>;
      return { round: ask.round, word: ask.word };
    },
    async answer({ tenantId, word, by }) {
      const [newest] = await rows
        .find({ tenantId, ask: { $exists: true } })
        .sort({ hourAt: -1 })
        .limit(1)
        .toArray();
      const ask = newest?.['ask'] as BreakerHourRow['ask'];
      if (newest === undefined || ask === undefined || (word !== null && word !== ask.word)) return false;
      if (!ask.isOpen) return ask.answeredBy === by;
      const { matchedCount } = await rows.updateOne(
        { _id: newest._id, 'ask.word': ask.word, 'ask.isOpen': true },
        { $set: { 'ask.isOpen': false, 'ask.answeredBy': by } },
      );
      return matchedCount === 1;
    },
  };
}

function idOf(tenantId: string, hourAt: number): string {
  return `${tenantId}:${toInstant(hourAt).slice(0, 13)}`;
}

/** One update: an open asking stays as it is, after an answered one comes the next. */
function askOnce(
  rows: Model<BreakerHourRow>['collection'],
  { tenantId, hourAt, word }: { readonly tenantId: string; readonly hourAt: Date; readonly word: string },
) {
  const next = {
    round: { $add: [{ $ifNull: ['$ask.round', -1] }, 1] },
    word: { $literal: word },
    isOpen: { $literal: true },
  };
  const set = {
    tenantId: { $literal: tenantId },
    hourAt,
    count: { $ifNull: ['$count', 0] },
    ask: { $cond: [{ $eq: ['$ask.isOpen', true] }, '$ask', next] },
    expiresAt: new Date(Number(hourAt) + askKeptMs),
  };
  return rows.findOneAndUpdate({ _id: idOf(tenantId, Number(hourAt)) as never }, [{ $set: set }], {
    upsert: true,
    returnDocument: 'after',
  });
}
