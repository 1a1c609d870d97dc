import { type Model } from 'mongoose';

import { type SuppressionRow } from '../../models/suppression.ts';
import { type SuppressionWriter } from '../erasure/remembrance.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { type Suppressions } from '../messaging/suppressions.ts';

/** Keeps suppressions in MongoDB, one row for each name. */
export function createSuppressionStore({
  model,
  blindIndex,
}: {
  readonly model: Model<SuppressionRow>;
  readonly blindIndex: BlindIndex;
}): Suppressions & SuppressionWriter {
  const rows = model.collection;
  return {
    async isSuppressed(scope, identifiers) {
      if (identifiers.length === 0) return false;
      const ids = identifiers.map((one) => blindIndex.suppression(scope, one));
      return (await rows.findOne({ _id: { $in: ids as never[] } }, { projection: { _id: 1 } })) !== null;
    },
    async lift(scope, identifiers) {
      if (identifiers.length === 0) return 0;
      const ids = identifiers.map((one) => blindIndex.suppression(scope, one));
      const found = await rows.find<SuppressionRow>({ _id: { $in: ids as never[] } }).toArray();
      if (found.length === 0) return 0;
      const groups = found.map(({ group }) => group);
      const { tenantId } = scope;
      const { deletedCount } = await rows.deleteMany({ tenantId, group: { $in: groups } });
      return deletedCount;
    },
    async suppress({ tenantId, suppressions, suppressionGroup: group }, since) {
      const fields = { tenantId, group, purpose: 'erased' as const };
      await Promise.all(
        suppressions.map((hash) =>
          rows.updateOne({ _id: hash as never }, { $set: fields, $max: { since: new Date(since) } }, { upsert: true }),
        ),
      );
    },
  };
}
