import { OubliError } from '../domain/errors.ts';
import { type RequestRecord } from './request-record.ts';
import { type RequestStore } from './request-store.ts';

/**
 * A request by the reference that a business gives. Another business's is as unknown as none.
 * @throws OubliError `request_missing`.
 */
export async function requestOfTenant(
  store: Pick<RequestStore, 'byReference'>,
  tenantId: string,
  reference: string,
): Promise<RequestRecord> {
  const found = await store.byReference(reference);
  if (found?.tenantId !== tenantId) throw new OubliError('request_missing', 'There is no such request.');
  return found;
}
