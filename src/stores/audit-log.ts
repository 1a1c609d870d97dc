import { type ClientSession, type Model } from 'mongoose';

import { type AuditEntryRow } from '../../models/audit-entry.ts';
import { type AuditNodeRow } from '../../models/audit-node.ts';
import { type AuditStore, type LogHead, placeKey, type StoredEntry } from '../proof/audit-store.ts';
import { type NodeHash } from '../proof/merkle-hash.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { toBytes } from './to-bytes.ts';

interface AuditStoreParts {
  readonly entries: Model<AuditEntryRow>;
  readonly nodes: Model<AuditNodeRow>;
}

/** Keeps the log in MongoDB: one transaction an append, won by whoever moves the head first. */
export function createAuditStore({ entries, nodes }: AuditStoreParts): AuditStore {
  const entryRows = entries.collection;
  const nodeRows = nodes.collection;

  const moveHead = async (from: number, { size, frontier }: LogHead, session: ClientSession): Promise<boolean> => {
    const fields = { size, frontier: frontier.map((hash) => Buffer.from(hash)) };
    if (from === 0) {
      // A log that nobody wrote to has no head: two first writers meet on its id.
      await nodeRows.insertOne({ _id: 'head' as never, ...fields }, { session });
      return true;
    }
    const moved = await nodeRows.updateOne({ _id: 'head' as never, size: from }, { $set: fields }, { session });
    return moved.matchedCount === 1;
  };

  return {
    async head() {
      const row = await nodes.findById('head').lean<AuditNodeRow>();
      return { size: row?.size ?? 0, frontier: (row?.frontier ?? []).map(toBytes) };
    },
    async append(from, added) {
      let isOurs = false;
      try {
        await entries.db.transaction(async (session) => {
          isOurs = await moveHead(from, added.head, session);
          if (!isOurs) return;
          await entryRows.insertMany(
            added.entries.map(({ index, entryId, text, leaf }) => ({ _id: index as never, entryId, text, leaf })),
            { session },
          );
          if (added.nodes.length === 0) return;
          await nodeRows.insertMany(
            added.nodes.map((node) => ({ _id: placeKey(node) as never, hash: node.hash })),
            { session },
          );
        });
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
      return isOurs;
    },
    ...createReads({ entries, nodes }),
  };
}

function createReads({ entries, nodes }: AuditStoreParts): Pick<AuditStore, 'indexesOf' | 'nodes' | 'entries'> {
  return {
    async indexesOf(entryIds) {
      const found = await entries
        .find({ entryId: { $in: [...entryIds] } }, { entryId: 1 })
        .lean<Pick<AuditEntryRow, '_id' | 'entryId'>[]>();
      return new Map(found.map(({ _id, entryId }) => [entryId, _id]));
    },
    async nodes(places) {
      const leaves = places.filter(({ level }) => level === 0).map(({ index }) => index);
      const inner = places.filter(({ level }) => level > 0).map(placeKey);
      const [leafRows, innerRows] = await Promise.all([
        leaves.length === 0
          ? []
          : entries.find({ _id: { $in: leaves } }, { leaf: 1 }).lean<Pick<AuditEntryRow, '_id' | 'leaf'>[]>(),
        inner.length === 0 ? [] : nodes.find({ _id: { $in: inner } }).lean<AuditNodeRow[]>(),
      ]);
      return new Map<string, NodeHash>([
        ...leafRows.map(({ _id, leaf }) => [placeKey({ level: 0, index: _id }), toBytes(leaf)] as const),
        ...innerRows.flatMap(({ _id, hash }) => (hash === undefined ? [] : [[_id, toBytes(hash)] as const])),
      ]);
    },
    async entries(from, limit) {
      const rows = await entries
        .find({ _id: { $gte: from } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<AuditEntryRow[]>();
      return rows.map(({ _id, entryId, text, leaf }): StoredEntry => ({
        index: _id,
        entryId,
        text,
        leaf: toBytes(leaf),
      }));
    },
  };
}
