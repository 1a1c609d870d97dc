import { type Model } from 'mongoose';

import { type DayKeyRow } from '../../models/day-key.ts';
import { OubliError } from '../domain/errors.ts';
import { type DayKeyStore, type WrappedDayKey } from '../keys/day-keys.ts';
import { isDuplicateKey } from './duplicate-key.ts';

/** Keeps wrapped day keys in MongoDB. */
export function createDayKeyStore({ model }: { readonly model: Model<DayKeyRow> }): DayKeyStore {
  const find = async (keyId: string): Promise<WrappedDayKey | null> => {
    const row = await model.findById(keyId).lean<DayKeyRow>();
    return row === null ? null : { keyId, epochId: row.epochId, wrapped: row.wrapped };
  };
  return {
    async insertIfAbsent({ keyId, epochId, wrapped, expiresAt }) {
      // Two processes may ask at midnight: the first one's key stands for both.
      await model
        .updateOne({ _id: keyId }, { $setOnInsert: { epochId, wrapped, expiresAt } }, { upsert: true })
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
