import { type Model } from 'mongoose';

import { type PersonKeyRow } from '../../models/person-key.ts';
import { type PersonKeyStore, type WrappedKey } from '../keys/person-keys.ts';

/** Keeps wrapped person keys in MongoDB. */
export function createPersonKeyStore({ model }: { readonly model: Model<PersonKeyRow> }): PersonKeyStore {
  // Past mongoose: a key is read several times for every message.
  const rows = model.collection;
  return {
    async insert({ keyId, tenantId, epochId, wrapped }) {
      // Not waited for: the oplog and the journal keep their order, so that the write of the person under it, which is, makes
      // both durable or neither (MongoDB manual, "Write Concern" and "Journaling"; invariant 19: until then the event stands in
      // the inbox). Were it rolled back alone by a failover, the person is a stranger again: src/stores/subjects.ts.
      await rows.insertOne(
        { _id: keyId as never, tenantId, epochId, wrapped, createdAt: new Date() },
        { writeConcern: { w: 1, journal: false } },
      );
    },
    async insertIfAbsent({ keyId, tenantId, epochId, wrapped }) {
      const fresh = { tenantId, epochId, wrapped, createdAt: new Date() };
      const row = await model
        .findOneAndUpdate({ _id: keyId }, { $setOnInsert: fresh }, { upsert: true, returnDocument: 'after' })
        .lean<PersonKeyRow>();
      return toKey(row);
    },
    async find(keyId) {
      const row = await rows.findOne<PersonKeyRow>({ _id: keyId as never }, { promoteBuffers: true });
      return row === null ? null : toKey(row);
    },
    async remove(keyIds) {
      const { deletedCount } = await model.deleteMany({ _id: { $in: [...keyIds] } });
      return deletedCount;
    },
    async keep(keyIds, until) {
      await model.updateMany({ _id: { $in: [...keyIds] } }, { $max: { keptUntil: new Date(until) } });
    },
  };
}

function toKey({ _id, tenantId, epochId, wrapped }: PersonKeyRow): WrappedKey {
  return { keyId: _id, tenantId, epochId, wrapped };
}
