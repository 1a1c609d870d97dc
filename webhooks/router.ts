import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';

import express, { type Request, type Response, type Router } from 'express';

import { type Wake } from '../src/queue/wake.ts';
import { type Outcome, outcomeHeader, statusOf } from './outcome.ts';
import { createPipeline, type PipelineParts } from './pipeline.ts';
import { receiveBody } from './receive.ts';
import { createShareTurns } from './share-turns.ts';
import { answerChallenge } from './whatsapp/challenge.ts';

export interface WebhookRouterParts extends PipelineParts {
  /** `META_VERIFY_TOKEN`. Empty: no handshake succeeds. */
  readonly verifyToken: string;
  readonly wake: Wake;
}

/**
 * The door for WhatsApp, to be mounted at `/webhooks/whatsapp`, in front of any body parser.
 * `GET` answers Meta's handshake; `POST` stores, answers, and only then wakes the queue. `/:tenantId` is the same for a
 * tenant with a Meta app of its own and takes that app's signature only.
 */
export function createWebhookRouter(parts: WebhookRouterParts): Router {
  const { verifyToken, telemetry } = parts;
  const post = createPost(parts);

  const handshake = (request: Request, response: Response): void => {
    const challenge = answerChallenge(request.originalUrl, verifyToken);
    if (challenge === null) telemetry.event('webhook_handshake_refused');
    answer(response, challenge === null ? 403 : 200, challenge ?? 'refused');
  };

  const router = express.Router();
  router.get('/', handshake);
  router.get('/:tenantId', handshake);
  router.post('/', (request, response) => post(request, response, null));
  router.post('/:tenantId', (request: Request<{ tenantId: string }>, response) =>
    post(request, response, request.params.tenantId),
  );
  return router;
}

/**
 * Takes webhooks at exactly `path` before the app sees them; everything else goes to the app. Express costs about as much as
 * all that the door does with a webhook, and has nothing to add to it.
 */
export function inFrontOf(app: RequestListener, path: string, parts: WebhookRouterParts): RequestListener {
  const post = createPost(parts);
  return (request, response) => {
    if (request.url !== path || request.method !== 'POST') {
      app(request, response);
      return;
    }
    post(request, response, null).catch((error: unknown) => {
      parts.telemetry.fault('webhook_failed', error);
      response.destroy();
    });
  };
}

/** About a millisecond of work. */
const webhooksATurn = 8;

type Post = (request: IncomingMessage, response: ServerResponse, tenantId: string | null) => Promise<void>;

function createPost(parts: WebhookRouterParts): Post {
  const { wake, telemetry } = parts;
  const accept = createPipeline(parts);
  const myTurn = createShareTurns(webhooksATurn);
  return async (request, response, tenantId) => {
    const received = await receiveBody(request);
    if (received.kind === 'gone') return;
    if (received.kind !== 'body') {
      const outcome: Outcome = received.kind === 'too-large' ? 'too-large' : 'unavailable';
      telemetry.event('webhook_unread', { reason: received.kind });
      response.setHeader('Connection', 'close');
      answerOutcome(response, outcome);
      return;
    }
    const signature = request.headers['x-hub-signature-256'];
    const delivery = {
      body: received.bytes,
      signature: typeof signature === 'string' ? signature : undefined,
      tenantId,
    };
    const turn = myTurn();
    if (turn !== null) await turn;
    const { outcome, arrivals } = await accept(delivery);
    answerOutcome(response, outcome);
    for (const id of arrivals) wakeArrival(wake, id);
  };
}

/**
 * The outcome stands in a header; only a refusal says it in its body as well. Meta reads nothing but the status, and a body
 * would be a second piece to write: an eighth of the door's CPU time at 32 connections (scripts/bench, `ingest`).
 */
function answerOutcome(response: ServerResponse, outcome: Outcome): void {
  const status = statusOf(outcome);
  if (status === 200) {
    response.writeHead(status, { 'X-Content-Type-Options': 'nosniff', [outcomeHeader]: outcome, 'Content-Length': 0 });
    response.end();
  } else {
    response.setHeader(outcomeHeader, outcome);
    answer(response, status, outcome);
  }
}

/** Plain text, with nothing that a browser could take for a page. Written by hand: `send` would hash it for an ETag. */
function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Content-Length': text.length,
  });
  response.end(text);
}

/** A wake-up may be lost: the sweep finds what is due (design.md decision 2). */
function wakeArrival(wake: Wake, id: string): void {
  try {
    wake.wake('arrival', id).catch(() => undefined);
  } catch {
    // As above: nothing depends on it.
  }
}
