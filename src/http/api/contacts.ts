import { type Clock } from '../../domain/instant.ts';
import { type Intake } from '../../messaging/intake.ts';
import { type ApiHandler } from './authenticate.ts';
import { contactSchema, optInSchema } from './entries.ts';
import { readEntry } from './read-entry.ts';

/** `POST /v1/contacts`: makes or updates a person's card. */
export function createPutContact(intake: Intake): ApiHandler {
  return async (request, response) => {
    const entry = readEntry(contactSchema, request.body, response);
    if (entry === null) return;
    const { contactId, outcome } = await intake.contact(response.locals.tenant, entry, 'api');
    response.status(outcome === 'created' ? 201 : 200).json({ id: contactId, result: outcome });
  };
}

/** `POST /v1/opt-ins`: records what a person wants. */
export function createPutOptIn(intake: Intake, clock: Clock): ApiHandler {
  return async (request, response) => {
    const entry = readEntry(optInSchema(clock.now()), request.body, response);
    if (entry === null) return;
    const result = await intake.optIn(response.locals.tenant, entry, 'api');
    response.status(result === 'recorded' ? 201 : 200).json({ result });
  };
}
