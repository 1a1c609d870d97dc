import { type Model } from 'mongoose';

import { type LedgerStateRow } from '../../models/ledger-state.ts';
import { type LedgerStore } from '../ledger/ledger-store.ts';
import { isDuplicateKey } from './duplicate-key.ts';

type LedgerState = Pick<LedgerStore, 'journalId' | 'bindJournal' | 'rebindJournal' | 'takeReplay' | 'releaseReplay'>;

/** Keeps which journal belongs to the database, and who replays. Times are MongoDB's own. */
export function createLedgerState(model: Model<LedgerStateRow>): LedgerState {
  const rows = model.collection;
  const journal = { _id: 'journal' as never };
  const replay = { _id: 'replay' as never };
  const journalId = async (): Promise<string | null> => {
    const row = await rows.findOne(journal);
    return typeof row?.['journalId'] === 'string' ? row['journalId'] : null;
  };
  const insertOnce = async (filter: typeof journal, fields: object): Promise<void> => {
    await rows.updateOne(filter, { $setOnInsert: fields }, { upsert: true }).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
  };
  return {
    journalId,
    async bindJournal(id) {
      await insertOnce(journal, { journalId: id });
      return (await journalId()) ?? id;
    },
    async rebindJournal(id) {
      await rows.updateOne(journal, { $set: { journalId: id } }, { upsert: true });
    },
    async takeReplay(holder, leaseMs) {
      await insertOnce(replay, { holder, until: new Date(0) });
      const isFree = { $expr: { $or: [{ $lte: ['$until', '$$NOW'] }, { $eq: ['$holder', holder] }] } };
      const { matchedCount } = await rows.updateOne({ ...replay, ...isFree }, [
        { $set: { holder, until: { $add: ['$$NOW', leaseMs] } } },
      ]);
      return matchedCount === 1;
    },
    async releaseReplay(holder) {
      await rows.updateOne({ ...replay, holder }, { $set: { until: new Date(0) } });
    },
  };
}
