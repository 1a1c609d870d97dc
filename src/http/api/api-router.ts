import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';

import { type Clock } from '../../domain/instant.ts';
import { type BlindIndex } from '../../keys/blind-index.ts';
import { type Intake } from '../../messaging/intake.ts';
import { type Outgoing } from '../../messaging/outgoing.ts';
import { type Corrections } from '../../requests/corrections.ts';
import { type Breaker } from '../../requests/breaker.ts';
import { type Extensions } from '../../requests/extensions.ts';
import { type Refusals } from '../../requests/refusals.ts';
import { type Holds } from '../../requests/holds.ts';
import { type LoggedRequests } from '../../requests/logged-requests.ts';
import { type RequestReader } from '../../requests/request-reader.ts';
import { type OpenRelays } from '../../requests/open-relays.ts';
import { type RelayAnswers } from '../../requests/relay-answers.ts';
import { type Telemetry } from '../../telemetry/telemetry.ts';
import { type TenantDirectory } from '../../tenants/tenant.ts';
import { problemHandler, problemOf, sendProblem } from '../problem.ts';
import { createExtendRequest, createRefuseRequest } from './answers.ts';
import { createReleaseBreaker, createShowBreaker } from './breaker.ts';
import { type ApiHandler, createAuthenticate } from './authenticate.ts';
import { createPutContact, createPutOptIn } from './contacts.ts';
import { createDecideCorrection, createListCorrections } from './corrections.ts';
import { createHoldRequest, createReleaseRequest } from './holds.ts';
import { createImportContacts, createImportOptIns } from './imports.ts';
import { createLogRequest } from './logged-requests.ts';
import { createSendMessage } from './messages.ts';
import { createListRelays, createNoteAnswered } from './relays.ts';
import { createListRequests, createReadRequest } from './requests.ts';

interface ApiParts {
  readonly tenants: TenantDirectory;
  readonly blindIndex: BlindIndex;
  readonly intake: Intake;
  readonly outgoing: Outgoing;
  readonly requests: RequestReader;
  readonly holds: Holds;
  readonly loggedRequests: Pick<LoggedRequests, 'log'>;
  readonly corrections: Corrections;
  readonly relayAnswers: RelayAnswers;
  readonly openRelays: OpenRelays;
  readonly extensions: Extensions;
  readonly refusals: Refusals;
  readonly breaker: Pick<Breaker, 'show' | 'release'>;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** The tenant's API, to be mounted at `/v1`. Reference: docs/api.md. */
export function createApiRouter(parts: ApiParts): Router {
  const { tenants, blindIndex, intake, outgoing, requests, holds, corrections, telemetry, clock } = parts;
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  // Before any body is read: a stranger costs a hash and no more.
  router.use(createAuthenticate({ tenants, blindIndex }) as RequestHandler);

  const route = (method: 'get' | 'post', path: string, ...handlers: readonly (ApiHandler | RequestHandler)[]): void => {
    router[method](path, ...(handlers as RequestHandler[]));
    router.all(path, (_request, response) => {
      response.set('Allow', path === '/requests' ? 'GET, HEAD, POST' : method === 'get' ? 'GET, HEAD' : 'POST');
      sendProblem(response, { status: 405, code: 'method_not_allowed', detail: 'Not with this method.' });
    });
  };
  const json = express.json({ limit: '1mb', type: ['application/json', 'application/*+json'] });
  const post = (path: string, handler: ApiHandler): void => route('post', path, json, handler);

  post('/messages', createSendMessage(outgoing));
  post('/contacts', createPutContact(intake));
  post('/opt-ins', createPutOptIn(intake, clock));
  route('post', '/imports/contacts', createImportContacts({ intake, telemetry, clock }));
  route('post', '/imports/opt-ins', createImportOptIns({ intake, telemetry, clock }));
  router.get('/requests', createListRequests(requests) as RequestHandler);
  post('/requests', createLogRequest(parts.loggedRequests));
  route('get', '/requests/:reference', createReadRequest(requests));
  post('/requests/:reference/hold', createHoldRequest(holds));
  route('post', '/requests/:reference/release', createReleaseRequest(holds));
  post('/requests/:reference/extend', createExtendRequest(parts.extensions));
  post('/requests/:reference/refuse', createRefuseRequest(parts.refusals));
  route('get', '/breaker', createShowBreaker(parts.breaker));
  route('post', '/breaker/release', createReleaseBreaker(parts.breaker));

  route('get', '/corrections', createListCorrections(corrections));
  post('/corrections/:reference/decide', createDecideCorrection(corrections));
  route('get', '/relays', createListRelays(parts.openRelays));
  route('post', '/relays/:reference/answered', createNoteAnswered(parts.relayAnswers));

  router.use((_request, response) => {
    sendProblem(response, { status: 404, code: 'not_found', detail: 'There is nothing here.' });
  });
  const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
    // A caller who hung up in the middle of an import is not our fault, and is not there to be answered.
    const isGone = request.destroyed && !request.complete;
    if (problemOf(error).status >= 500 && !isGone) telemetry.fault('api_failed', error);
    problemHandler(error, request, response, next);
  };
  router.use(failed);
  return router;
}
