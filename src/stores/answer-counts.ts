import { type Model } from 'mongoose';

import { type AnswerCountRow } from '../../models/answer-count.ts';
import { type AnswerCounts } from '../conversation/aftercare.ts';
import { type BlindIndex } from '../keys/blind-index.ts';

const windowMs = 86_400_000;

/** Keeps the counts in MongoDB: one write an answer. */
export function createAnswerCountStore({
  model,
  blindIndex,
}: {
  readonly model: Model<AnswerCountRow>;
  readonly blindIndex: BlindIndex;
}): AnswerCounts {
  return {
    async next(scope, identifier, now) {
      // A row that is over may stand for another minute before MongoDB drops it.
      const isOpen = { $gt: ['$expiresAt', new Date(now)] };
      const row = await model.collection.findOneAndUpdate(
        { _id: blindIndex.flood(scope, identifier) as never },
        [
          {
            $set: {
              tenantId: { $literal: scope.tenantId },
              count: { $cond: [isOpen, { $add: ['$count', 1] }, 1] },
              expiresAt: { $cond: [isOpen, '$expiresAt', new Date(now + windowMs)] },
            },
          },
        ],
        { upsert: true, returnDocument: 'after' },
      );
      return Number(row?.['count']);
    },
  };
}
