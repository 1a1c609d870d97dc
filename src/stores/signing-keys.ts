import { type Model } from 'mongoose';

import { type SigningKeyRow } from '../../models/signing-key.ts';
import { type SigningKeyStore, type StoredSigningKey } from '../proof/signing-keys.ts';
import { isDuplicateKey } from './duplicate-key.ts';

/** Keeps signing keys in MongoDB. */
export function createSigningKeyStore({ model }: { readonly model: Model<SigningKeyRow> }): SigningKeyStore {
  const rows = model.collection;
  return {
    async current() {
      const row = await model.findOne({ isCurrent: true }).lean<SigningKeyRow>();
      return row === null ? null : toStored(row);
    },
    async replace(predecessor, { kid, x, sealed, createdAt }) {
      let isOurs = true;
      try {
        await model.db.transaction(async (session) => {
          if (predecessor !== null) {
            const retired = await rows.updateOne(
              { _id: predecessor as never, isCurrent: true },
              { $set: { retiredAt: new Date(createdAt) }, $unset: { isCurrent: '', sealed: '' } },
              { session },
            );
            isOurs = retired.matchedCount === 1;
            if (!isOurs) return;
          }
          const row = { _id: kid as never, x, sealed: Buffer.from(sealed ?? []), isCurrent: true };
          await rows.insertOne({ ...row, createdAt: new Date(createdAt) }, { session });
        });
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
      return isOurs;
    },
    async all() {
      return (await model.find().sort({ createdAt: -1 }).lean<SigningKeyRow[]>()).map(toStored);
    },
  };
}

function toStored({ _id, x, sealed, createdAt, retiredAt }: SigningKeyRow): StoredSigningKey {
  return {
    kid: _id,
    x,
    sealed: sealed ?? null,
    createdAt: Number(createdAt),
    retiredAt: retiredAt === undefined ? null : Number(retiredAt),
  };
}
