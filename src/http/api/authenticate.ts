import { type RequestHandler, type Response } from 'express';

import { type BlindIndex } from '../../keys/blind-index.ts';
import { type Tenant, type TenantDirectory } from '../../tenants/tenant.ts';
import { sendProblem } from '../problem.ts';

/** What authentication leaves for the routes: whose data they may see and change. */
export interface ApiLocals extends Record<string, unknown> {
  tenant: Tenant;
}
export type ApiResponse = Response<unknown, ApiLocals>;
export type ApiHandler = RequestHandler<Record<string, string>, unknown, unknown, Record<string, unknown>, ApiLocals>;

/**
 * Lets in who has a tenant's API key (`Authorization: Bearer …`). Looked up by its keyed hash, so that neither the store nor
 * the time it takes says how much of a guess was right; a missing key goes the same way as a wrong one.
 */
export function createAuthenticate({
  tenants,
  blindIndex,
}: {
  readonly tenants: TenantDirectory;
  readonly blindIndex: BlindIndex;
}): ApiHandler {
  return async (request, response, next) => {
    const apiKey = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
    const tenant = await tenants.byApiKeyHash(blindIndex.apiKey(apiKey));
    if (tenant === null || apiKey === '') {
      response.set('WWW-Authenticate', 'Bearer');
      sendProblem(response, { status: 401, code: 'unauthorised', detail: 'A valid API key is needed.' });
      return;
    }
    response.locals.tenant = tenant;
    next();
  };
}
