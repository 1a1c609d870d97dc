import express, { type RequestHandler, type Router } from 'express';

import { pageLocale } from '../page-locale.ts';
import { verifyPage, verifyPolicy } from './verify-page.ts';

/** The keys that receipts were ever signed with, as a JWK set: public parts only. */
export type KeySetSource = () => Promise<{ readonly keys: readonly object[] }>;

/** The page that checks receipts, to be mounted at `/verify`. It takes nothing: what is checked stays in the browser. */
export function createVerifyRouter({ jwks }: { readonly jwks: KeySetSource }): Router {
  const router = express.Router();
  router.get('/', async (request, response) => {
    const page = verifyPage(pageLocale(request), await jwks());
    response
      .set('Content-Security-Policy', `${verifyPolicy}; frame-ancestors 'none'`)
      .set('X-Frame-Options', 'DENY')
      .set('Referrer-Policy', 'no-referrer')
      // The keys in it are those of today.
      .set('Cache-Control', 'no-cache')
      .vary('Accept-Language')
      .type('html')
      .send(page);
  });
  return router;
}

/** Answers `/.well-known/jwks.json`: for everybody, pages of other places included. */
export function answerKeySet(jwks: KeySetSource): RequestHandler {
  return async (_request, response) => {
    const { keys } = await jwks();
    response
      .set('Cache-Control', 'public, max-age=3600')
      .set('Access-Control-Allow-Origin', '*')
      .set('Cross-Origin-Resource-Policy', 'cross-origin')
      .json({ keys });
  };
}
