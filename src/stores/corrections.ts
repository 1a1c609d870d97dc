import { randomUUID } from 'node:crypto';

import { type Model } from 'mongoose';

import { type CorrectionRow } from '../../models/correction.ts';
import { isLocale } from '../domain/locale.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { openJson, sealJson } from '../keys/seal.ts';
import { type CorrectionStore, type StoredCorrection } from '../requests/correction-store.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { boundTo, isNotKept, sealPlace } from './messaging-log-fields.ts';
import { takeReminders } from './take-reminders.ts';
import { toBytes } from './to-bytes.ts';

/** Keeps corrections in MongoDB: what is right is sealed under the person's key. */
export function createCorrectionStore({
  model,
  personKeys,
}: {
  readonly model: Model<CorrectionRow>;
  readonly personKeys: Pick<PersonKeys, 'open'>;
}): CorrectionStore {
  return {
    file: (order) => file(model, personKeys, order),
    async byReference(tenantId, reference) {
      const row = await model.findOne({ tenantId, ...known(reference), ...isNotKept }).lean<CorrectionRow>();
      return row === null ? null : toCorrection(row);
    },
    async ofPerson({ tenantId, names }, reference) {
      const theirs = { tenantId, ...known(reference), names: { $in: [...names] }, ...isNotKept };
      const row = await model.findOne(theirs).lean<CorrectionRow>();
      return row === null ? null : toCorrection(row);
    },
    async open(tenantId, { limit, after }) {
      const last =
        after === undefined ? null : await model.findOne({ tenantId, ...known(after) }).lean<CorrectionRow>();
      if (after !== undefined && last === null) return null;
      const found = await model
        .find({ tenantId, state: 'asked', ...isNotKept, ...(last === null ? {} : { $or: later(last) }) })
        .sort({ openedAt: 1, _id: 1 })
        .limit(limit)
        .lean<CorrectionRow[]>();
      return found.map(toCorrection);
    },
    async valueOf(correctionId) {
      const row = await model.findOne({ _id: correctionId }).lean<CorrectionRow>();
      const personKey = row === null ? null : await personKeys.open(row.keyId);
      if (row === null || personKey === null) return null;
      const opened = openJson(personKey.key, toBytes(row.sealed), sealPlace(row, 'corrections'));
      return (opened as { readonly value: string }).value;
    },
    async decide(correctionId, decision, { now, tellAt, expiresAt }) {
      const { matchedCount } = await model.updateOne(
        { _id: correctionId, state: 'asked' },
        {
          $set: {
            ...{ state: decision.name, decidedAt: new Date(now), expiresAt: new Date(expiresAt) },
            ...(decision.name === 'refused' ? { reason: decision.reason } : {}),
            remindAt: new Date(tellAt),
          },
        },
      );
      return matchedCount === 1;
    },
    async noteTold(correctionId) {
      await model.updateOne({ _id: correctionId, state: { $ne: 'asked' } }, { $unset: { remindAt: '' } });
    },
    takeReminders: async (...when) => (await takeReminders(model, ...when)).map(toCorrection),
    async remindNext(correctionId, at) {
      const change = at === null ? { $unset: { remindAt: '' } } : { $set: { remindAt: new Date(at) } };
      await model.updateOne({ _id: correctionId, state: 'asked' }, change);
    },
  };
}

/** By the reference of its own, or of one that became one with it. */
function known(reference: string): object {
  return { $or: [{ reference }, { otherReferences: reference }] };
}

/** Whatever was asked after it; of the same moment by id. */
function later({ openedAt, _id }: CorrectionRow): object[] {
  return [{ openedAt: { $gt: openedAt } }, { openedAt, _id: { $gt: _id } }];
}

async function file(
  model: Model<CorrectionRow>,
  personKeys: Pick<PersonKeys, 'open'>,
  {
    subject,
    reference,
    locale,
    phoneNumberId,
    field,
    value,
    now,
    remindAt,
    dueAt,
  }: Parameters<CorrectionStore['file']>[0],
): ReturnType<CorrectionStore['file']> {
  const personKey = await personKeys.open(subject.keyId);
  if (personKey === null) return null;
  const sealed = sealJson(personKey.key, { value }, sealPlace(subject, 'corrections'));
  const row: CorrectionRow = {
    ...{ _id: randomUUID(), ...boundTo(subject), reference, locale, phoneNumberId, field, sealed, state: 'asked' },
    ...{ openedAt: new Date(now), saidAt: new Date(now), remindAt: new Date(remindAt), dueAt: new Date(dueAt) },
  };
  try {
    await model.collection.insertOne(row as never);
    return { correction: toCorrection(row), isNew: true };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  // Under the key that seals it: a row of somebody who turned out to be them has a key of its own until then.
  const renew = (which: object, times: object) =>
    model
      .findOneAndUpdate(
        { subjectId: subject.subjectId, field, state: 'asked', ...which },
        { $set: { keyId: subject.keyId, sealed, locale, saidAt: row.openedAt, ...times } },
        { returnDocument: 'after' },
      )
      .lean<CorrectionRow>();
  const { openedAt } = row;
  const isPast = { dueAt: { $lte: openedAt } };
  const anew = { openedAt, dueAt: row.dueAt, remindAt: row.remindAt };
  const standing = (await renew(isPast, anew)) ?? (await renew({}, {}));
  return standing === null ? null : { correction: toCorrection(standing), isNew: false };
}

function toCorrection(row: CorrectionRow): StoredCorrection {
  const { _id: correctionId, reference, tenantId, subjectId, phoneNumberId, field, state, reason } = row;
  const locale = isLocale(row.locale) ? row.locale : 'en';
  const times = { openedAt: Number(row.openedAt), dueAt: Number(row.dueAt) };
  return {
    ...{ correctionId, reference, tenantId, subjectId, phoneNumberId, field, state, locale },
    reason: reason ?? null,
    ...times,
  };
}
