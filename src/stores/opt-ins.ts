import { randomUUID } from 'node:crypto';

import { type Model } from 'mongoose';

import { type OptInRow } from '../../models/opt-in.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { sealJson } from '../keys/seal.ts';
import { type OptIns } from '../messaging/records.ts';
import { toInstant } from '../domain/instant.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { boundTo, sealPlace } from './messaging-log-fields.ts';

/** Of two at the same moment, `out` sorts last by its letters: the refusal holds. */
export const newestFirst = { at: -1, state: -1 } as const;

/** Keeps people's wishes in MongoDB. */
export function createOptInStore({
  model,
  personKeys,
}: {
  readonly model: Model<OptInRow>;
  readonly personKeys: PersonKeys;
}): OptIns {
  const rows = model.collection;
  const latest: OptIns['latest'] = async ({ subjectId }, category = 'marketing') => {
    const row = await model
      .findOne({ subjectId, category }, { state: 1, at: 1 })
      .sort(newestFirst)
      .lean<Pick<OptInRow, 'state' | 'at'>>();
    return row === null ? null : { state: row.state, at: toInstant(Number(row.at)) };
  };
  return {
    async record({ subject, category = 'marketing', state, source, at, proof, recordId }) {
      const personKey = proof === null ? null : await personKeys.open(subject.keyId, subject.held);
      // A key that is destroyed means that the person was erased meanwhile.
      if (proof !== null && personKey === null) return false;
      const row: OptInRow = {
        _id: recordId ?? randomUUID(),
        ...boundTo(subject),
        category,
        state,
        source,
        at: new Date(at),
        ...(personKey === null ? {} : { sealed: sealJson(personKey.key, { proof }, sealPlace(subject, 'opt_ins')) }),
      };
      try {
        await rows.insertOne(row as never);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    latest,
    current: async (...whose) => (await latest(...whose))?.state ?? null,
    isRecorded: async (recordId) => (await model.exists({ _id: recordId })) !== null,
  };
}
