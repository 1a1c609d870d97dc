import { type Model, type mongo } from 'mongoose';

import { chunkRows } from '../erasure/erase-in-chunks.ts';
import { type StayingRows, type TenantRows } from '../tenants/closing-store.ts';
import { type ClosingRule, closingRules } from './closing-rules.ts';
import { idsInChunks } from './ids-in-chunks.ts';
import { type Models } from './open-models.ts';

interface Ruled {
  readonly name: keyof Models;
  readonly rule: ClosingRule;
  readonly collection: mongo.Collection;
}

/** Counts and takes what there is of one tenant, collection by collection, as the rules say. */
export function createTenantRows({ models }: { readonly models: Models }): TenantRows {
  const ruled = Object.entries(closingRules).map(([name, rule]): Ruled => {
    const { collection } = models[name as keyof Models] as unknown as Model<unknown>;
    return { name: name as keyof Models, rule, collection };
  });
  const countOf = ({ collection }: Ruled, filter: object): Promise<number> => collection.countDocuments(filter);
  return {
    async going(tenantId) {
      const counts = ruled.map(async (one) => {
        const { goes, emptied } = one.rule;
        const filters = [goes, emptied?.of].flatMap((of) => (of === undefined ? [] : [of(tenantId)]));
        const found = await Promise.all(filters.map((filter) => countOf(one, filter)));
        return [one.collection.collectionName, found.reduce((sum, count) => sum + count, 0)] as const;
      });
      return Object.fromEntries((await Promise.all(counts)).filter(([, documents]) => documents > 0));
    },
    async staying(tenantId) {
      const staying = ruled.map(async (one): Promise<readonly StayingRows[]> => {
        const { stays } = one.rule;
        if (stays === undefined) return [];
        const documents = stays.of === null ? null : await countOf(one, stays.of(tenantId));
        return [{ collection: one.collection.collectionName, documents, because: stays.because }];
      });
      return (await Promise.all(staying)).flat();
    },
    async *take(tenantId, which) {
      for (const { name, rule, collection } of ruled) {
        if (which === 'people' && name === 'tenant') continue;
        const { goes, emptied } = rule;
        if (emptied !== undefined) {
          const { modifiedCount } = await collection.updateMany(emptied.of(tenantId), emptied.update(tenantId));
          yield modifiedCount;
        }
        if (goes === undefined) continue;
        const cursor = collection.find(goes(tenantId), { projection: { _id: 1 } });
        for await (const ids of idsInChunks(cursor as never, chunkRows)) {
          // Not by the ids alone: what was an erased request by then stays.
          const chunk = { $and: [goes(tenantId), { _id: { $in: [...ids] } }] };
          yield (await collection.deleteMany(chunk)).deletedCount;
        }
      }
    },
  };
}
