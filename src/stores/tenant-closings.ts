import { type Model } from 'mongoose';

import { type TenantClosingRow } from '../../models/tenant-closing.ts';
import { type TenantRow } from '../../models/tenant.ts';
import { type TenantClosing, type TenantClosings } from '../tenants/closing-store.ts';
import { isDuplicateKey } from './duplicate-key.ts';

/** Keeps in MongoDB which businesses left, and marks the row of one that does. */
export function createTenantClosings(parts: {
  readonly model: Model<TenantClosingRow>;
  readonly tenants: Model<TenantRow>;
}): TenantClosings {
  const { model, tenants } = parts;
  const find = async (tenantId: string): Promise<TenantClosing | null> => {
    const row = await model.findById(tenantId).lean<TenantClosingRow>();
    return row === null ? null : toClosing(row);
  };
  const idsOf = async (filter: object): Promise<readonly string[]> => {
    const rows = await model.find(filter, { _id: 1 }).sort({ startedAt: 1 }).lean<{ readonly _id: string }[]>();
    return rows.map(({ _id }) => _id);
  };
  return {
    find,
    async begin({ tenantId, closingId, startedAt, found }) {
      const documents = Object.entries(found).map(([collection, count]) => ({ collection, documents: count }));
      const fresh = { closingId, startedAt: new Date(startedAt), found: documents };
      await model.updateOne({ _id: tenantId }, { $setOnInsert: fresh }, { upsert: true }).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
      const closingSince = new Date(startedAt);
      await tenants.updateOne({ _id: tenantId, closingSince: { $exists: false } }, { $set: { closingSince } });
      return (await find(tenantId)) ?? { tenantId, closingId, startedAt, found, closedAt: null };
    },
    async end(tenantId, closedAt) {
      const isUnderWay = { _id: tenantId, closedAt: { $exists: false } };
      await model.updateOne(isUnderWay, { $set: { closedAt: new Date(closedAt) } });
    },
    underWay: () => idsOf({ closedAt: { $exists: false } }),
    endedAfter: (moment) => idsOf({ closedAt: { $gt: new Date(moment) } }),
  };
}

function toClosing({ _id, closingId, startedAt, found, closedAt }: TenantClosingRow): TenantClosing {
  return {
    tenantId: _id,
    closingId,
    startedAt: Number(startedAt),
    found: Object.fromEntries(found.map(({ collection, documents }) => [collection, documents])),
    closedAt: closedAt === undefined ? null : Number(closedAt),
  };
}
