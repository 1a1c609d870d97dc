import { type Model } from 'mongoose';

import { type InboxEventRow } from '../../models/inbox-event.ts';
import { type InboxTraces } from '../erasure/erasers/inbox.ts';
import { handledInboxUpdate } from './inbox.ts';

/** Finds what the inbox holds of a person, by the keyed hashes of the names in it. */
export function createInboxTraces({ model }: { readonly model: Model<InboxEventRow> }): InboxTraces {
  const rows = model.collection;
  return {
    count: ({ tenantId, hashes }) => rows.countDocuments({ tenantId, names: { $in: [...hashes] } }),
    async strip({ tenantId, hashes }, receivedUntil, limit) {
      const found = await rows
        .find(
          { tenantId, names: { $in: [...hashes] }, receivedAt: { $lte: new Date(receivedUntil) } },
          { projection: { _id: 1 } },
        )
        .limit(limit)
        .toArray();
      if (found.length === 0) return 0;
      const { modifiedCount } = await rows.updateMany(
        { _id: { $in: found.map((row) => row._id) } },
        handledInboxUpdate,
      );
      return modifiedCount;
    },
    async residue({ tenantId, hashes }, lanes, receivedUntil) {
      const receivedAt = { $lte: new Date(receivedUntil) };
      const [named, waiting] = await Promise.all([
        rows.countDocuments({ tenantId, names: { $in: [...hashes] }, receivedAt }),
        rows.countDocuments({ lane: { $in: [...lanes] }, state: 'pending', receivedAt }),
      ]);
      return Math.max(named, waiting);
    },
  };
}
