import { type Model } from 'mongoose';

import { type OptInRow } from '../../models/opt-in.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type PastWishes } from '../erasure/erasers/opt-ins.ts';
import { namedAfter } from './named-after.ts';
import { newestFirst } from './opt-ins.ts';
import { isNotKept } from './person-bound-rows.ts';

/** Deletes and looks for what somebody once wished, and leaves what refuses and is in force. */
export function createPastWishes(model: Model<OptInRow>): PastWishes {
  return {
    async *deleteInChunks(person, limit, olderThan) {
      // Found once: what is recorded meanwhile was not asked about, and may be what is in force by then.
      const ids = await pastIds(model, person, olderThan);
      for (let from = 0; from < ids.length; from += limit) {
        const { deletedCount } = await model.collection.deleteMany({
          _id: { $in: ids.slice(from, from + limit) as never[] },
        });
        yield deletedCount;
      }
    },
    residue: async (person, olderThan) => (await counted(model, person, olderThan)).past,
    countInForce: async (person) => (await counted(model, person, null)).inForce,
  };
}

type Wish = Pick<OptInRow, '_id' | 'subjectId' | 'category' | 'state' | 'at'>;

async function pastIds(
  model: Model<OptInRow>,
  person: IdentitySet,
  olderThan: number | null,
): Promise<readonly string[]> {
  const projection = { subjectId: 1, category: 1, state: 1, at: 1 };
  const found = model.collection.find<Wish>({ ...namedAfter(person), ...isNotKept }, { projection, sort: newestFirst });
  const seen = new Set<string>();
  const ids: string[] = [];
  for await (const { _id, subjectId, category, state, at } of found) {
    const kind = `${subjectId} ${category}`;
    const isInForce = !seen.has(kind) && state === 'out';
    seen.add(kind);
    if (!isInForce && (olderThan === null || at.getTime() < olderThan)) ids.push(_id);
  }
  return ids;
}

/** By name and by key, reckoned by MongoDB: another way than the ids above. */
async function counted(
  model: Model<OptInRow>,
  person: IdentitySet,
  olderThan: number | null,
): Promise<{ readonly past: number; readonly inForce: number }> {
  const byKey = { tenantId: person.tenantId, keyId: { $in: [...person.keyIds] } };
  const isOld = olderThan === null ? true : { $lt: ['$at', new Date(olderThan)] };
  const refuses = { $eq: ['$newest', 'out'] };
  const oneIf = (condition: unknown) => ({ $cond: [condition, 1, 0] });
  const [sums] = await model.collection
    .aggregate<{ readonly past: number; readonly inForce: number }>([
      { $match: { $or: [namedAfter(person), byKey].map((found) => ({ ...found, ...isNotKept })) } },
      { $sort: newestFirst },
      {
        $group: {
          _id: { subjectId: '$subjectId', category: '$category' },
          newest: { $first: '$state' },
          isNewestOld: { $first: isOld },
          old: { $sum: oneIf(isOld) },
        },
      },
      {
        $group: {
          _id: null,
          past: { $sum: { $subtract: ['$old', oneIf({ $and: [refuses, '$isNewestOld'] })] } },
          inForce: { $sum: oneIf(refuses) },
        },
      },
    ])
    .toArray();
  return sums ?? { past: 0, inForce: 0 };
}
