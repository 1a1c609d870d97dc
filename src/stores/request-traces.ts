import { type Model } from 'mongoose';

import { type RequestRow } from '../../models/request.ts';
import { toInstant } from '../domain/instant.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type RequestTraces } from '../erasure/erasers/requests.ts';
import { auditStepOf } from '../requests/audit-step.ts';
import { requestClocks } from '../requests/clocks.ts';
import { endedStates, runningStates } from '../requests/request-record.ts';
import { namedAfter } from './named-after.ts';

const notOpen = [...runningStates, ...endedStates];

/** What takes the identifying half out of a row, and what was still to be said with it. */
const half = {
  set: { noticesDue: [], version: { $add: ['$version', 1] } },
  unset: ['dueAt', 'subjectId', 'keyId', 'names', 'run', 'subjectRef'],
};

/** Finds the identifying halves of a person's requests. */
export function createRequestTraces({ model }: { readonly model: Model<RequestRow> }): RequestTraces {
  const rows = model.collection;
  const isRunning = { 'state.name': { $in: [...runningStates] } };
  const isOther = { 'state.name': { $nin: [...runningStates] } };
  return {
    count: (person) => rows.countDocuments(ofPerson(person)),
    async endOthers(person, now) {
      const state = { name: 'cancelled', at: toInstant(now) } as const;
      // The log hears of this end as of any other, in each request's own order.
      const step = { ...auditStepOf(null, { state }, now), seq: half.set.version };
      const ended = await rows.updateMany({ ...ofPerson(person), 'state.name': { $nin: notOpen } }, [
        {
          $set: {
            // Taken literally: else it would be merged with what stood there.
            state: { $literal: state },
            expiresAt: new Date(now + requestClocks.endedMs),
            auditDue: { $concatArrays: [{ $ifNull: ['$auditDue', []] }, [step]] },
            ...half.set,
          },
        },
        { $unset: half.unset },
      ]);
      // A refused one whose person is not told yet has ended already: only its half goes.
      const over = await rows.updateMany({ ...ofPerson(person), 'state.name': { $in: [...endedStates] } }, [
        { $set: half.set },
        { $unset: half.unset },
      ]);
      return ended.modifiedCount + over.modifiedCount;
    },
    async residue(person) {
      const waysOfAsking = [namedAfter(person), byKey(person), byId(person)];
      const others = await Promise.all(waysOfAsking.map((way) => rows.countDocuments({ ...way, ...isOther })));
      // The run's own request is there, once; a second one that says it runs is residue.
      const running = await rows.countDocuments({ ...ofPerson(person), ...isRunning });
      return Math.max(...others) + Math.max(0, running - 1);
    },
  };
}

function ofPerson(person: IdentitySet) {
  return { $or: [namedAfter(person), byKey(person), byId(person)] };
}

function byKey({ tenantId, keyIds }: IdentitySet) {
  return { tenantId, keyId: { $in: [...keyIds] } };
}

function byId({ subjectId }: IdentitySet) {
  return { subjectId };
}
