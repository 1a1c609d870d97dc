import { randomUUID } from 'node:crypto';

import { type Model } from 'mongoose';

import { type LoggedRequestRow } from '../../models/logged-request.ts';
import { OubliError } from '../domain/errors.ts';
import { type LoggedRequest, type LoggedRequestStore } from '../requests/logged-request-store.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { boundTo, isNotKept } from './messaging-log-fields.ts';

/** Keeps what businesses noted of letters in MongoDB. */
export function createLoggedRequestStore({ model }: { readonly model: Model<LoggedRequestRow> }): LoggedRequestStore {
  return {
    async insert(subject, { reference, right, channel, receivedAt, dueAt, remindAt, expiresAt }) {
      const row: LoggedRequestRow = {
        ...{ _id: randomUUID(), ...boundTo(subject), reference, right, channel },
        ...{ receivedAt: new Date(receivedAt), dueAt: new Date(dueAt) },
        ...{ remindAt: new Date(remindAt), expiresAt: new Date(expiresAt) },
      };
      try {
        await model.collection.insertOne(row as never);
        return toLogged(row);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const standing = await model.findOne({ subjectId: subject.subjectId, right }).lean<LoggedRequestRow>();
      if (standing !== null) return toLogged(standing);
      throw new OubliError('request_contended', 'It was noted and forgotten at once. Try again.', { retry: 'yes' });
    },
    async ofPerson({ tenantId, names }) {
      const theirs = { tenantId, names: { $in: [...names] }, ...isNotKept };
      const rows = await model.find(theirs).sort({ dueAt: 1 }).lean<LoggedRequestRow[]>();
      return rows.map(toLogged);
    },
    async takeReminders(now, limit) {
      const taken: LoggedRequest[] = [];
      while (taken.length < limit) {
        const row = await model
          .findOneAndUpdate(
            { remindAt: { $lte: new Date(now) }, ...isNotKept },
            { $unset: { remindAt: '' } },
            { sort: { remindAt: 1 }, returnDocument: 'after' },
          )
          .lean<LoggedRequestRow>();
        if (row === null) break;
        taken.push(toLogged(row));
      }
      return taken;
    },
  };
}

function toLogged({ _id: loggedId, ...row }: LoggedRequestRow): LoggedRequest {
  const { reference, tenantId, subjectId, right, channel, receivedAt, dueAt } = row;
  return {
    ...{ loggedId, reference, tenantId, subjectId, right, channel },
    ...{ receivedAt: Number(receivedAt), dueAt: Number(dueAt) },
  };
}
