import { type Model } from 'mongoose';

import { type ArrivalRow } from '../../models/arrival.ts';
import { type InboxEventRow } from '../../models/inbox-event.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type InboxTraces } from '../erasure/erasers/inbox.ts';
import { idsInChunks } from './ids-in-chunks.ts';
import { handledInboxUpdate } from './inbox.ts';

/**
 * Finds what the inbox holds of a person, by the keyed hashes of the names in it: among what has arrived and among all rows that
 * wait, one by one, and by index among those that lie (models/inbox-event.ts). So it costs what waits there for anybody, 1 s for
 * a million rows, and nothing for the handled rows of eight days. It looks in the order in which a row moves, so that one that
 * moves meanwhile is found twice rather than not at all.
 */
export function createInboxTraces(parts: {
  readonly model: Model<InboxEventRow>;
  readonly arrivals: Model<ArrivalRow>;
  /** Puts an arrival in its lanes, where others' events wait to be looked at. */
  readonly takeIn: (id: string) => Promise<void>;
}): InboxTraces {
  const rows = parts.model.collection;
  const arrivals = parts.arrivals.collection;
  const waiting = { filter: { state: 'pending' }, hint: { dueAt: 1 } } as const;
  const lying = { filter: { state: { $in: ['dead', 'done'] } }, hint: 'names_of_lying' } as const;
  const inLanes = [waiting, lying] as const;
  const named = ({ tenantId, hashes }: IdentitySet, receivedUntil?: number) => ({
    ...{ tenantId, names: { $in: [...hashes] } },
    ...(receivedUntil === undefined ? {} : { receivedAt: { $lte: new Date(receivedUntil) } }),
  });
  const countInLanes = async (person: IdentitySet, receivedUntil?: number): Promise<number> => {
    const theirs = named(person, receivedUntil);
    let found = 0;
    for (const { filter, hint } of inLanes) found += await rows.countDocuments({ ...theirs, ...filter }, { hint });
    return found;
  };
  return {
    async count(person) {
      const arrived = await countArrived(arrivals, named(person));
      return arrived + (await countInLanes(person));
    },
    async *strip(person, receivedUntil, limit) {
      // First into the inbox: somebody else may hold the rows just now and put them there in a moment, where what was stripped stays so.
      const arrived = arrivals.find({ rows: { $elemMatch: named(person, receivedUntil) } }, { projection: { _id: 1 } });
      for await (const { _id } of arrived) {
        await parts.takeIn(String(_id));
        yield 0;
      }
      for (const { filter, hint } of inLanes) {
        const theirs = { ...named(person, receivedUntil), ...filter };
        const found = rows.find<{ readonly _id: string }>(theirs, { hint, projection: { _id: 1 }, batchSize: limit });
        for await (const ids of idsInChunks(found, limit)) {
          const { modifiedCount } = await rows.updateMany({ _id: { $in: ids as never[] } }, handledInboxUpdate);
          yield modifiedCount;
        }
      }
    },
    async residue(person, lanes, receivedUntil) {
      const inTheirLanes = { lane: { $in: [...lanes] }, receivedAt: { $lte: new Date(receivedUntil) } };
      const arrived = await countArrived(arrivals, { $or: [named(person, receivedUntil), inTheirLanes] });
      const [byName, byLane] = await Promise.all([
        countInLanes(person, receivedUntil),
        rows.countDocuments({ ...inTheirLanes, state: 'pending' }),
      ]);
      return arrived + Math.max(byName, byLane);
    },
  };
}

/** Rows that match, in arrivals that nobody took in. */
async function countArrived(arrivals: Model<ArrivalRow>['collection'], theirs: object): Promise<number> {
  const pipeline = [
    { $match: { rows: { $elemMatch: theirs } } },
    { $unwind: '$rows' },
    { $replaceRoot: { newRoot: '$rows' } },
    { $match: theirs },
    { $count: 'found' },
  ];
  const [counted] = await arrivals.aggregate<{ readonly found: number }>(pipeline).toArray();
  return counted?.found ?? 0;
}
