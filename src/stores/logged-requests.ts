import { randomUUID } from 'node:crypto';

import { type Model } from 'mongoose';

import { type LoggedRequestRow } from '../../models/logged-request.ts';
import { OubliError } from '../domain/errors.ts';
import { type LoggedRequest, type LoggedRequestStore } from '../requests/logged-request-store.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { boundTo, isNotKept } from './messaging-log-fields.ts';
import { takeReminders } from './take-reminders.ts';

/** Keeps what businesses noted of letters in MongoDB. */
export function createLoggedRequestStore({ model }: { readonly model: Model<LoggedRequestRow> }): LoggedRequestStore {
  return {
    async insert(subject, logged) {
      const { reference, right, channel, receivedAt, dueAt, remindAt, expiresAt, tellingUntil } = logged;
      const row: LoggedRequestRow = {
        ...{ _id: randomUUID(), ...boundTo(subject), reference, right, channel },
        ...{ receivedAt: new Date(receivedAt), dueAt: new Date(dueAt) },
        ...{ remindAt: new Date(remindAt), expiresAt: new Date(expiresAt), tellingUntil: new Date(tellingUntil) },
      };
      try {
        await model.collection.insertOne(row as never);
        return { logged: toLogged(row), isNew: true };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      // What was answered before this one came is over: this is another wish, with a clock of its own.
      const { subjectId } = subject;
      const over = await model.deleteOne({ subjectId, right, answeredAt: { $lt: row.receivedAt }, ...isNotKept });
      if (over.deletedCount > 0) return this.insert(subject, logged);
      const standing = await model.findOne({ subjectId, right }).lean<LoggedRequestRow>();
      if (standing !== null) return { logged: toLogged(standing), isNew: false };
      throw new OubliError('request_contended', 'It was noted and forgotten at once. Try again.', { retry: 'yes' });
    },
    async takeTelling(loggedId, now, until) {
      const { matchedCount } = await model.updateOne(
        { _id: loggedId, told: { $nin: ['sent', 'queued'] }, tellingUntil: { $not: { $gt: new Date(now) } } },
        { $set: { tellingUntil: new Date(until) } },
      );
      return matchedCount === 1;
    },
    async noteTold(loggedId, told) {
      await model.updateOne({ _id: loggedId }, { $set: { told }, $unset: { tellingUntil: '' } });
    },
    async answer({ tenantId, hashes }, right, at) {
      await model.updateMany(
        { tenantId, names: { $in: [...hashes] }, right, answeredAt: { $exists: false }, ...isNotKept },
        { $set: { answeredAt: new Date(at) }, $unset: { remindAt: '' } },
      );
    },
    async ofPerson({ tenantId, names }) {
      const theirs = { tenantId, names: { $in: [...names] }, ...isNotKept };
      const rows = await model.find(theirs).sort({ dueAt: 1 }).lean<LoggedRequestRow[]>();
      return rows.map(toLogged);
    },
    takeReminders: async (...when) => (await takeReminders(model, ...when)).map(toLogged),
    async noteReminded(loggedId) {
      await model.updateOne({ _id: loggedId }, { $unset: { remindAt: '' } });
    },
  };
}

function toLogged({ _id: loggedId, ...row }: LoggedRequestRow): LoggedRequest {
  const { reference, tenantId, subjectId, right, channel, receivedAt, dueAt, answeredAt, told } = row;
  return {
    ...{ loggedId, reference, tenantId, subjectId, right, channel },
    ...{ receivedAt: Number(receivedAt), dueAt: Number(dueAt) },
    answeredAt: answeredAt === undefined ? null : Number(answeredAt),
    told: told ?? null,
  };
}
