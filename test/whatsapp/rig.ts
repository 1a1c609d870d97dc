import { type OutboundMessage } from '../../src/domain/outbound.ts';
import { type Address } from '../../src/domain/subject.ts';
import { type Sender, type SendResult } from '../../src/conversation/sender.ts';
import { type Facts, type Telemetry } from '../../src/telemetry/telemetry.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { createGraphClient, type GraphClient } from '../../src/whatsapp/graph-client.ts';
import { createRateLimits } from '../../src/whatsapp/rate-limits.ts';
import { createSender } from '../../src/whatsapp/sender.ts';
import { type Graph, type GraphOptions, startGraph } from '../support/graph/graph.ts';
import { type Person } from '../support/graph/person.ts';

export const plants = {
  wabaId: '111000111000111',
  phoneNumberId: '222000222000222',
  displayPhoneNumber: '15550001111',
  token: 'EAAG-token-of-the-plants',
  appSecret: 'app-secret-of-the-plants',
  portfolioId: '5000000000000401',
};

export const anaPhone = '16505550100';
export const anaBsuid = 'US.1000000000000000001';
export const chiaraBsuid = 'IT.1000000000000000003';

export interface Rig {
  readonly graph: Graph;
  readonly client: GraphClient;
  readonly sender: Sender;
  readonly tenant: Tenant;
  readonly ana: Person;
  /** Has a user name and no phone. */
  readonly chiara: Person;
  /** Everything telemetry was told. */
  readonly said: { readonly name: string; readonly facts: Facts }[];
  readonly clock: { at: number; now(): number };
  /** Sends to Ana's phone unless told otherwise. */
  send(message: OutboundMessage, to?: Address, correlation?: string): Promise<SendResult>;
  /** Posts a body to `/{phone}/messages` by hand. */
  post(body: unknown, options?: PostOptions): Promise<RawAnswer>;
  request(method: string, path: string, options?: PostOptions & { readonly body?: unknown }): Promise<RawAnswer>;
  close(): Promise<void>;
}

export interface PostOptions {
  readonly token?: string | null;
  readonly version?: string;
  readonly contentType?: string;
  readonly phoneNumberId?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly json: Record<string, unknown>;
  /** Meta's error code, 0 when it was no error. */
  readonly code: number;
  readonly details: string;
}

/** A number, two people whose windows are open, a template of each kind; the client and sender on top. */
export async function openRig(options: GraphOptions & { readonly timeoutMs?: number } = {}): Promise<Rig> {
  const clock = {
    at: Date.parse('2026-11-24T12:00:00.000Z'),
    now: () => clock.at,
  };
  const { timeoutMs = 5000, ...graphOptions } = options;
  const graph = await startGraph({ clock, ...graphOptions });
  graph.addNumber(plants);
  addTemplates(graph);
  const ana = graph.addPerson({ phone: anaPhone, bsuid: anaBsuid, name: 'Ana Fictive' });
  const chiara = graph.addPerson({ bsuid: chiaraBsuid, name: 'Chiara Invented', hasUsername: true });
  await ana.writes('Hello');
  await chiara.writes('Ciao');
  const said: { name: string; facts: Facts }[] = [];
  const telemetry: Telemetry = {
    event: (name, facts = {}) => void said.push({ name, facts }),
    fault: (name, _error, facts = {}) => void said.push({ name, facts }),
  };
  const client = createGraphClient({ baseUrl: graph.url, version: 'v26.0', timeoutMs, telemetry });
  const sender = createSender({ client, telemetry, rateLimits: createRateLimits({ clock, random: () => 0 }) });
  const tenant = { tenantId: 'tenant-plants', wabaId: plants.wabaId, accessToken: plants.token } as unknown as Tenant;
  const { phoneNumberId } = plants;

  const rig: Rig = {
    graph,
    client,
    sender,
    tenant,
    ana,
    chiara,
    said,
    clock,
    send: (message, to = { phone: anaPhone }, correlation) =>
      sender.send({ tenant, phoneNumberId, to, message, ...(correlation === undefined ? {} : { correlation }) }),
    post: (body, post = {}) =>
      rig.request('POST', `${post.phoneNumberId ?? phoneNumberId}/messages`, { ...post, body }),
    request: (method, path, request = {}) => requestGraph(graph, method, path, request),
    async close() {
      client.close();
      await graph.close();
    },
  };
  return rig;
}

function addTemplates(graph: Graph): void {
  const { wabaId } = plants;
  const code = {
    wabaId,
    name: 'dsr_code',
    category: 'AUTHENTICATION',
    parameterCount: 1,
    hasCodeButton: true,
  } as const;
  graph.addTemplate({ ...code, language: 'en_US' });
  graph.addTemplate({ ...code, language: 'fr' });
  graph.addTemplate({ wabaId, name: 'dsr_done', language: 'en_US', category: 'UTILITY', parameterCount: 2 });
  graph.addTemplate({
    wabaId,
    name: 'dsr_paused',
    language: 'en_US',
    category: 'UTILITY',
    parameterCount: 0,
    status: 'PAUSED',
  });
  graph.addTemplate({
    wabaId,
    name: 'dsr_disabled',
    language: 'en_US',
    category: 'UTILITY',
    parameterCount: 0,
    status: 'DISABLED',
  });
  graph.addTemplate({
    wabaId,
    name: 'dsr_pending',
    language: 'en_US',
    category: 'UTILITY',
    parameterCount: 0,
    status: 'PENDING',
  });
  graph.addTemplate({
    wabaId,
    name: 'dsr_ask',
    language: 'en_US',
    category: 'UTILITY',
    parameterCount: 0,
    quickReplies: ['Delete my data'],
  });
}

async function requestGraph(
  graph: Graph,
  method: string,
  path: string,
  options: PostOptions & { readonly body?: unknown },
): Promise<RawAnswer> {
  const { token = plants.token, version = 'v26.0', contentType = 'application/json', body } = options;
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${graph.url}/${version}/${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': contentType }),
    },
    ...(body === undefined ? {} : { body: raw }),
    redirect: 'manual',
  });
  const json = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  const error = (json['error'] ?? {}) as { code?: number; message?: string; error_data?: { details?: string } };
  return {
    status: answer.status,
    json,
    code: error.code ?? 0,
    details: error.error_data?.details ?? error.message ?? '',
  };
}
