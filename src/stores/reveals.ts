import { type Model } from 'mongoose';

import { type RevealRow } from '../../models/reveal.ts';
import { isLocale } from '../domain/locale.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type RevealRows } from '../erasure/erasers/reveals.ts';
import { type RevealMatter, type RevealStore } from '../notifications/reveals.ts';

/** Keeps reveals in MongoDB: sealed under a key that no store holds. */
export function createRevealStore({ model }: { readonly model: Model<RevealRow> }): RevealStore {
  const isLive = (now: number) => ({ expiresAt: { $gt: new Date(now) } });
  return {
    async insert({ revealId, names, expiresAt, sealed, ...rest }, now) {
      const times = { createdAt: new Date(now), expiresAt: new Date(expiresAt) };
      const row = { _id: revealId, ...rest, names: [...names], sealed: Buffer.from(sealed), revealCount: 0, ...times };
      await model.collection.insertOne(row as never);
    },
    async find(revealId, now) {
      const row = await model.findOne({ _id: revealId, ...isLive(now) }).lean<RevealRow>();
      if (row === null) return null;
      const { _id, tenantId, subjectId, names, requestId, reference, sealed, expiresAt } = row;
      const what = (row.what ?? null) as RevealMatter | null;
      const locale = isLocale(row.locale) ? row.locale : 'en';
      return {
        revealId: _id,
        tenantId,
        subjectId,
        names,
        requestId,
        reference,
        what,
        locale,
        sealed,
        expiresAt: Number(expiresAt),
      };
    },
    async count(revealId, max, now) {
      const row = await model
        .findOneAndUpdate(
          { _id: revealId, revealCount: { $lt: max }, ...isLive(now) },
          { $inc: { revealCount: 1 }, $set: { lastRevealedAt: new Date(now) } },
          { returnDocument: 'after' },
        )
        .lean<RevealRow>();
      return row?.revealCount ?? null;
    },
    async latestEnd(requestId, now) {
      const row = await model
        .findOne({ requestId, ...isLive(now) })
        .sort({ expiresAt: -1 })
        .lean<RevealRow>();
      return row === null ? null : Number(row.expiresAt);
    },
    async remove(which) {
      if ('revealId' in which) await model.deleteMany({ _id: which.revealId });
      // Those of its reminders as well, whose ids begin with it: `<id>.reminder-1`. '/' comes after '.'.
      else {
        const { requestId } = which;
        const ofReminders = { $gte: `${requestId}.`, $lt: `${requestId}/` };
        await model.deleteMany({ $or: [{ requestId }, { requestId: ofReminders }] });
      }
    },
  };
}

/** The matter of the one link that outlives an erasure. */
const held: RevealMatter = 'erasure';

/**
 * What the eraser needs: a person's reveals but for the newest of an erasure that is not over, which the receipt lists as held.
 * Links of anything else go: the receipt names none of them.
 */
export function createRevealRows({ model }: { readonly model: Model<RevealRow> }): RevealRows {
  const rows = model.collection;
  const byName = ({ tenantId, hashes }: IdentitySet) => ({ tenantId, names: { $in: [...hashes] } });
  const newest = async (which: object, now: number): Promise<unknown> => {
    const live = { ...which, what: held, expiresAt: { $gt: new Date(now) } };
    return (await rows.findOne(live, { sort: { createdAt: -1, _id: 1 }, projection: { _id: 1 } }))?._id ?? null;
  };
  const othersOf = async (which: object, now: number) => ({
    ...which,
    _id: { $ne: (await newest(which, now)) as never },
  });
  return {
    countOthers: async (person, now) => rows.countDocuments(await othersOf(byName(person), now)),
    removeOthers: async (person, now) => (await rows.deleteMany(await othersOf(byName(person), now))).deletedCount,
    async residue(person, now) {
      const { tenantId, subjectId, hashes } = person;
      const found = await rows
        .find(
          { tenantId, $or: [{ subjectId }, { names: { $in: [...hashes] } }] },
          { projection: { expiresAt: 1, what: 1 } },
        )
        .toArray();
      const isLive = (end: unknown): boolean => end instanceof Date && Number(end) > now;
      const live = found.filter((row) => row['what'] === held && isLive(row['expiresAt']));
      return found.length - Math.min(live.length, 1);
    },
  };
}
