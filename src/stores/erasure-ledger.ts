import { type Model, mongo } from 'mongoose';

import { type ErasureLedgerRow } from '../../models/erasure-ledger.ts';
import { type LedgerStateRow } from '../../models/ledger-state.ts';
import { emptyHead, type LedgerEntry, type LedgerHead } from '../ledger/ledger-entry.ts';
import { type LedgerStore, type StoredEntry } from '../ledger/ledger-store.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { createLedgerState } from './ledger-state.ts';

/** Keeps the erasure ledger in MongoDB. */
export function createLedgerStore(parts: {
  readonly entries: Model<ErasureLedgerRow>;
  readonly state: Model<LedgerStateRow>;
}): LedgerStore {
  const rows = parts.entries.collection;
  const head = async (): Promise<LedgerHead> => {
    const row = await rows.findOne({}, { sort: { _id: -1 }, projection: { hash: 1 } });
    return row === null ? emptyHead : { index: Number(row._id), hash: String(row['hash']) };
  };
  return {
    ...createLedgerState(parts.state),
    head,
    async insert(entries) {
      if (entries.length === 0) return 0;
      try {
        await rows.insertMany(entries.map((entry) => ({ ...toRow(entry), inJournal: false })) as never[]);
        return entries.length;
      } catch (error) {
        if (isDuplicateKey(error) && error instanceof mongo.MongoBulkWriteError) return error.insertedCount;
        throw error;
      }
    },
    async byEntryIds(entryIds) {
      const found = await rows.find({ entryId: { $in: [...entryIds] } }).toArray();
      return found.map((row) => toEntry(row as unknown as ErasureLedgerRow).entry);
    },
    async byIndex(index) {
      const row = await rows.findOne({ _id: index as never });
      return row === null ? null : toEntry(row as unknown as ErasureLedgerRow);
    },
    async after(index) {
      const found = await rows
        .find({ _id: { $gt: index as never } })
        .sort({ _id: 1 })
        .toArray();
      return found.map((row) => toEntry(row as unknown as ErasureLedgerRow));
    },
    async noteInJournal(upTo) {
      const onTheirWay = { inJournal: false, _id: { $lte: upTo as never } };
      // Lost in a crash, it is noted again: the entry itself is durable.
      await rows.updateMany(onTheirWay, { $set: { inJournal: true } }, { writeConcern: { w: 1, journal: false } });
    },
    async restore(entry) {
      const row = { ...toRow(entry), inJournal: true };
      await rows.replaceOne({ _id: entry.index as never }, row, { upsert: true });
    },
    async removeStrays(from) {
      await rows.deleteMany({ _id: { $gte: from as never }, inJournal: false });
    },
    async prune(before) {
      const { index } = await head();
      const { deletedCount } = await rows.deleteMany({ at: { $lt: new Date(before) }, _id: { $lt: index as never } });
      return deletedCount;
    },
  };
}

function toRow({ index, erasedFrom, at, ...rest }: LedgerEntry): Omit<ErasureLedgerRow, 'inJournal'> {
  return {
    _id: index,
    ...(structuredClone(rest) as unknown as Omit<ErasureLedgerRow, '_id' | 'inJournal' | 'erasedFrom' | 'at'>),
    erasedFrom: new Date(erasedFrom),
    at: new Date(at),
  };
}

function toEntry({ _id, erasedFrom, at, inJournal, ...rest }: ErasureLedgerRow): StoredEntry {
  return { entry: { index: _id, ...rest, erasedFrom: Number(erasedFrom), at: Number(at) }, inJournal };
}
