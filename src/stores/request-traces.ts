import { type Model } from 'mongoose';

import { type RequestRow } from '../../models/request.ts';
import { toInstant } from '../domain/instant.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type RequestTraces } from '../erasure/erasers/requests.ts';
import { requestClocks } from '../requests/clocks.ts';
import { runningStates } from '../requests/request-record.ts';
import { namedAfter } from './named-after.ts';

/** Finds the identifying halves of a person's requests. */
export function createRequestTraces({ model }: { readonly model: Model<RequestRow> }): RequestTraces {
  const rows = model.collection;
  const isRunning = { 'state.name': { $in: [...runningStates] } };
  const isOther = { 'state.name': { $nin: [...runningStates] } };
  return {
    count: (person) => rows.countDocuments(ofPerson(person)),
    async endOthers(person, now) {
      const state = { name: 'cancelled', at: toInstant(now) };
      const expiresAt = new Date(now + requestClocks.endedMs);
      const { modifiedCount } = await rows.updateMany(
        { ...ofPerson(person), ...isOther },
        {
          $set: { state, noticesDue: [], expiresAt },
          $unset: { dueAt: '', subjectId: '', keyId: '', names: '', run: '', subjectRef: '' },
          $inc: { version: 1 },
        },
      );
      return modifiedCount;
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
