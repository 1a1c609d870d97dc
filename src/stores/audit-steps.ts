import { type Model } from 'mongoose';

import { type RequestRow } from '../../models/request.ts';
import { type AuditSteps } from '../proof/audit-drain.ts';
import { type RequestEntry } from '../proof/audit-entry.ts';
import { type RequestStateName } from '../domain/request.ts';

/** Nothing comes after these. An erasure keeps its pseudonym until its last receipt. */
const over: readonly RequestStateName[] = ['closed', 'answered', 'cancelled', 'expired', 'refused'];

/** Finds the steps that wait for the log in the requests' rows. */
export function createAuditSteps({ model }: { readonly model: Model<RequestRow> }): AuditSteps {
  const rows = model.collection;
  return {
    async due(limit) {
      const found = await rows
        .find({ 'auditDue.seq': { $gt: 0 } }, { projection: { pseudonym: 1, auditDue: 1 } })
        .limit(limit)
        .toArray();
      return (found as unknown as RequestRow[]).map(({ _id, pseudonym = '', auditDue = [] }) => ({
        requestId: _id,
        entries: auditDue.map((step) => ({ ...step, p: pseudonym }) as unknown as RequestEntry),
      }));
    },
    async logged(steps) {
      const ids = steps.map(({ requestId }) => requestId);
      await rows.bulkWrite(
        steps.map(({ requestId, entries }) => ({
          updateOne: {
            filter: { _id: requestId as never },
            update: { $pull: { auditDue: { seq: { $in: entries.map(({ seq }) => seq) } } } as never },
          },
        })),
        { ordered: false },
      );
      await rows.updateMany(
        { _id: { $in: ids as never[] }, 'state.name': { $in: [...over] }, auditDue: { $size: 0 } },
        { $unset: { pseudonym: '' } },
      );
    },
  };
}
