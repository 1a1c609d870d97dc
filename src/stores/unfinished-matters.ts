import { endedStates } from '../requests/request-record.ts';
import { type FindUnfinished } from '../tenants/closing-store.ts';
import { type Clock } from '../domain/instant.ts';
import { type Models } from './open-models.ts';

/** Looks what people of one business still wait for: what would be lost with it unseen. */
export function createFindUnfinished({
  models,
  clock,
}: {
  readonly models: Models;
  readonly clock: Clock;
}): FindUnfinished {
  const { request, farewell, copy, correction, loggedRequest, relay } = models;
  return async (tenantId) => {
    const rows = await request
      .find({ tenantId, 'state.name': { $nin: [...endedStates] } }, { reference: 1 })
      .sort({ openedAt: 1, reference: 1 })
      .lean<{ readonly reference: string }[]>();
    const now = new Date(clock.now());
    const others = {
      'last messages that are not sent yet': await farewell.countDocuments({ tenantId, expiresAt: { $gt: now } }),
      'copies that wait to be opened': await copy.countDocuments({
        tenantId,
        openedAt: { $exists: false },
        expiresAt: { $gt: now },
      }),
      'corrections that are not decided': await correction.countDocuments({ tenantId, state: 'asked' }),
      'requests by letter within their month': await loggedRequest.countDocuments({
        tenantId,
        answeredAt: { $exists: false },
        dueAt: { $gt: now },
      }),
      'asks from the operator’s number': await relay.countDocuments({
        $or: [{ tenantId, state: 'asked' }, { tenantId, 'inHandOf.0': { $exists: true } }, { inHandOf: tenantId }],
      }),
    };
    return {
      requests: rows.map(({ reference }) => reference),
      others: Object.fromEntries(Object.entries(others).filter(([, count]) => count > 0)),
    };
  };
}
