import { Agent, get, type IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';

import { afterEach, beforeEach, describe, expect, jest, test } from '../support/jest.ts';
import express, { type Express, type Router } from 'express';
import request from 'supertest';

import { OubliError } from '../../src/domain/errors.ts';
import { createApp } from '../../src/http/app.ts';
import { createHealth, type Health } from '../../src/http/health.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { createTelemetry, type ProcessTelemetry } from '../../src/telemetry/create-telemetry.ts';

const words = 'DELETE my roses please, 16505550100';

let app: Express;
let health: Health;
let telemetry: ProcessTelemetry;
let written: string;
let isAway: boolean;
let release: () => void;
let begun: Promise<void>;

beforeEach(() => {
  written = '';
  isAway = false;
  const destination = new PassThrough();
  destination.on('data', (chunk: Buffer) => (written += chunk.toString('utf8')));
  telemetry = createTelemetry({ level: 'info', destination });
  const probe = (): Promise<void> => (isAway ? Promise.reject(new Error('away')) : Promise.resolve());
  health = createHealth({ probes: { mongodb: probe, redis: () => Promise.resolve() }, ttlMs: 0 });
  const api = express.Router();
  api.get('/throws', () => {
    throw new Error(words);
  });
  api.get('/rejects', () => Promise.reject(new OubliError('store_broken', words)));
  api.get('/half', (_request, response) => {
    response.write('half of an answer');
    throw new Error(words);
  });
  api.get('/items/:id', (_request, response) => response.end());
  const held = new Promise<void>((resolve) => (release = resolve));
  let begin: () => void;
  begun = new Promise((resolve) => (begin = resolve));
  api.get('/slow', async (_request, response) => {
    begin();
    await held;
    response.send('finished');
  });
  const parts = {
    apiRouter: api,
    revealRouter: named('reveal'),
    copyRouter: named('copy'),
    receiptRouter: named('receipt'),
    webhookRouter: named('webhook'),
    jwks: () => Promise.resolve({ keys: [] }),
  };
  app = createApp({ ...parts, health, metrics: telemetry.metrics, telemetry });
});

/** A router that says its name, and whether anything read the body before it. */
function named(name: string): Router {
  const router = express.Router();
  router.all('/', (message, response) => {
    response.end(`${name} ${message.readableEnded ? 'read' : 'unread'}`);
  });
  return router;
}

describe('the app', () => {
  test('gives webhooks an unread body and spends nothing on them', async () => {
    const answer = await request(app).post('/webhooks/whatsapp').send({ object: 'whatsapp_business_account' });
    expect(answer.text).toBe('webhook unread');
    expect(answer.headers).not.toHaveProperty('content-security-policy');
    expect(answer.headers).not.toHaveProperty('x-powered-by');
  });

  test('sends the safe headers with everything that a browser may open', async () => {
    for (const path of ['/n', '/v1/nothing', '/nowhere']) {
      const { headers } = await request(app).get(path);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  test('is alive whatever else is away, and ready only when what it cannot do without answers', async () => {
    expect((await request(app).get('/readyz')).body).toEqual({ status: 'ok', parts: { mongodb: 'ok', redis: 'ok' } });
    isAway = true;
    const answer = await request(app).get('/readyz');
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual({ status: 'unavailable', parts: { mongodb: 'unreachable', redis: 'ok' } });
    expect((await request(app).get('/healthz')).status).toBe(200);
  });

  test('shows its numbers as Prometheus reads them', async () => {
    telemetry.event('reply_sent', { result: 'accepted' });
    const answer = await request(app).get('/metrics');
    expect(answer.headers['content-type']).toContain('version=0.0.4');
    expect(answer.text).toContain('oubli_reply_sent_total{result="accepted"} 1');
  });

  test('answers what does not exist with a problem', async () => {
    const answer = await request(app).get('/nowhere/16505550100');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(answer.text)).toMatchObject({ status: 404, code: 'not_found' });
    expect(answer.text).not.toContain('16505550100');
  });

  test.each(['throws', 'rejects', 'half'])(
    'a route that %s tells neither the caller nor the log what it said',
    async (path) => {
      // Anywhere but in tests express itself prints the stack of what reaches its own handler.
      app.set('env', 'production');
      const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
      const answer = await request(app)
        .get(`/v1/${path}`)
        .then(
          (one) => one.text,
          (error: unknown) => String(error),
        );
      expect(answer).not.toContain('roses');
      expect(answer).not.toContain('16505550100');
      expect(written).toContain('"event":"http_failed"');
      expect(written).not.toContain('roses');
      expect(written).not.toContain('16505550100');
      expect(printed.mock.calls).toEqual([]);
      printed.mockRestore();
    },
  );

  test('a path that cannot be decoded is the caller’s fault', async () => {
    const answer = await request(app).get('/v1/items/%E0%A4%A');
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'bad_request' });
  });
});

describe('listening', () => {
  let server: Listening;
  let agent: Agent;
  beforeEach(async () => {
    server = await listen(app, { host: '127.0.0.1', port: 0 });
    agent = new Agent({ keepAlive: true });
  });
  afterEach(async () => {
    release();
    agent.destroy();
    await server.close(0);
  });

  const fetchPath = (path: string): Promise<{ readonly message: IncomingMessage; readonly text: string }> =>
    new Promise((resolve, reject) => {
      const url = `http://127.0.0.1:${server.port}${path}`;
      get(url, { agent }, (message) => {
        let text = '';
        message.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        message.on('end', () => resolve({ message, text }));
        message.on('error', reject);
      }).on('error', reject);
    });

  test('keeps connections longer than a load balancer does', async () => {
    const { message } = await fetchPath('/healthz');
    expect(message.headers.connection).toBe('keep-alive');
    expect(message.headers['keep-alive']).toBe('timeout=75');
  });

  test('stops without cutting what runs, and without waiting for connections that only idle', async () => {
    await fetchPath('/healthz'); // leaves an idle connection
    const running = fetchPath('/v1/slow');
    await begun;
    const closing = server.close();
    await expect(fetch(`http://127.0.0.1:${server.port}/healthz`)).rejects.toThrow();
    release();
    expect((await running).text).toBe('finished');
    expect(await closing).toBe(true);
  });

  test('cuts what has not finished by the deadline, and says so', async () => {
    const running = fetchPath('/v1/slow').then(
      () => 'answered',
      () => 'cut',
    );
    await begun;
    expect(await server.close(20)).toBe(false);
    expect(await running).toBe('cut');
  });

  test('a port that is taken is told in a sentence', async () => {
    await expect(listen(app, { host: '127.0.0.1', port: server.port })).rejects.toMatchObject({ code: 'port_taken' });
  });
});
