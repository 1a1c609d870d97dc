import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { inspect } from 'node:util';

import { afterEach, beforeEach, describe, expect, test } from '../support/jest.ts';

import { silentTelemetry } from '../../src/telemetry/telemetry.ts';
import { createGraphClient } from '../../src/whatsapp/graph-client.ts';
import { anaPhone, openRig, plants, type Rig } from './rig.ts';

let rig: Rig;
const servers: Server[] = [];

beforeEach(async () => {
  rig = await openRig();
});

afterEach(async () => {
  await rig.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const read = { method: 'GET', token: plants.token, path: [plants.wabaId] } as const;

describe('the token', () => {
  test('is not carried along a redirect (pitfall 36)', async () => {
    let visits = 0;
    const elsewhere = await serve((_request, response) => {
      visits += 1;
      response.end('{}');
    });
    rig.graph.script.failNext({ how: 'redirect', location: `${elsewhere}/v26.0/me`, edge: 'object' });
    expect(await rig.client.call(read)).toMatchObject({ name: 'error', httpStatus: 302, code: null });
    expect(visits).toBe(0);
  });

  test.each(['http://graph.example.com', 'ftp://127.0.0.1', 'graph.facebook.com', ''])(
    'does not travel to %j: only https, or http on this machine',
    (baseUrl) => {
      const make = (): unknown => createGraphClient({ baseUrl, version: 'v26.0', telemetry: silentTelemetry });
      expect(make).toThrow(expect.objectContaining({ code: 'graph_base_url' }));
    },
  );

  test.each([
    { code: 190 },
    { code: 131026 },
    { httpStatus: 502 },
    { how: 'timeout' },
    { how: 'drop' },
    { how: 'answer', body: `{"echo":"${plants.token}"` },
  ] as const)('stands, like the number and the text, in nothing that comes back or is told: %j', async (failure) => {
    await rig.close();
    rig = await openRig({ timeoutMs: 100 });
    rig.graph.script.failNext(failure);
    const result = await rig.send({ kind: 'text', body: 'Words of ours' }, undefined, 'correlation-1');
    const told = inspect([result, rig.said], { depth: null });
    expect(told).not.toContain(plants.token);
    expect(told).not.toContain(anaPhone);
    expect(told).not.toContain('Words of ours');
  });
});

describe('answers', () => {
  test('what is there comes as JSON, and telemetry hears edge, outcome and time', async () => {
    expect(await rig.client.call({ ...read, query: { fields: 'id' } })).toEqual({
      name: 'ok',
      value: { id: plants.wabaId },
    });
    expect(rig.said.at(-1)).toMatchObject({
      name: 'graph_call',
      facts: { edge: 'object', result: 'ok', method: 'GET' },
    });
  });

  test("an error comes as Meta's code, subcode and status", async () => {
    const answer = await rig.client.call({ ...read, path: ['123456789'] });
    expect(answer).toEqual({ name: 'error', code: 100, subcode: 33, httpStatus: 400, retryAfterMs: null });
  });

  test('one that is longer than any of Meta is cut off', async () => {
    const baseUrl = await serve((_request, response) => response.end(`{"a":"${'x'.repeat(3 * 1024 * 1024)}"}`));
    const client = createGraphClient({ baseUrl, version: 'v26.0', telemetry: silentTelemetry });
    expect(await client.call(read)).toEqual({ name: 'unknown' });
    client.close();
  });

  test('one that drips is cut off at the deadline', async () => {
    const baseUrl = await serve((_request, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    const client = createGraphClient({ baseUrl, version: 'v26.0', timeoutMs: 200, telemetry: silentTelemetry });
    expect(await client.call(read)).toEqual({ name: 'unknown' });
    client.close();
  });

  test('a server that speaks no TLS is unreachable: nothing was written', async () => {
    const plain = await serve((_request, response) => response.end('{}'));
    const client = createGraphClient({
      baseUrl: plain.replace('http:', 'https:'),
      version: 'v26.0',
      telemetry: silentTelemetry,
    });
    expect(await client.call(read)).toEqual({ name: 'unreachable' });
    client.close();
  });

  test('a base URL may have a path, and ids are escaped into it', async () => {
    const paths: string[] = [];
    const baseUrl = await serve((request, response) => {
      paths.push(request.url ?? '');
      response.end('{}');
    });
    const client = createGraphClient({ baseUrl: `${baseUrl}/meta/`, version: 'v26.0', telemetry: silentTelemetry });
    await client.call({ ...read, path: ['a/../b', 'messages'], query: { fields: 'a&b' } });
    expect(paths).toEqual(['/meta/v26.0/a%2F..%2Fb/messages?fields=a%26b']);
    client.close();
  });

  test('connections are kept: ten calls in a row share one', async () => {
    const ports = new Set<number | undefined>();
    const baseUrl = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    const client = createGraphClient({ baseUrl, version: 'v26.0', telemetry: silentTelemetry });
    for (let index = 0; index < 10; index += 1) await client.call(read);
    expect(ports.size).toBe(1);
    client.close();
  });

  test.each(['26.0', 'v26', 'latest', 'v26.0/../v1.0'])('the version %j is refused at the start', (version) => {
    const make = (): unknown =>
      createGraphClient({ baseUrl: 'https://graph.facebook.com', version, telemetry: silentTelemetry });
    expect(make).toThrow(expect.objectContaining({ code: 'graph_version' }));
  });
});
