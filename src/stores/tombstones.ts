import { type Model } from 'mongoose';

import { type TombstoneRow } from '../../models/tombstone.ts';
import { type Tombstone, type Tombstones } from '../conversation/tombstones.ts';
import { type TombstoneReader } from '../erasure/deep-scan/judge-rows.ts';
import { type TombstoneWriter } from '../erasure/remembrance.ts';
import { type BlindIndex } from '../keys/blind-index.ts';

/** Days that a tombstone stands: 30 of a template's life, 7 of redelivery, and a margin (privacy.md 8.2). */
const tombstoneDays = 45;
const dayMs = 86_400_000;

/** Keeps tombstones in MongoDB, one row for each name. */
export function createTombstoneStore({
  model,
  blindIndex,
}: {
  readonly model: Model<TombstoneRow>;
  readonly blindIndex: BlindIndex;
}): Tombstones & TombstoneReader & TombstoneWriter {
  const rows = model.collection;
  return {
    async latest(scope, identifiers) {
      if (identifiers.length === 0) return null;
      const ids = identifiers.map((one) => blindIndex.tombstone(scope, one));
      const found = await rows.find<TombstoneRow>({ _id: { $in: ids as never[] } }).toArray();
      const [last] = found.sort((left, right) => Number(right.erasedAt) - Number(left.erasedAt));
      return last === undefined ? null : tombstoneOf(last);
    },
    async among(scope, identifiers) {
      if (identifiers.length === 0) return [];
      const byId = new Map(identifiers.map((one) => [blindIndex.tombstone(scope, one), one]));
      const found = await rows.find<TombstoneRow>({ _id: { $in: [...byId.keys()] as never[] } }).toArray();
      return found.flatMap((row) => {
        const identifier = byId.get(row._id);
        return identifier === undefined ? [] : [{ identifier, tombstone: tombstoneOf(row) }];
      });
    },
    async bury({ tenantId, tombstones, locale }, erasedAt) {
      const expiresAt = new Date(erasedAt + tombstoneDays * dayMs);
      await Promise.all(
        tombstones.map((hash) =>
          rows.updateOne(
            { _id: hash as never },
            {
              $max: { erasedAt: new Date(erasedAt), expiresAt },
              $set: { tenantId, locale },
              // Of an erasure before this one: whoever is being erased is not being looked after.
              $unset: { doneAt: '' },
            },
            { upsert: true },
          ),
        ),
      );
    },
    async close({ tombstones }, doneAt) {
      await rows.updateMany({ _id: { $in: tombstones as never[] } }, { $set: { doneAt: new Date(doneAt) } });
    },
  };
}

function tombstoneOf({ erasedAt, doneAt, locale }: TombstoneRow): Tombstone {
  return { erasedAt: Number(erasedAt), doneAt: doneAt === undefined ? null : Number(doneAt), locale };
}
