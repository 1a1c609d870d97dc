import { type Model } from 'mongoose';

import { type RelayRow } from '../../models/relay.ts';
import { type RelayWaitStore } from '../requests/relay-store.ts';

/** Handed over before there was a ladder or a list. Nothing tells when: it is looked at as soon as it is found, once. */
const isOld = { state: 'handed', inHandOf: { $exists: false } } as const;

/** Finds asks that wait without a code, or for people's answer, by their date. */
export function createRelayWaitStore({ model }: { readonly model: Model<RelayRow> }): RelayWaitStore {
  return {
    async claim(relayId, now, leaseMs) {
      // What makes an old one old goes with the claim. If its look dies, the lease's end finds it like any other.
      const taken = { lookAt: new Date(now + leaseMs), inHandOf: { $ifNull: ['$inHandOf', []] } };
      const row = await model.collection.findOneAndUpdate(
        { _id: relayId as never, $or: [isDue(now), isOld] },
        [{ $set: taken }],
        { projection: { tenantId: 1, subjectId: 1 } },
      );
      const claimed = row as unknown as Pick<RelayRow, 'tenantId' | 'subjectId'> | null;
      return claimed === null ? null : { tenantId: claimed.tenantId, subjectId: claimed.subjectId };
    },
    async due(now, limit) {
      const isFound = { $or: [isDue(now), isOld] };
      const rows = await model.find(isFound, { _id: 1 }).sort({ lookAt: 1 }).limit(limit).lean<{ _id: string }[]>();
      return rows.map((row) => row._id);
    },
  };
}

/** `$type` said again, as the partial index says it: without, every sweep would read the whole collection. */
function isDue(now: number) {
  return { lookAt: { $lte: new Date(now), $type: 'date' } } as const;
}
