import express, { type Express } from 'express';
import request from 'supertest';

import { createApiRouter } from '../../../src/http/api/api-router.ts';
import { OubliError } from '../../../src/domain/errors.ts';
import { type StoredCorrection } from '../../../src/requests/correction-store.ts';
import { type Corrections } from '../../../src/requests/corrections.ts';
import { type Holds } from '../../../src/requests/holds.ts';
import { type OpenRelay } from '../../../src/requests/open-relays.ts';
import { type RequestReader, type RequestView } from '../../../src/requests/request-reader.ts';
import { type Tenant } from '../../../src/tenants/tenant.ts';
import { ana, type Log, openLog, owner, tenantOf } from '../../messaging/log.ts';

/** Has numbers and people of its own. */
export const second = tenantOf('tenant-second', {
  wabaId: '333000333000333',
  portfolioId: '5000000000000999',
  phoneNumbers: [{ phoneNumberId: '444000444000444', displayPhoneNumber: '15550002222' }],
});
export const aside = tenantOf('tenant-aside', { mode: 'alongside' });

export interface Api {
  readonly app: Express;
  readonly world: Log;
  /** What the requests' store holds, by tenant, newest first. */
  readonly requests: Map<string, RequestView[]>;
  post(path: string, body: unknown, tenant?: Tenant): request.Test;
  /** What is still to be answered, as it is listed; what of it was asked for. */
  readonly relays: { open: readonly OpenRelay[]; readonly asked: unknown[] };
  /** Corrections that wait, `null` where the page begins after none of them; what of them was asked for. */
  readonly open: { corrections: readonly StoredCorrection[] | null; readonly asked: unknown[] };
  /** What was asked of the holds. */
  readonly held: string[];
  get(path: string, tenant?: Tenant): request.Test;
  /** Sends NDJSON as it stands. */
  import(path: string, lines: string | Buffer, tenant?: Tenant): request.Test;
}

type Answering = Pick<
  Parameters<typeof createApiRouter>[0],
  'extensions' | 'refusals' | 'breaker' | 'loggedRequests' | 'relayAnswers' | 'openRelays'
>;

/** The API as the server mounts it, over real stores. */
export async function openApi(): Promise<Api> {
  const world = await openLog([owner, second, aside]);
  const requests = new Map<string, RequestView[]>();
  const reader: RequestReader = {
    list(tenantId, { limit, after }) {
      const all = requests.get(tenantId) ?? [];
      const last = all.findIndex((one) => one.reference === after);
      if (after !== undefined && last === -1) return Promise.resolve(null);
      return Promise.resolve(all.slice(last + 1, last + 1 + limit));
    },
    byReference: (tenantId, reference) =>
      Promise.resolve(requests.get(tenantId)?.find((one) => one.reference === reference) ?? null),
  };
  const relays: { open: readonly OpenRelay[]; readonly asked: unknown[] } = { open: [], asked: [] };
  const held: string[] = [];
  const holds: Holds = {
    hold: (tenantId, reference, ground) => Promise.resolve(void held.push(`${tenantId} ${reference} ${ground}`)),
    release(_tenantId, reference) {
      held.push(`release ${reference}`);
      return Promise.reject(new OubliError('request_not_held', 'The request is not held.'));
    },
  };
  const open: Api['open'] = { corrections: [], asked: [] };
  const corrections: Corrections = {
    open: (_tenantId, page) => Promise.resolve(void open.asked.push(page)).then(() => open.corrections),
    decide: () => Promise.reject(new OubliError('request_missing', 'There is no such correction.')),
    remindDue: () => Promise.resolve(0),
    file: () => Promise.reject(new OubliError('subject_gone', 'Nobody files a correction by the API.')),
    status: () => Promise.resolve(null),
  };
  const answers: Answering = {
    extensions: {
      extend: (tenantId, reference, because) =>
        Promise.resolve(void held.push(`extend ${tenantId} ${reference} ${because}`)).then(
          () => '2027-03-01T00:00:00.000Z',
        ),
    },
    refusals: {
      refuse: ({ tenantId }, reference, ground, words) =>
        Promise.resolve(void held.push(`refuse ${tenantId} ${reference} ${ground} ${words ?? '-'}`)),
    },
    loggedRequests: {
      log: ({ tenantId }, { right, channel, identifiers }) =>
        Promise.resolve(void held.push(`log ${tenantId} ${right} ${channel} ${String(identifiers.length)}`)).then(
          () => ({
            ...{ reference: 'ER-0000-0000-0000', dueAt: '2027-01-01T00:00:00.000Z', told: 'queued' as const },
          }),
        ),
    },
    relayAnswers: {
      answered(by, reference) {
        held.push(`answered ${by === 'operator' ? by : by.tenantId} ${reference}`);
        return Promise.resolve({ isNew: true });
      },
    },
    openRelays: {
      list: (query) => Promise.resolve(void relays.asked.push(query)).then(() => relays.open),
    },
    breaker: {
      show: () => Promise.resolve({ held: 3 }),
      release: (tenantId) => Promise.resolve(void held.push(`breaker ${tenantId}`)).then(() => 3),
    },
  };
  const { directory: tenants, blindIndex, intake, outgoing, telemetry, clock } = world;
  const app = express();
  const parts = {
    tenants,
    blindIndex,
    intake,
    outgoing,
    requests: reader,
    holds,
    ...answers,
    corrections,
    telemetry,
    clock,
  };
  app.use('/v1', createApiRouter(parts));
  const signed = (test: request.Test, tenant: Tenant): request.Test =>
    test.set('Authorization', `Bearer key-of-${tenant.tenantId}`);
  return {
    app,
    world,
    requests,
    held,
    relays,
    open,
    post: (path, body, tenant = owner) => signed(request(app).post(path), tenant).send(body as object),
    get: (path, tenant = owner) => signed(request(app).get(path), tenant),
    import: (path, lines, tenant = owner) =>
      signed(request(app).post(path), tenant)
        .set('Content-Type', 'application/x-ndjson')
        .serialize((sent: unknown) => sent as string)
        .send(lines as never),
  };
}

/** What was answered, problems included. */
export function bodyOf(answer: request.Response): Record<string, unknown> {
  return JSON.parse(answer.text) as Record<string, unknown>;
}

export const anaText = { type: 'text', to: { phone: ana.phone.value }, text: { body: 'Your roses are here' } };
export const template = (category: string) => ({
  type: 'template',
  to: { phone: ana.phone.value },
  category,
  template: { name: 'roses', language: 'en_US', parameters: ['today'] },
});
