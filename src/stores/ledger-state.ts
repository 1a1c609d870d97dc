import { type Model } from 'mongoose';

import { type LedgerStateRow } from '../../models/ledger-state.ts';
import { type LedgerStore } from '../ledger/ledger-store.ts';
import { isDuplicateKey } from './duplicate-key.ts';

type LedgerState = Pick<
  LedgerStore,
  'journalId' | 'bindJournal' | 'rebindJournal' | 'takeReplay' | 'releaseReplay' | 'takePrune' | 'releasePrune'
>;

/** Keeps which journal belongs to the database, and who replays and who prunes. Times are MongoDB's own. */
export function createLedgerState(model: Model<LedgerStateRow>): LedgerState {
  const rows = model.collection;
  const journal = { _id: 'journal' as never };
  const journalId = async (): Promise<string | null> => {
    const row = await rows.findOne(journal);
    return typeof row?.['journalId'] === 'string' ? row['journalId'] : null;
  };
  const insertOnce = async (filter: typeof journal, fields: object): Promise<void> => {
    await rows.updateOne(filter, { $setOnInsert: fields }, { upsert: true }).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
  };
  const take = async (id: 'replay' | 'prune', holder: string, leaseMs: number): Promise<boolean> => {
    const lease = { _id: id as never };
    await insertOnce(lease, { holder, until: new Date(0) });
    const isFree = { $expr: { $or: [{ $lte: ['$until', '$$NOW'] }, { $eq: ['$holder', holder] }] } };
    const { matchedCount } = await rows.updateOne({ ...lease, ...isFree }, [
      { $set: { holder, until: { $add: ['$$NOW', leaseMs] } } },
    ]);
    return matchedCount === 1;
  };
  const release = async (id: 'replay' | 'prune', holder: string): Promise<void> => {
    await rows.updateOne({ _id: id as never, holder }, { $set: { until: new Date(0) } });
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
    takeReplay: (holder, leaseMs) => take('replay', holder, leaseMs),
    releaseReplay: (holder) => release('replay', holder),
    takePrune: (holder, leaseMs) => take('prune', holder, leaseMs),
    releasePrune: (holder) => release('prune', holder),
  };
}
