import express, { type NextFunction, type Request, type Response, type Router } from 'express';

import { type Clock } from '../../domain/instant.ts';
import { readReference } from '../../domain/reference.ts';
import { type PublicStatus, type PublicStatuses } from '../../requests/public-status.ts';
import { type PageLocals, privatePage } from '../html-page.ts';
import { pageLocale } from '../page-locale.ts';
import { nothingPage, statusPage } from './page.ts';

/** Questions that are answered at once, and how many more each second: a reference has 55 bits, this is for the machine's sake. */
const burst = 60;
const perSecond = 20;

type StatusRequest = Request<{ reference: string; file?: string }>;
type StatusResponse = Response<unknown, PageLocals>;

/**
 * The page behind a reference and its receipts, to be mounted at `/r`. Whatever has nothing to show gets the same answer. Takes
 * a reference as people type it.
 */
export function createReceiptRouter(parts: { readonly statuses: PublicStatuses; readonly clock: Clock }): Router {
  const { statuses, clock } = parts;
  const isAllowed = createBucket(clock);
  const look = async (typed: string): Promise<PublicStatus | null> => {
    const reference = readReference(typed);
    return reference === null ? null : statuses.look(reference);
  };
  const router = express.Router();
  router.use(...privatePage, (request: Request, response: StatusResponse, next: NextFunction) => {
    if (isAllowed()) {
      next();
      return;
    }
    const page = nothingPage(pageLocale(request), 'tooMany', response.locals.nonce);
    response.status(429).setHeader('Retry-After', '60').type('html').send(page);
  });
  router.get('/:reference', async (request: StatusRequest, response: StatusResponse) => {
    const found = await look(request.params.reference);
    const { nonce } = response.locals;
    const locale = pageLocale(request, found?.locale ?? null);
    response
      .status(found === null ? 404 : 200)
      .type('html')
      .send(found === null ? nothingPage(locale, 'unknown', nonce) : statusPage(found, locale, nonce));
  });
  router.get('/:reference/:file', async (request: StatusRequest, response: StatusResponse) => {
    const { reference, file = '' } = request.params;
    const receipt = receiptOf(await look(reference), file);
    if (receipt === undefined) {
      const page = nothingPage(pageLocale(request), 'unknown', response.locals.nonce);
      response.status(404).type('html').send(page);
      return;
    }
    // The `/verify` page of anybody may fetch it: it names nobody.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.type('application/jose').send(receipt.jws);
  });
  return router;
}

/** `live.jws`, `final.jws`, or `receipt.jws`: the last there is. */
function receiptOf(status: PublicStatus | null, file: string): PublicStatus['receipts'][number] | undefined {
  const receipts = status?.receipts ?? [];
  return file === 'receipt.jws' ? receipts.at(-1) : receipts.find(({ kind }) => file === `${kind}.jws`);
}

/** For all callers together: behind a proxy they have one address. */
function createBucket(clock: Clock): () => boolean {
  let tokens = burst;
  let filledAt = clock.now();
  return () => {
    const now = clock.now();
    // A clock that is set back fills nothing and takes nothing away.
    tokens = Math.min(burst, tokens + (Math.max(0, now - filledAt) * perSecond) / 1000);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
