import { type Model } from 'mongoose';

import { type CopyChunkRow } from '../../models/copy-chunk.ts';
import { type CopyRow } from '../../models/copy.ts';
import { type CopyStore } from '../access/copies.ts';
import { isLocale } from '../domain/locale.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { type CopyRows } from '../erasure/erasers/copies.ts';
import { toBytes } from './to-bytes.ts';

interface CopyModels {
  readonly copy: Model<CopyRow>;
  readonly copyChunk: Model<CopyChunkRow>;
}

/** How long a download may go on that began when the copy could just be opened. Milliseconds. */
const downloadMs = 1_800_000;

/** Keeps copies in MongoDB: sealed under a key that no store holds. */
export function createCopyStore({ copy, copyChunk }: CopyModels): CopyStore {
  const rows = copy.collection;
  return {
    async addChunk({ copyId, names, expiresAt, ...rest }, n, sealed) {
      const row: CopyChunkRow = {
        _id: `${copyId}.${n}`,
        ...{ copyId, n, ...rest },
        names: [...names],
        sealed: Buffer.from(sealed),
        expiresAt: new Date(expiresAt),
      };
      await copyChunk.collection.insertOne(row as never);
    },
    async insert({ copyId, names, expiresAt, ...rest }, now) {
      const times = { createdAt: new Date(now), expiresAt: new Date(expiresAt) };
      const row: CopyRow = { _id: copyId, ...rest, names: [...names], ...times };
      await rows.insertOne(row as never);
    },
    async find(copyId, now) {
      const row = await copy.findOne({ _id: copyId, expiresAt: { $gt: new Date(now) } }).lean<CopyRow>();
      if (row === null) return null;
      const { tenantId, subjectId, names, requestId, reference, chunkCount, expiresAt } = row;
      const locale = isLocale(row.locale) ? row.locale : 'en';
      const times = { expiresAt: Number(expiresAt) };
      return { copyId, tenantId, subjectId, names, requestId, reference, locale, chunkCount, ...times };
    },
    async chunk(copyId, n) {
      const row = await copyChunk.collection.findOne({ copyId, n });
      return row === null ? null : toBytes((row as unknown as CopyChunkRow).sealed);
    },
    async claim(copyId, now, reopenMs) {
      const openedAt = { $ifNull: ['$openedAt', new Date(now)] };
      const claimed = await rows.findOneAndUpdate(
        { _id: copyId as never, expiresAt: { $gt: new Date(now) } },
        [{ $set: { openedAt } }, { $set: { expiresAt: { $min: ['$expiresAt', { $add: ['$openedAt', reopenMs] }] } } }],
        { returnDocument: 'after', projection: { expiresAt: 1 } },
      );
      if (claimed === null) return false;
      const end = new Date(Number(claimed['expiresAt']) + downloadMs);
      await copyChunk.collection.updateMany({ copyId }, [{ $set: { expiresAt: { $min: ['$expiresAt', end] } } }]);
      return true;
    },
    async remove(requestId) {
      await rows.deleteMany({ requestId });
      await copyChunk.collection.deleteMany({ requestId });
    },
    async drop(copyId) {
      await rows.deleteOne({ _id: copyId as never });
      await copyChunk.collection.deleteMany({ copyId });
    },
  };
}

/** What the eraser needs: copies and their pieces, also pieces whose copy is gone. */
export function createCopyRows({ copy, copyChunk }: CopyModels): CopyRows {
  const both = [copy.collection, copyChunk.collection] as const;
  const byName = ({ tenantId, hashes }: IdentitySet) => ({ tenantId, names: { $in: [...hashes] } });
  return {
    count: (person) => copy.collection.countDocuments(byName(person)),
    async remove(person) {
      const [first] = await Promise.all(both.map((rows) => rows.deleteMany(byName(person))));
      return first?.deletedCount ?? 0;
    },
    async residue(person) {
      const { tenantId, subjectId, hashes } = person;
      const whose = { tenantId, $or: [{ subjectId }, { names: { $in: [...hashes] } }] };
      const found = await Promise.all(both.map((rows) => rows.countDocuments(whose)));
      return found.reduce((sum, one) => sum + one, 0);
    },
  };
}
