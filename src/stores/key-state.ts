import { type Model } from 'mongoose';

import { type KeyStateRow } from '../../models/key-state.ts';
import { OubliError } from '../domain/errors.ts';
import { type KeyState, type KeyStateStore } from '../keys/key-state.ts';
import { isDuplicateKey } from './duplicate-key.ts';

const _id = 'key_file';

/** Keeps in MongoDB what it knows of the key file. */
export function createKeyStateStore({ model }: { readonly model: Model<KeyStateRow> }): KeyStateStore {
  const find = async (): Promise<KeyState | null> => {
    const row = await model.findById(_id).lean<KeyStateRow>();
    return row === null ? null : { fileId: row.fileId, generation: row.generation, masterCheck: row.masterCheck };
  };
  return {
    find,
    async insertIfAbsent(state) {
      // Two processes may start at once: the first one's stands for both.
      await model.updateOne({ _id }, { $setOnInsert: state }, { upsert: true }).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
      const standing = await find();
      if (standing !== null) return standing;
      throw new OubliError('key_state_missing', 'The state of the keys could not be stored.', { retry: 'yes' });
    },
    async saw(generation) {
      await model.updateOne({ _id, generation: { $lt: generation } }, { $set: { generation } });
    },
    async lease(holder, now, leaseMs) {
      const isFree = { $or: [{ leaseUntil: { $exists: false } }, { leaseUntil: { $lte: new Date(now) } }] };
      const $set = { holder, leaseUntil: new Date(now + leaseMs) };
      return (await model.updateOne({ _id, ...isFree }, { $set })).matchedCount === 1;
    },
    async release(holder) {
      await model.updateOne({ _id, holder }, { $unset: { holder: '', leaseUntil: '' } });
    },
  };
}
