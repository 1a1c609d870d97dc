import { type Model } from 'mongoose';

import { type BreakerHourRow } from '../../models/breaker-hour.ts';
import { toInstant } from '../domain/instant.ts';
import { type BreakerHours } from '../requests/breaker.ts';
import { takeOne } from './take-one.ts';

const keptMs = 8 * 86_400_000;

/** Keeps the hours in MongoDB: one conditional update an erasure. */
export function createBreakerHours({ model }: { readonly model: Model<BreakerHourRow> }): BreakerHours {
  const rows = model.collection;
  return {
    take: ({ tenantId, hourAt, limit }) =>
      takeOne(rows, `${tenantId}:${toInstant(hourAt).slice(0, 13)}`, limit, {
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
  };
}
