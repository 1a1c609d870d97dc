import { request as ask } from 'node:http';

import { afterEach, beforeEach, describe, expect, test } from '../support/jest.ts';
import express from 'express';

import { type Copies } from '../../src/access/copies.ts';
import { createApp } from '../../src/http/app.ts';
import { createCopyRouter } from '../../src/http/copy/router.ts';
import { createHealth } from '../../src/http/health.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { until } from '../support/until.ts';

const megabyte = Buffer.alloc(1024 * 1024, 7);
let bytes: () => AsyncGenerator<Buffer>;
let isOver: boolean;
let faults: string[];
let server: Listening;

beforeEach(async () => {
  isOver = false;
  faults = [];
  const copies = {
    open: () => Promise.resolve({ name: 'opened', bytes: bytes() }),
  } as unknown as Copies;
  const none = express.Router();
  const app = createApp({
    ...{ webhookRouter: none, apiRouter: none, revealRouter: none, receiptRouter: none },
    copyRouter: createCopyRouter({ copies }),
    jwks: () => Promise.resolve({ keys: [] }),
    health: createHealth({ probes: {}, ttlMs: 0 }),
    metrics: { text: () => Promise.resolve(''), contentType: 'text/plain' },
    telemetry: { event: () => undefined, fault: (name) => void faults.push(name) },
  });
  server = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

/** Begins to download, and hangs up with the first bytes or reads on. */
function download(then: 'hang-up' | 'read-on'): void {
  const headers = { 'content-type': 'application/json' };
  const call = ask({ port: server.port, path: '/c/a-copy', method: 'POST', headers }, (answer) => {
    if (then === 'hang-up') answer.once('data', () => answer.destroy());
    else answer.resume();
    answer.on('error', () => undefined);
  });
  call.on('error', () => undefined);
  call.end(JSON.stringify({ key: Buffer.alloc(32).toString('base64url') }));
}

describe('a download', () => {
  test('that a phone breaks off is no fault of ours', async () => {
    bytes = async function* pieces() {
      try {
        for (let n = 0; n < 64; n += 1) {
          await Promise.resolve();
          yield megabyte;
        }
      } finally {
        isOver = true;
      }
    };
    download('hang-up');
    await until(() => isOver);
    // Whatever is thrown after that is handled before the next request is answered.
    await fetch(`http://127.0.0.1:${String(server.port)}/healthz`);
    expect(faults).toEqual([]);
  });

  test('that breaks off because the database does not answer is one', async () => {
    bytes = async function* pieces() {
      yield await Promise.resolve(megabyte);
      throw new Error('down');
    };
    download('read-on');
    await until(() => faults.length > 0);
    expect(faults).toEqual(['http_failed']);
  });
});
