import { type LoggedRequests } from '../../requests/logged-requests.ts';
import { type ApiHandler } from './authenticate.ts';
import { loggedRequestSchema } from './entries.ts';
import { readEntry } from './read-entry.ts';

/** `POST /v1/requests`: notes what came outside the chat. Nothing is erased by it: the person confirms in the chat. */
export function createLogRequest(logged: Pick<LoggedRequests, 'log'>): ApiHandler {
  return async (request, response) => {
    const entry = readEntry(loggedRequestSchema, request.body, response);
    if (entry === null) return;
    response.status(202).json(await logged.log(response.locals.tenant, entry));
  };
}
