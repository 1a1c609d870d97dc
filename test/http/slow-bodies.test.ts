import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from '../support/jest.ts';
import express, { type RequestHandler } from 'express';

import { createImportContacts } from '../../src/http/api/imports.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { allowLongBody } from '../../src/http/long-bodies.ts';
import { readKey } from '../../src/http/read-key.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { receiveBody } from '../../webhooks/receive.ts';

/** Milliseconds in which a whole request has to be here, but for an import. */
const bodyMs = 600;

let server: Listening;
let sockets: Socket[];
beforeEach(async () => {
  sockets = [];
  const app = express();
  app.post('/webhook', async (request, response) => {
    const { kind } = await receiveBody(request);
    if (kind === 'body') response.end(kind);
  });
  app.post('/key', readKey, (_request, response) => response.end());
  app.post('/json', express.json(), (_request, response) => response.end());
  app.get('/idle', (_request, response) => response.end('idle'));
  app.post('/long', (request) => allowLongBody(request, 4 * bodyMs));
  app.post('/import', asOwner, importing as RequestHandler);
  server = await listen(app, { host: '127.0.0.1', port: 0, bodyMs });
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close(0);
});

const asOwner: RequestHandler = (_request, response, next) => {
  response.locals['tenant'] = { tenantId: 'tenant-first', mode: 'owner' } as Tenant;
  next();
};
const importing = createImportContacts({
  intake: {
    contact: () => Promise.resolve({ contactId: 'contact-1', outcome: 'created' }),
    optIn: () => Promise.resolve('unchanged'),
  },
  telemetry: { event: () => undefined, fault: () => undefined },
  clock: { now: () => 0 },
});

interface Caller {
  readonly socket: Socket;
  readonly heard: () => string;
}

async function call(): Promise<Caller> {
  const socket = connect({ host: '127.0.0.1', port: server.port });
  sockets.push(socket);
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('utf8')));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return { socket, heard: () => heard };
}

function half(path: string, type = 'application/json'): string {
  return `POST ${path} HTTP/1.1\r\nHost: oubli\r\nContent-Type: ${type}\r\nContent-Length: 40\r\n\r\n{"phone":"16505550100"}`;
}

describe('a body that does not come to its end', () => {
  test.each(['/webhook', '/key', '/json', '/nowhere'])('is cut at the deadline, and told so: %s', async (path) => {
    const { socket, heard } = await call();
    socket.write(half(path));
    await once(socket, 'close');
    expect(heard()).toMatch(/^HTTP\/1\.1 (408 Request Timeout|404 )/);
  });

  test('is cut also while it still drips', async () => {
    const { socket, heard } = await call();
    socket.write(half('/webhook').replace('40', '4000'));
    const drip = setInterval(() => socket.write('x'), bodyMs / 20);
    await once(socket, 'close');
    clearInterval(drip);
    expect(heard()).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  });

  test('is cut also where it may take long, when that is over', async () => {
    const { socket, heard } = await call();
    socket.write(half('/long'));
    const stranger = await call();
    stranger.socket.write(half('/webhook'));
    await once(stranger.socket, 'close');
    expect(socket.destroyed).toBe(false);
    await once(socket, 'close');
    expect(heard()).toBe('');
  });

  test('is waited for where a business imports; nobody waits for it who only keeps a connection', async () => {
    const importer = await call();
    importer.socket.write(half('/import', 'application/x-ndjson'));
    const idler = await call();
    idler.socket.write('GET /idle HTTP/1.1\r\nHost: oubli\r\n\r\n');
    await once(idler.socket, 'data');
    const stranger = await call();
    stranger.socket.write(half('/webhook'));
    await once(stranger.socket, 'close');

    // Both began before the one that was cut.
    importer.socket.write(' '.repeat(17));
    await once(importer.socket, 'data');
    expect(importer.heard()).toContain('"results":[{"row":1,"code":"created"}]');
    idler.socket.write('GET /idle HTTP/1.1\r\nHost: oubli\r\n\r\n');
    await once(idler.socket, 'data');
    expect(idler.heard().match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);

    // The next body on the importer's connection is like any other.
    importer.socket.write(half('/webhook'));
    await once(importer.socket, 'close');
    expect(importer.heard()).toContain('HTTP/1.1 408 Request Timeout\r\n');
  });
});

test('what is no HTTP is refused, and what has too long a head', async () => {
  const [talker, boaster] = [await call(), await call()];
  talker.socket.write('nonsense\r\n\r\n');
  boaster.socket.write(`GET / HTTP/1.1\r\nHost: oubli\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
  await Promise.all([once(talker.socket, 'close'), once(boaster.socket, 'close')]);
  expect(talker.heard()).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(boaster.heard()).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
});
