import { z } from 'zod';

import { correctionRefusals } from '../../domain/correction.ts';
import { toInstant } from '../../domain/instant.ts';
import { readReference } from '../../domain/reference.ts';
import { type Corrections } from '../../requests/corrections.ts';
import { sendProblem } from '../problem.ts';
import { type ApiHandler } from './authenticate.ts';
import { readEntry } from './read-entry.ts';
import { nextOf, readPage, refuseAfter } from './read-page.ts';

const decisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('done') }),
  z.strictObject({ decision: z.literal('refused'), reason: z.enum(correctionRefusals) }),
]);

/** `GET /v1/corrections`: what people want put right and the business has not answered, oldest first. Nobody's name. */
export function createListCorrections(corrections: Corrections): ApiHandler {
  return async (request, response) => {
    const page = readPage(request.query, response);
    if (page === null) return;
    const open = await corrections.open(response.locals.tenant.tenantId, page);
    if (open === null) {
      refuseAfter(response);
      return;
    }
    response.json({
      corrections: open.map(({ reference, field, openedAt, dueAt }) => ({
        ...{ reference, field, openedAt: toInstant(openedAt), dueAt: toInstant(dueAt) },
      })),
      ...nextOf(open, page),
    });
  };
}

/** `POST /v1/corrections/:reference/decide`: done, or refused with a reason of the closed list. The person is told. */
export function createDecideCorrection(corrections: Corrections): ApiHandler {
  return async (request, response) => {
    const reference = readReference(request.params['reference'] ?? '');
    if (reference === null) {
      sendProblem(response, { status: 404, code: 'request_unknown', detail: 'No such correction.' });
      return;
    }
    const entry = readEntry(decisionSchema, request.body, response);
    if (entry === null) return;
    const decision =
      entry.decision === 'done' ? { name: 'done' as const } : { name: 'refused' as const, reason: entry.reason };
    await corrections.decide(response.locals.tenant, reference, decision);
    response.json({ reference, state: entry.decision });
  };
}
