import { type Model } from 'mongoose';

import { type PersonBound } from '../../models/person-bound.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type PersonBoundRows } from '../erasure/person-bound-eraser.ts';
import { idsInChunks } from './ids-in-chunks.ts';
import { namedAfter } from './named-after.ts';

/** What is no date would never go by itself. And no index answers this, so that the planner takes the person's. */
export const isNotKept = { keptUntil: { $not: { $type: 'date' } } };

/**
 * Counts, keeps, deletes and looks for one person's documents in a collection. Needs the indexes `{tenantId, names}` and
 * `{tenantId, keyId}`, and a TTL index on `keptUntil`, so that the cost grows with the person and not with the collection.
 * @param dateField the field that says how old a document is, for what a retention keeps.
 */
export function createPersonBoundRows<Row extends PersonBound>(
  model: Model<Row>,
  dateField: keyof Row & string,
): PersonBoundRows {
  const rows = model.collection;
  const byKey = ({ tenantId, keyIds }: IdentitySet) => ({ tenantId, keyId: { $in: [...keyIds] } });
  // Of this person, not of one who had the names before (or of this one before an erasure): that was kept by another run.
  const isOwn = ({ keyIds }: IdentitySet) => ({ keyId: { $in: [...keyIds] } });
  const isFormer = ({ keyIds, othersKeyIds = [] }: IdentitySet) => ({ keyId: { $nin: [...keyIds, ...othersKeyIds] } });
  const isKept = { keptUntil: { $type: 'date' } };
  const isOlder = (olderThan: number | null | undefined) =>
    typeof olderThan === 'number' ? { [dateField]: { $lt: new Date(olderThan) } } : {};
  return {
    count: (person) => rows.countDocuments(namedAfter(person)),
    async keep(person, keepAfter, until, lifeMs) {
      const isYoung = { [dateField]: { $gt: new Date(keepAfter) } };
      const last = new Date(until);
      const keptUntil = lifeMs === undefined ? last : { $min: [last, { $add: [`$${dateField}`, lifeMs] }] };
      await rows.updateMany({ ...namedAfter(person), ...isOwn(person), ...isNotKept, ...isYoung }, [
        { $set: { keptUntil } },
      ]);
    },
    countKept: (person) => rows.countDocuments({ ...namedAfter(person), ...isOwn(person), ...isKept }),
    countKeptBefore: (person) => rows.countDocuments({ ...namedAfter(person), ...isFormer(person), ...isKept }),
    async *deleteInChunks(person, limit, olderThan) {
      const filter = { ...namedAfter(person), ...isNotKept, ...isOlder(olderThan) };
      let gone: number;
      do {
        gone = 0;
        const found = rows.find<{ readonly _id: string }>(filter, { projection: { _id: 1 }, batchSize: limit });
        for await (const ids of idsInChunks(found, limit)) {
          const { deletedCount } = await rows.deleteMany({ _id: { $in: ids as never[] } });
          gone += deletedCount;
          yield deletedCount;
        }
        // What came in behind the cursor meanwhile is found by the next one.
      } while (gone >= limit);
    },
    // Either way a document is found, each index of its own; a document that shows up both ways counts once.
    residue: (person, olderThan) =>
      rows.countDocuments({
        $or: [namedAfter(person), byKey(person)].map((found) => ({ ...found, ...isNotKept, ...isOlder(olderThan) })),
      }),
  };
}
