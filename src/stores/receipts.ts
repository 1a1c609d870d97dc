import { type Model } from 'mongoose';

import { type ReceiptRow } from '../../models/receipt.ts';
import { type ReceiptStore, type StoredReceipt } from '../proof/receipt-store.ts';
import { isDuplicateKey } from './duplicate-key.ts';

/** Keeps receipts in MongoDB. */
export function createReceiptStore({ model }: { readonly model: Model<ReceiptRow> }): ReceiptStore {
  return {
    async insert(receipt) {
      try {
        await model.collection.insertOne(toReceiptRow(receipt) as never);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async byReference(reference) {
      const rows = await model.find({ reference }).sort({ issuedAt: 1 }).lean<ReceiptRow[]>();
      return rows.map(({ kind, tenantId, jws, issuedAt }) => ({
        reference,
        kind,
        tenantId,
        jws,
        issuedAt: Number(issuedAt),
      }));
    },
  };
}

/** As it is inserted, alone or with the end of a run. */
export function toReceiptRow({ reference, kind, tenantId, jws, issuedAt }: StoredReceipt): ReceiptRow {
  return { _id: `${reference}.${kind}`, reference, kind, tenantId, jws, issuedAt: new Date(issuedAt) };
}
