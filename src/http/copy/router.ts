import { pipeline } from 'node:stream/promises';

import express, { type Request, type Response, type Router } from 'express';

import { type Copies } from '../../access/copies.ts';
import { type PageLocals, privatePage } from '../html-page.ts';
import { keyOf, readKey } from '../read-key.ts';
import { copyGonePage, copyPage } from './page.ts';

type CopyRequest = Request<{ copyId: string }>;

/**
 * The page behind the link to a copy, to be mounted at `/c`. `GET` shows a page and ends nothing: previews open links.
 * `POST` with the key of the fragment gives the copy, once. No address ever holds the key.
 */
export function createCopyRouter({ copies }: { readonly copies: Copies }): Router {
  const router = express.Router();
  router.use(...privatePage);
  router.get('/:copyId', async (request: CopyRequest, response: Response<unknown, PageLocals>) => {
    const found = await copies.look(request.params.copyId);
    const { nonce } = response.locals;
    response
      .status(found === null ? 404 : 200)
      .type('html')
      .send(found === null ? copyGonePage(nonce) : copyPage(found, nonce));
  });
  router.post('/:copyId', readKey, async (request: CopyRequest, response: Response) => {
    const result = await copies.open(request.params.copyId, keyOf(request));
    if (result.name !== 'opened') {
      response.status(result.name === 'unknown' ? 404 : 403).json({ code: result.name });
      return;
    }
    // As it rests: every browser that runs the page undoes gzip (RFC 9110, 8.4.1.3).
    response.status(200).type('application/json').set('Content-Encoding', 'gzip');
    await pipeline(result.bytes, response);
  });
  return router;
}
