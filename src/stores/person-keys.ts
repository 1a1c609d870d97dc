import { type Model } from 'mongoose';

import { type PersonKeyRow } from '../../models/person-key.ts';
import { type PersonKeyStore } from '../keys/person-keys.ts';

/** Keeps wrapped person keys in MongoDB. */
export function createPersonKeyStore({ model }: { readonly model: Model<PersonKeyRow> }): PersonKeyStore {
  return {
    async insert({ keyId, tenantId, wrapped }) {
      await model.create({ _id: keyId, tenantId, wrapped, createdAt: new Date() });
    },
    async find(keyId) {
      const row = await model.findById(keyId).lean<PersonKeyRow>();
      return row === null ? null : { keyId, tenantId: row.tenantId, wrapped: row.wrapped };
    },
    async remove(keyIds) {
      const { deletedCount } = await model.deleteMany({ _id: { $in: [...keyIds] } });
      return deletedCount;
    },
  };
}
