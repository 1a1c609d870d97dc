import express, { type Request, type Response, type Router } from 'express';

import { type RevealResult, type Reveals } from '../../notifications/reveals.ts';
import { type PageLocals, privatePage } from '../html-page.ts';
import { keyOf, readKey } from '../read-key.ts';
import { gonePage, revealPage } from './page.ts';

type RevealRequest = Request<{ revealId: string }>;
type RevealResponse = Response<unknown, PageLocals>;

const statuses: Readonly<Record<Exclude<RevealResult['name'], 'revealed'>, number>> = {
  'wrong-key': 403,
  unknown: 404,
  'used-up': 410,
};

/**
 * The page behind a reveal link, to be mounted at `/n`. `GET` shows a page and changes nothing: mail scanners open links.
 * `POST` with the key of the fragment shows the identifiers, and counts. No request ever names a person.
 */
export function createRevealRouter({ reveals }: { readonly reveals: Reveals }): Router {
  const router = express.Router();
  router.use(...privatePage);
  router.get('/:revealId', async (request: RevealRequest, response: RevealResponse) => {
    const found = await reveals.look(request.params.revealId);
    const { nonce } = response.locals;
    response
      .status(found === null ? 404 : 200)
      .type('html')
      .send(found === null ? gonePage(nonce) : revealPage(found, nonce));
  });
  router.post('/:revealId', readKey, async (request: RevealRequest, response: Response) => {
    const result = await reveals.reveal(request.params.revealId, keyOf(request));
    if (result.name === 'revealed') response.json({ identifiers: result.identifiers });
    else response.status(statuses[result.name]).json({ code: result.name });
  });
  return router;
}
