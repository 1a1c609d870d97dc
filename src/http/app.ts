import express, { type ErrorRequestHandler, type Express, type Response, type Router } from 'express';
import helmet from 'helmet';

import { errorCode } from '../domain/errors.ts';
import { type Metrics } from '../telemetry/metrics.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { answerHealth, answerReadiness, type Health } from './health.ts';
import { answerMetrics } from './metrics.ts';
import { problemHandler, problemOf, sendProblem } from './problem.ts';
import { answerKeySet, createVerifyRouter, type KeySetSource } from './proof/verify-router.ts';

export interface AppParts {
  /** At `/webhooks/whatsapp`. */
  readonly webhookRouter: Router;
  /** At `/v1`. */
  readonly apiRouter: Router;
  /** At `/n`: the pages behind reveal links. */
  readonly revealRouter: Router;
  /** At `/c`: links under which people open the copy they asked for. */
  readonly copyRouter: Router;
  /** At `/r`: what a reference stands for, and its receipts. */
  readonly receiptRouter: Router;
  /** The keys of receipts: at `/.well-known/jwks.json`, and in the page `/verify`. */
  readonly jwks: KeySetSource;
  readonly health: Health;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  readonly telemetry: Telemetry;
}

/** Puts the HTTP side together. Never listens. No body is parsed here: each route reads what it needs, within its bounds. */
export function createApp(parts: AppParts): Express {
  const { telemetry } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // Nothing is decided by the caller's address, so no header that claims one is believed.
  app.set('trust proxy', false);

  // First, and in front of everything that costs time or touches the body: what Meta signs are the raw bytes.
  app.use('/webhooks/whatsapp', parts.webhookRouter);
  app.get('/healthz', answerHealth);
  app.get('/readyz', answerReadiness(parts.health));
  app.get('/metrics', answerMetrics(parts.metrics));

  app.use(helmet());
  app.use('/v1', parts.apiRouter);
  app.use('/n', parts.revealRouter);
  app.use('/c', parts.copyRouter);
  app.use('/r', parts.receiptRouter);
  app.use('/verify', createVerifyRouter({ jwks: parts.jwks }));
  app.get('/.well-known/jwks.json', answerKeySet(parts.jwks));
  app.use((_request, response) => {
    sendProblem(response, { status: 404, code: 'not_found', detail: 'There is nothing here.' });
  });
  app.use(failed(telemetry));
  return app;
}

/** Whoever was being answered broke it off, as phones do in the middle of a download. */
function isHungUp(error: unknown, response: Response): boolean {
  return response.destroyed && errorCode(error) === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** Whatever was thrown: a line with its code, and an answer that says no more than the caller may know. */
function failed(telemetry: Telemetry): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const isOurs = problemOf(error).status >= 500 && !isHungUp(error, response);
    if (isOurs) telemetry.fault('http_failed', error);
    // The answer has begun. Express would print the error's stack here; ending the connection is all that is left.
    if (response.headersSent) response.destroy();
    else problemHandler(error, request, response, next);
  };
}
