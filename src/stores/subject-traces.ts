import { type Model } from 'mongoose';

import { type SubjectRow } from '../../models/subject.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type SubjectTraces } from '../erasure/erasers/subjects.ts';
import { namedAfter } from './named-after.ts';

/** Finds the person's own rows. */
export function createSubjectTraces({ model }: { readonly model: Model<SubjectRow> }): SubjectTraces {
  const rows = model.collection;
  return {
    async idsByNames(tenantId, names) {
      const found = await rows.find({ tenantId, names: { $in: [...names] } }, { projection: { _id: 1 } }).toArray();
      return found.map((row) => String(row._id));
    },
    count: (person) => rows.countDocuments({ $or: waysOfAsking(person) }),
    async remove(person) {
      const { deletedCount } = await rows.deleteMany({ $or: waysOfAsking(person) });
      return deletedCount;
    },
    async residue(person) {
      return Math.max(...(await Promise.all(waysOfAsking(person).map((way) => rows.countDocuments(way)))));
    },
  };
}

function waysOfAsking(person: IdentitySet): Record<string, unknown>[] {
  const { tenantId, subjectId, keyIds } = person;
  return [
    { _id: subjectId },
    namedAfter(person),
    { tenantId, keyIds: { $in: [...keyIds] } },
    { tenantId, keyId: { $in: [...keyIds] } },
  ];
}
