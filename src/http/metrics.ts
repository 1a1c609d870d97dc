import { type RequestHandler } from 'express';

import { type Metrics } from '../telemetry/metrics.ts';

/** `GET /metrics`: counts of this process, in Prometheus's format. Nobody's data. */
export function answerMetrics(metrics: Pick<Metrics, 'text' | 'contentType'>): RequestHandler {
  return async (_request, response) => {
    response
      .set('Cache-Control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.text());
  };
}
