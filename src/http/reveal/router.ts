import { randomBytes } from 'node:crypto';

import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import helmet from 'helmet';

import { type RevealResult, type Reveals } from '../../notifications/reveals.ts';
import { gonePage, revealPage } from './page.ts';

interface Locals {
  readonly nonce: string;
}

type RevealRequest = Request<{ revealId: string }>;
type RevealResponse = Response<unknown, Locals>;

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
  router.use(withNonce, headersOf(), (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive');
    next();
  });
  router.get('/:revealId', async (request: RevealRequest, response: RevealResponse) => {
    const found = await reveals.look(request.params.revealId);
    const { nonce } = response.locals;
    response
      .status(found === null ? 404 : 200)
      .type('html')
      .send(found === null ? gonePage(nonce) : revealPage(found, nonce));
  });
  router.post('/:revealId', readKey, async (request: RevealRequest, response: Response) => {
    const { key } = (request.body ?? {}) as { readonly key?: unknown };
    const result = await reveals.reveal(request.params.revealId, typeof key === 'string' ? key : '');
    if (result.name === 'revealed') response.json({ identifiers: result.identifiers });
    else response.status(statuses[result.name]).json({ code: result.name });
  });
  return router;
}

/** Reads the small JSON body. What is no such body is a key that does not fit: one answer for whatever is wrong with it. */
function readKey(request: Request, response: Response, next: NextFunction): void {
  parseBody(request, response, (error?: unknown) => {
    if (error !== undefined) request.body = {};
    next();
  });
}

const parseBody = express.json({ limit: '1kb' });

function withNonce(_request: Request, response: Response, next: NextFunction): void {
  response.locals['nonce'] = randomBytes(16).toString('base64url');
  next();
}

/** Nothing from elsewhere, in no frame, no form, and only the page's own style and script. */
function headersOf(): ReturnType<typeof helmet> {
  const nonce = (_request: unknown, response: unknown): string =>
    `'nonce-${(response as { locals: Locals }).locals.nonce}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [nonce],
        styleSrc: [nonce],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}
