import { type Model } from 'mongoose';

import { type PaidSendRow } from '../../models/paid-send.ts';
import { type PaidSendStore } from '../requests/paid-sends.ts';
import { takeOne } from './take-one.ts';

const keptMs = 2 * 86_400_000;

/** Keeps the day's count in MongoDB: one conditional update a send. */
export function createPaidSendStore({ model }: { readonly model: Model<PaidSendRow> }): PaidSendStore {
  return {
    take: ({ tenantId, day, limit, now }) =>
      takeOne(model.collection, `${tenantId}:${day}`, limit, { expiresAt: new Date(now + keptMs) }),
  };
}
