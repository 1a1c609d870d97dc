import { extensionEntry, refusalEntry } from '../../requests/answer-entries.ts';
import { type Extensions } from '../../requests/extensions.ts';
import { type Refusals } from '../../requests/refusals.ts';
import { type ApiHandler } from './authenticate.ts';
import { referenceOf } from './holds.ts';
import { readEntry } from './read-entry.ts';

/** `POST /v1/requests/:reference/extend`: longer than a month, said before it is over. */
export function createExtendRequest(extensions: Extensions): ApiHandler {
  return async (request, response) => {
    const reference = referenceOf(request.params['reference'], response);
    const entry = reference === null ? null : readEntry(extensionEntry, request.body, response);
    if (reference === null || entry === null) return;
    const until = await extensions.extend(response.locals.tenant.tenantId, reference, entry.reason);
    response.json({ reference, until });
  };
}

/** `POST /v1/requests/:reference/refuse`: with a ground; the person is told, and where to complain. */
export function createRefuseRequest(refusals: Refusals): ApiHandler {
  return async (request, response) => {
    const reference = referenceOf(request.params['reference'], response);
    const entry = reference === null ? null : readEntry(refusalEntry, request.body, response);
    if (reference === null || entry === null) return;
    await refusals.refuse(response.locals.tenant, reference, entry.ground, entry.words ?? null);
    response.json({ reference, state: 'refused' });
  };
}
