import { type Model } from 'mongoose';

import { type RelayRow } from '../../models/relay.ts';
import { type RelayWaitStore } from '../requests/relay-store.ts';

/** Finds asks that wait without a code, or for people's answer, by their date. */
export function createRelayWaitStore({ model }: { readonly model: Model<RelayRow> }): RelayWaitStore {
  return {
    async claim(relayId, now, leaseMs) {
      const isDue = { _id: relayId, lookAt: { $lte: new Date(now) } };
      const row = await model
        .findOneAndUpdate(
          isDue,
          { $set: { lookAt: new Date(now + leaseMs) } },
          { projection: { tenantId: 1, subjectId: 1 } },
        )
        .lean<Pick<RelayRow, 'tenantId' | 'subjectId'>>();
      return row === null ? null : { tenantId: row.tenantId, subjectId: row.subjectId };
    },
    async due(now, limit) {
      const isDue = { lookAt: { $lte: new Date(now) } };
      const rows = await model.find(isDue, { _id: 1 }).sort({ lookAt: 1 }).limit(limit).lean<{ _id: string }[]>();
      return rows.map((row) => row._id);
    },
  };
}
