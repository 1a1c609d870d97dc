import { type PersonBound } from '../../models/person-bound.ts';
import { type Subject } from '../conversation/subjects.ts';
import { type SealPlace } from '../keys/seal.ts';
import { type StatusEvent, statusRanks } from '../messaging/records.ts';

/** What every document of the messaging log carries of its person. */
export function boundTo({ tenantId, subjectId, keyId, names }: Subject): PersonBound {
  return { tenantId, subjectId, keyId, names: [...names] };
}

/** Leaves out what an erasure left under a ground: nothing but the retention reads it. */
export const isNotKept = { keptUntil: { $exists: false } } as const;

export function sealPlace({ tenantId, keyId }: Pick<PersonBound, 'tenantId' | 'keyId'>, collection: string): SealPlace {
  return { tenantId, collection, field: 'sealed', keyId };
}

/** Moves a status forward. It commutes with every other status, so that their order of arrival does not matter (pitfall 8). */
export function statusUpdate({ status }: StatusEvent): { readonly $max: { readonly statusRank: number } } {
  return { $max: { statusRank: statusRanks[status] } };
}
