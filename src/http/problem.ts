import { STATUS_CODES } from 'node:http';

import { type ErrorRequestHandler, type Response } from 'express';

import { OubliError } from '../domain/errors.ts';
import { isDatabaseAway } from './database-away.ts';

/** What went wrong, for a program (`code`, `field`) and for its author (`detail`). Never a number, name or text. */
export interface Problem {
  readonly status: number;
  /** Stable: a program may branch on it. */
  readonly code: string;
  readonly detail: string;
  /** Where in the request, as a path: `template.parameters.0`. */
  readonly field?: string;
}

/** When whatever is away just now is asked again, unless more is known: a member takes over in some seconds. */
const retryAfterSeconds = '5';

/** Answers with problem details (RFC 9457), `type` left at its default so that `title` says what the status says. */
export function sendProblem(response: Response, { status, code, detail, field }: Problem): void {
  const title = STATUS_CODES[status] ?? 'Error';
  if (status === 503 && !response.hasHeader('Retry-After')) response.set('Retry-After', retryAfterSeconds);
  const body = { type: 'about:blank', title, status, code, detail, ...(field === undefined ? {} : { field }) };
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}

/** The status of our own errors that are the caller's to mend. Any other is 503 when trying again helps, as when the database is away, else 500. */
export const callersErrors: Readonly<Record<string, number>> = {
  identity_conflict: 409,
  subject_locked_out: 409,
  subject_suppressed: 409,
  subject_objected: 409,
  subject_restricted: 409,
  owner_mode_only: 403,
  address_missing: 422,
  request_missing: 404,
  person_unknown: 404,
  received_ahead: 422,
  received_long_ago: 422,
  correction_decided: 409,
  request_taken_back: 409,
  request_not_holdable: 409,
  request_not_held: 409,
  review_in_the_past: 422,
  review_too_late: 422,
  request_not_extendable: 409,
  request_extended: 409,
  extension_too_late: 409,
  request_not_refusable: 409,
};

/** What express and its body readers say by `type`. Their messages quote the body and are never passed on. */
const bodyProblems: Readonly<Record<string, Problem>> = {
  'entity.parse.failed': { status: 400, code: 'not_json', detail: 'The body is no JSON.' },
  'entity.too.large': { status: 413, code: 'too_large', detail: 'The body is too large.' },
  'encoding.unsupported': { status: 415, code: 'unsupported_encoding', detail: 'The body has an unknown encoding.' },
  'charset.unsupported': { status: 415, code: 'unsupported_encoding', detail: 'The body must be UTF-8.' },
};

const unavailable: Problem = { status: 503, code: 'unavailable', detail: 'Not now. Please try again.' };

/** Turns whatever was thrown into what the caller may know of it. */
export function problemOf(error: unknown): Problem {
  if (error instanceof OubliError) {
    const status = callersErrors[error.code];
    if (status !== undefined) return { status, code: error.code, detail: error.message };
    if (error.retry === 'yes') return unavailable;
  } else if (isDatabaseAway(error)) {
    return unavailable;
  } else if (typeof error === 'object' && error !== null) {
    const { type, status } = error as { readonly type?: unknown; readonly status?: unknown };
    const known = typeof type === 'string' ? bodyProblems[type] : undefined;
    if (known !== undefined) return known;
    if (typeof status === 'number' && status >= 400 && status < 500) {
      return { status, code: 'bad_request', detail: 'The request could not be read.' };
    }
  }
  return { status: 500, code: 'internal', detail: 'Something went wrong on our side. It has been noted.' };
}

/** Express's last error handler: answers with the problem and nothing else of the error. */
export const problemHandler: ErrorRequestHandler = (error, _request, response, next) => {
  // The answer has begun: express ends the connection, so that nobody takes half of it for the whole.
  if (response.headersSent) next(error);
  else sendProblem(response, problemOf(error));
};
