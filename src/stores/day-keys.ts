import { type Model } from 'mongoose';

import { type DayKeyRow } from '../../models/day-key.ts';
import { OubliError } from '../domain/errors.ts';
import { type DayKeyStore } from '../keys/day-keys.ts';
import { isDuplicateKey } from './duplicate-key.ts';

/** Keeps wrapped day keys in MongoDB. */
export function createDayKeyStore({ model }: { readonly model: Model<DayKeyRow> }): DayKeyStore {
  const find = async (keyId: string): Promise<Buffer | null> =>
    (await model.findById(keyId).lean<DayKeyRow>())?.wrapped ?? null;
  return {
    async insertIfAbsent({ keyId, wrapped, expiresAt }) {
      // Two processes may ask at midnight: the first one's key stands for both.
      await model
        .updateOne({ _id: keyId }, { $setOnInsert: { wrapped, expiresAt } }, { upsert: true })
        .catch((error: unknown) => {
          if (!isDuplicateKey(error)) throw error;
        });
      const standing = await find(keyId);
      if (standing === null)
        throw new OubliError('day_key_missing', 'The key of the day could not be stored.', { retry: 'yes' });
      return standing;
    },
    find,
  };
}
