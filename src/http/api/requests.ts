import { readReference } from '../../domain/reference.ts';
import { type RequestReader, type RequestView } from '../../requests/request-reader.ts';
import { sendProblem } from '../problem.ts';
import { type ApiHandler } from './authenticate.ts';
import { nextOf, readPage, refuseAfter } from './read-page.ts';

/** `GET /v1/requests`: newest first, `next` leads to the page that follows. */
export function createListRequests(requests: RequestReader): ApiHandler {
  return async (request, response) => {
    const page = readPage(request.query, response);
    if (page === null) return;
    const found = await requests.list(response.locals.tenant.tenantId, page);
    if (found === null) refuseAfter(response);
    else response.json({ requests: found.map(shown), ...nextOf(found, page) });
  };
}

/** `GET /v1/requests/:reference`: another tenant's is as unknown as none. */
export function createReadRequest(requests: RequestReader): ApiHandler {
  return async (request, response) => {
    const reference = readReference(request.params['reference'] ?? '');
    const found = reference === null ? null : await requests.byReference(response.locals.tenant.tenantId, reference);
    if (found === null) sendProblem(response, { status: 404, code: 'request_unknown', detail: 'No such request.' });
    else response.json(shown(found));
  };
}

/** Field by field: whatever else a store may hand over stays inside. */
function shown({ reference, state, right, openedAt, verifiedAt, erasedAt, stores }: RequestView): RequestView {
  return {
    reference,
    state,
    right,
    openedAt,
    ...(verifiedAt === undefined ? {} : { verifiedAt }),
    ...(erasedAt === undefined ? {} : { erasedAt }),
    ...(stores === undefined ? {} : { stores }),
  };
}
