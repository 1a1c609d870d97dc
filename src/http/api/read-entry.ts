import { type Response } from 'express';
import { type z } from 'zod';

import { sendProblem } from '../problem.ts';
import { fieldOf } from './entries.ts';

/** The body as the schema has it; otherwise the problem is answered and the result is `null`. */
export function readEntry<Entry>(schema: z.ZodType<Entry>, body: unknown, response: Response): Entry | null {
  // Express leaves the body out when its type is not JSON.
  if (body === undefined) {
    sendProblem(response, { status: 415, code: 'unsupported_type', detail: 'Send application/json.' });
    return null;
  }
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const field = fieldOf(read.error);
  const detail = field === null ? 'A field is unknown, or the body is no object.' : 'A field is missing or wrong.';
  sendProblem(response, { status: 422, code: 'invalid', detail, ...(field === null ? {} : { field }) });
  return null;
}
