import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';

import { type Metrics } from '../telemetry/metrics.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { answerHealth } from './health.ts';
import { answerMetrics } from './metrics.ts';
import { problemHandler, sendProblem } from './problem.ts';

/** The two pages of a process that serves nobody: is it alive, and what does it count. Never listens; reads no body. */
export function createWatchApp(parts: {
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  readonly telemetry: Telemetry;
}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', false);
  app.use(helmet());
  app.get('/healthz', answerHealth);
  app.get('/metrics', answerMetrics(parts.metrics));
  app.use((_request, response) => {
    sendProblem(response, { status: 404, code: 'not_found', detail: 'There is nothing here.' });
  });
  const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
    parts.telemetry.fault('http_failed', error);
    problemHandler(error, request, response, next);
  };
  app.use(failed);
  return app;
}
