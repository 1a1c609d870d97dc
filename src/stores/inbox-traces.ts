import { type Model } from 'mongoose';

import { type InboxEventRow } from '../../models/inbox-event.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type InboxTraces } from '../erasure/erasers/inbox.ts';
import { idsInChunks } from './ids-in-chunks.ts';
import { handledInboxUpdate } from './inbox.ts';

/**
 * Finds what the inbox holds of a person, by the keyed hashes of the names in it: among all rows that wait, one by one, and by
 * index among those that lie (models/inbox-event.ts). So it costs what waits there for anybody, 1 s for a million rows, and
 * nothing for the handled rows of eight days.
 */
export function createInboxTraces({ model }: { readonly model: Model<InboxEventRow> }): InboxTraces {
  const rows = model.collection;
  const waiting = { filter: { state: 'pending' }, hint: { dueAt: 1 } } as const;
  const lying = { filter: { state: { $in: ['dead', 'done'] } }, hint: 'names_of_lying' } as const;
  const parts = [waiting, lying] as const;
  const named = ({ tenantId, hashes }: IdentitySet, receivedUntil?: number) => ({
    ...{ tenantId, names: { $in: [...hashes] } },
    ...(receivedUntil === undefined ? {} : { receivedAt: { $lte: new Date(receivedUntil) } }),
  });
  const count = async (person: IdentitySet, receivedUntil?: number): Promise<number> => {
    const theirs = named(person, receivedUntil);
    let found = 0;
    // One after the other: a row that is set aside meanwhile is found twice rather than not at all.
    for (const { filter, hint } of parts) found += await rows.countDocuments({ ...theirs, ...filter }, { hint });
    return found;
  };
  return {
    count,
    async *strip(person, receivedUntil, limit) {
      for (const { filter, hint } of parts) {
        const theirs = { ...named(person, receivedUntil), ...filter };
        const found = rows.find<{ readonly _id: string }>(theirs, { hint, projection: { _id: 1 }, batchSize: limit });
        for await (const ids of idsInChunks(found, limit)) {
          const { modifiedCount } = await rows.updateMany({ _id: { $in: ids as never[] } }, handledInboxUpdate);
          yield modifiedCount;
        }
      }
    },
    async residue(person, lanes, receivedUntil) {
      const [byName, byLane] = await Promise.all([
        count(person, receivedUntil),
        rows.countDocuments({
          ...{ lane: { $in: [...lanes] }, state: 'pending', receivedAt: { $lte: new Date(receivedUntil) } },
        }),
      ]);
      return Math.max(byName, byLane);
    },
  };
}
