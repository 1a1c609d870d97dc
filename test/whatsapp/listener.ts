import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { indexOfSigner } from '../../webhooks/whatsapp/verify-signature.ts';
import { plants } from './rig.ts';

type Json = Record<string, unknown>;

/** A webhook endpoint that keeps what it gets. */
export interface Listener {
  readonly url: string;
  /** Raw bodies, in order. */
  readonly bodies: string[];
  /** Whether each was signed with the number's app secret. */
  readonly signed: boolean[];
  /** The answers to come: 200 when there are none left. */
  readonly answers: number[];
  values(): Json[];
  statuses(): Json[];
  messages(): Json[];
  close(): Promise<void>;
}

export async function startListener(): Promise<Listener> {
  const bodies: string[] = [];
  const signed: boolean[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://listener.invalid');
    if (request.method === 'GET') {
      response.end(url.searchParams.get('hub.verify_token') === 'right' ? url.searchParams.get('hub.challenge') : 'no');
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const header = request.headers['x-hub-signature-256'];
      signed.push(indexOfSigner(body, typeof header === 'string' ? header : undefined, [plants.appSecret]) === 0);
      bodies.push(body.toString('utf8'));
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const values = (): Json[] => bodies.flatMap((body) => valuesOf(JSON.parse(body) as Json));
  const listOf = (key: string): Json[] => values().flatMap((value) => (value[key] ?? []) as Json[]);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/whatsapp`,
    bodies,
    signed,
    answers,
    values,
    statuses: () => listOf('statuses'),
    messages: () => listOf('messages'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function valuesOf(payload: Json): Json[] {
  const entries = payload['entry'] as { changes: { value: Json }[] }[];
  return entries.flatMap((entry) => entry.changes.map((change) => change.value));
}
