import { type Model } from 'mongoose';

import { type Models } from './open-models.ts';

/** Names the collections that lack an index of theirs. Unique indexes carry guarantees (one row an event, one tenant a number). */
export async function missingIndexes(models: Models): Promise<readonly string[]> {
  const found = await Promise.all(
    Object.values(models).map(async (model) => {
      const anyModel = model as Model<unknown>;
      const { toCreate } = await anyModel.diffIndexes();
      return toCreate.length === 0 ? [] : [anyModel.collection.collectionName];
    }),
  );
  return found.flat().toSorted();
}
