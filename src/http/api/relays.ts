import { readReference } from '../../domain/reference.ts';
import { type RelayAnswers } from '../../requests/relay-answers.ts';
import { sendProblem } from '../problem.ts';
import { type ApiHandler } from './authenticate.ts';

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
