import { OubliError } from '../domain/errors.ts';
import { eraseInChunks } from '../erasure/erase-in-chunks.ts';
import { type RestoredTenants } from '../ledger/replay.ts';
import { type CloseTenantParts } from './close-tenant.ts';

/**
 * Closes businesses again that a restored backup brought back, by what the ledger says: before the gate opens, so that no server and no
 * worker has one of them in hand. The same WhatsApp account may be another tenant's by now: all goes by the id of the one that left.
 */
export function createRestoredTenants(
  parts: Pick<CloseTenantParts, 'closings' | 'rows' | 'noteClosing'>,
): RestoredTenants {
  const { closings, rows, noteClosing } = parts;
  return {
    isLeaving: async (tenantId) => (await closings.find(tenantId)) !== null,
    async closeAgain({ kind, requestId: closingId, tenantId, at }, { signal, stillOurs }) {
      const found = await rows.going(tenantId);
      const closing = await closings.begin({ tenantId, closingId, startedAt: at, found });
      await eraseInChunks(rows.take(tenantId, 'all'), { signal, stillOurs });
      const [left] = Object.keys(await rows.going(tenantId));
      if (left !== undefined) {
        const sentence = `Something of a business that was closed is left in ${left}.`;
        throw new OubliError('replay_residue', sentence, { retry: 'yes' });
      }
      // Of one that had only begun a worker writes the end.
      if (kind !== 'tenant-closed') return;
      await noteClosing(closing, at);
      await closings.end(tenantId, at);
    },
  };
}
