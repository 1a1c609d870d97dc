import { type Model } from 'mongoose';

import { type SubjectRow } from '../../models/subject.ts';
import { type RiskFacts } from '../requests/risk-signals.ts';

/** What may stand in a subject's row beside its names. Absent: not noted. */
interface KnownHow {
  readonly createdAt?: Date;
  readonly firstSeenAt?: Date | null;
  readonly identityChangedAt?: Date | null;
  readonly identityKey?: string | null;
  readonly identityKeyChangedAt?: Date | null;
}

/** Reads how a person is known, without opening a key. */
export function createRiskFacts({ model }: { readonly model: Model<SubjectRow> }): RiskFacts {
  return {
    async of(subjectId) {
      const row = await model.collection.findOne<KnownHow>(
        { _id: subjectId as never },
        { projection: { sealed: 0, names: 0, keyIds: 0 } },
      );
      if (row === null) return null;
      const { createdAt, firstSeenAt, identityChangedAt, identityKey, identityKeyChangedAt } = row;
      const hasKey = typeof identityKey === 'string' && identityKey !== '';
      const changedAt = timeOf(identityKeyChangedAt);
      return {
        knownSince: timeOf(createdAt) ?? 0,
        firstSeenAt: timeOf(firstSeenAt),
        nameChangedAt: timeOf(identityChangedAt),
        // A change that was reported without the new hash (137000) is a change all the same.
        identityKey: hasKey || changedAt !== null ? { changedAt } : null,
      };
    },
  };
}

function timeOf(date: Date | null | undefined): number | null {
  return date === null || date === undefined ? null : Number(date);
}
