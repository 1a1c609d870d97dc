import { readReference } from '../../domain/reference.ts';
import { type OpenRelays } from '../../requests/open-relays.ts';
import { type RelayAnswers } from '../../requests/relay-answers.ts';
import { sendProblem } from '../problem.ts';
import { type ApiHandler } from './authenticate.ts';
import { nextOf, readPage } from './read-page.ts';

/** `GET /v1/relays`: what came from the operator's number and is not answered, the first that is due first. Nobody's name. */
export function createListRelays(openRelays: OpenRelays): ApiHandler {
  return async (request, response) => {
    const page = readPage(request.query, response);
    if (page === null) return;
    const found = await openRelays.list({ tenantId: response.locals.tenant.tenantId, ...page });
    // Field by field, as with requests.
    const relays = found.map(({ reference, what, openedAt, dueAt, rung }) => {
      return { reference, what, openedAt, dueAt, rung };
    });
    response.json({ relays, ...nextOf(found, page) });
  };
}

/** `POST /v1/relays/:reference/answered`: what came from the operator's number is answered. Nobody is reminded of it any more. */
export function createNoteAnswered(relayAnswers: RelayAnswers): ApiHandler {
  return async (request, response) => {
    const reference = readReference(request.params['reference'] ?? '');
    if (reference === null) {
      sendProblem(response, { status: 404, code: 'request_unknown', detail: 'No such reference.' });
      return;
    }
    await relayAnswers.answered(response.locals.tenant, reference);
    response.json({ reference, state: 'answered' });
  };
}
