import { type Breaker } from '../../requests/breaker.ts';
import { type ApiHandler } from './authenticate.ts';

/** `GET /v1/breaker`: how many deletions wait for the business, because there were many at once. */
export function createShowBreaker(breaker: Pick<Breaker, 'show'>): ApiHandler {
  return async (_request, response) => {
    response.json(await breaker.show(response.locals.tenant.tenantId));
  };
}

/** `POST /v1/breaker/release`: lets all of them go on. */
export function createReleaseBreaker(breaker: Pick<Breaker, 'release'>): ApiHandler {
  return async (_request, response) => {
    response.json({ released: await breaker.release(response.locals.tenant.tenantId, 'api') });
  };
}
