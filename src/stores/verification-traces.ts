import { type Model } from 'mongoose';

import { type VerificationRow } from '../../models/verification.ts';
import { type VerificationTraces } from '../erasure/erasers/verifications.ts';

/** Finds codes and checks of a person, by the keyed hashes under which they are counted. */
export function createVerificationTraces({ model }: { readonly model: Model<VerificationRow> }): VerificationTraces {
  const ofPerson = (tenantId: string, counters: readonly string[]) => ({ tenantId, counters: { $in: [...counters] } });
  const isMoreThanCounters = { $or: [{ live: { $ne: null } }, { 'checks.0': { $exists: true } }] };
  return {
    count: (tenantId, counters) => model.countDocuments({ ...ofPerson(tenantId, counters), ...isMoreThanCounters }),
    async clear(tenantId, counters) {
      const { modifiedCount } = await model.updateMany(
        { ...ofPerson(tenantId, counters), ...isMoreThanCounters },
        { $set: { live: null, checks: [] } },
      );
      return modifiedCount;
    },
    async residue(tenantId, counters) {
      const rows = await model.find(ofPerson(tenantId, counters)).lean<VerificationRow[]>();
      return rows.filter(({ live, checks }) => live !== null || checks.length > 0).length;
    },
  };
}
