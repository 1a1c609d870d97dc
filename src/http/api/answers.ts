import { z } from 'zod';

import { refusalGrounds } from '../../domain/ground.ts';
import { type Extensions } from '../../requests/extensions.ts';
import { type Refusals } from '../../requests/refusals.ts';
import { extensionReasons } from '../../requests/request-record.ts';
import { type ApiHandler } from './authenticate.ts';
import { referenceOf } from './holds.ts';
import { readEntry } from './read-entry.ts';

const extensionSchema = z.strictObject({ reason: z.enum(extensionReasons) });
const refusalSchema = z.strictObject({
  ground: z.enum(refusalGrounds),
  /** Passed on to the person as they are. */
  words: z.string().trim().min(1).max(500).optional(),
});

/** `POST /v1/requests/:reference/extend`: longer than a month, said before it is over. */
export function createExtendRequest(extensions: Extensions): ApiHandler {
  return async (request, response) => {
    const reference = referenceOf(request.params['reference'], response);
    const entry = reference === null ? null : readEntry(extensionSchema, request.body, response);
    if (reference === null || entry === null) return;
    const until = await extensions.extend(response.locals.tenant.tenantId, reference, entry.reason);
    response.json({ reference, until });
  };
}

/** `POST /v1/requests/:reference/refuse`: with a ground; the person is told, and where to complain. */
export function createRefuseRequest(refusals: Refusals): ApiHandler {
  return async (request, response) => {
    const reference = referenceOf(request.params['reference'], response);
    const entry = reference === null ? null : readEntry(refusalSchema, request.body, response);
    if (reference === null || entry === null) return;
    await refusals.refuse(response.locals.tenant, reference, entry.ground, entry.words ?? null);
    response.json({ reference, state: 'refused' });
  };
}
