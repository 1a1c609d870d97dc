import { type Model } from 'mongoose';

import { type PersonKeyRow } from '../../models/person-key.ts';
import { type PersonKeyTraces } from '../erasure/erasers/person-keys.ts';

/** Counts a person's keys. */
export function createPersonKeyTraces({ model }: { readonly model: Model<PersonKeyRow> }): PersonKeyTraces {
  return {
    count: (keyIds) => model.countDocuments({ _id: { $in: [...keyIds] } }),
    countKept: (keyIds) => model.countDocuments({ _id: { $in: [...keyIds] }, keptUntil: { $exists: true } }),
  };
}
