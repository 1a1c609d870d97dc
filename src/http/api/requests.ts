import { readReference } from '../../domain/reference.ts';
import { type RequestReader, type RequestView } from '../../requests/request-reader.ts';
import { sendProblem } from '../problem.ts';
import { type ApiHandler } from './authenticate.ts';
import { fieldOf, listSchema } from './entries.ts';

/** `GET /v1/requests`: newest first, `next` leads to the page that follows. */
export function createListRequests(requests: RequestReader): ApiHandler {
  return async (request, response) => {
    const page = listSchema.safeParse(request.query);
    const after = page.success && page.data.after !== undefined ? readReference(page.data.after) : undefined;
    if (!page.success || after === null) {
      const field = page.success ? 'after' : fieldOf(page.error);
      const detail = 'A query parameter is wrong.';
      sendProblem(response, { status: 422, code: 'invalid', detail, ...(field === null ? {} : { field }) });
      return;
    }
    const { limit } = page.data;
    const found = await requests.list(response.locals.tenant.tenantId, {
      limit,
      ...(after === undefined ? {} : { after }),
    });
    const last = found.at(-1);
    const next = found.length === limit && last !== undefined ? { next: last.reference } : {};
    response.json({ requests: found.map(shown), ...next });
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
