import { type Model } from 'mongoose';

import { type ConversationRow } from '../../models/conversation.ts';
import { type LastHeard } from '../erasure/plan-run.ts';

/** Reads from a person's chats when they last wrote, without opening any. */
export function createLastHeard({ model }: { readonly model: Model<ConversationRow> }): LastHeard {
  return async ({ tenantId, hashes }, phoneNumberId) => {
    const row = await model.collection.findOne(
      { tenantId, names: { $in: [...hashes] }, phoneNumberId },
      { sort: { lastInboundAt: -1 }, projection: { _id: 0, lastInboundAt: 1 } },
    );
    const at: unknown = row?.['lastInboundAt'];
    return at instanceof Date ? Number(at) : null;
  };
}
