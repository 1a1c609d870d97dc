import { z } from 'zod';

import { holdGrounds } from '../../domain/ground.ts';
import { toInstant } from '../../domain/instant.ts';
import { readReference } from '../../domain/reference.ts';
import { type Holds } from '../../requests/holds.ts';
import { sendProblem } from '../problem.ts';
import { type ApiHandler, type ApiResponse } from './authenticate.ts';
import { readEntry } from './read-entry.ts';

/** A ground of the closed list and a date: nobody is held for ever, nor for words of the business's own. */
const holdSchema = z.strictObject({
  ground: z.enum(holdGrounds),
  reviewAt: z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text))),
});

/** `POST /v1/requests/:reference/hold`: the business objects within its window, with a ground; the person is told. */
export function createHoldRequest(holds: Holds): ApiHandler {
  return async (request, response) => {
    const reference = referenceOf(request.params['reference'], response);
    const entry = reference === null ? null : readEntry(holdSchema, request.body, response);
    if (reference === null || entry === null) return;
    await holds.hold(response.locals.tenant.tenantId, reference, entry.ground, entry.reviewAt);
    response.json({ reference, state: 'on_hold' });
  };
}

/** `POST /v1/requests/:reference/release`: lets it go on. */
export function createReleaseRequest(holds: Holds): ApiHandler {
  return async (request, response) => {
    const reference = referenceOf(request.params['reference'], response);
    if (reference === null) return;
    await holds.release(response.locals.tenant.tenantId, reference);
    response.json({ reference, state: 'waiting' });
  };
}

/** The reference of the path as people say it; `null`: it is none, and that was answered. */
export function referenceOf(text: string | undefined, response: ApiResponse): string | null {
  const reference = readReference(text ?? '');
  if (reference === null) sendProblem(response, { status: 404, code: 'request_unknown', detail: 'No such request.' });
  return reference;
}
