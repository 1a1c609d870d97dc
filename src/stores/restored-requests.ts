import { type Model } from 'mongoose';

import { type RequestRow } from '../../models/request.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type RestoredRequests } from '../ledger/replay.ts';
import { requestClocks } from '../requests/clocks.ts';

/** Ends requests that a restored backup has in a state from before their erasure. */
export function createRestoredRequests(parts: {
  readonly model: Model<RequestRow>;
  readonly clock: Clock;
}): RestoredRequests {
  const rows = parts.model.collection;
  const unfinished = (requestId: string) => ({ _id: requestId as never, 'state.name': { $nin: ['erased', 'closed'] } });
  return {
    async stop(requestId) {
      const update = { $unset: { dueAt: '' }, $inc: { version: 1, 'lease.fence': 1 } } as const;
      await rows.updateOne(unfinished(requestId), update);
    },
    async settle({ requestId, kind, at, plan }, stores) {
      const row = await rows.findOne(unfinished(requestId));
      if (row === null) return;
      const now = parts.clock.now();
      const verifiedAt = row['verifiedAt'] instanceof Date ? row['verifiedAt'] : new Date(at);
      const erasedAt = toInstant(kind === 'erased' ? at : now);
      await rows.updateOne(unfinished(requestId), {
        $set: {
          state: { name: 'erased', verifiedAt: verifiedAt.toISOString(), erasedAt, stores: [...stores] },
          verifiedAt,
          plan: structuredClone(plan),
          steps: stores.map(({ store, retained, kept, residual }) => ({ store, retained, kept, residual })),
          // Ledger entries are older than the notice, so none says that it went out. Its id follows from the request: a receiver
          // that had it knows the repeat.
          noticesDue: ['dsr.erased'],
          dueAt: new Date(now),
          attempts: 0,
          farewellUntil: null,
          expiresAt: new Date(now + requestClocks.erasedMs),
        },
        $unset: { subjectId: '', keyId: '', names: '', run: '', subjectRef: '' },
        $inc: { version: 1 },
      });
    },
  };
}
