import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type Deployment, openDeployment } from '../support/product/deployment.ts';
import { addSomebody } from '../support/product/people.ts';
import { type ProductProcess } from '../support/product/processes.ts';

let deployment: Deployment;
let worker: ProductProcess;
let address: string;
beforeAll(async () => {
  deployment = await openDeployment();
  worker = await deployment.startWorker({ WORKER_PORT: '0' });
  const line = worker.lines.find((one) => one.includes('"worker_watched"')) ?? '';
  address = `http://127.0.0.1:${/"port":([0-9]+)/.exec(line)?.[1] ?? ''}`;
}, 90_000);
afterAll(() => deployment.close());

describe('a worker in a process of its own, with a port', () => {
  test('says that it lives, and what it counted, with no number in it', async () => {
    await deployment.startServer();
    const health = await fetch(`${address}/healthz`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
    const person = addSomebody(deployment.graph, 1);
    await person.writes('Hello');
    await person.nextMessage(30_000);
    const metrics = await fetch(`${address}/metrics`);
    const text = await metrics.text();
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toContain('oubli_worker_started_total 1');
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toMatch(/1650555|US\.1/);
  }, 60_000);

  test('serves nothing else, shows no stack, and says nothing of what it is made with', async () => {
    for (const [method, path] of [
      ['GET', '/v1/requests'],
      ['POST', '/metrics'],
      ['POST', '/webhooks/whatsapp'],
      ['GET', '/%'],
    ] as const) {
      const answer = await fetch(`${address}${path}`, { method });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await answer.text()).not.toMatch(/at .*\.ts|node_modules/);
      expect(answer.headers.get('x-powered-by')).toBeNull();
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('ends with 0 on SIGTERM, connections that were kept notwithstanding', async () => {
    await (await fetch(`${address}/healthz`)).text();
    expect((await worker.stop()).code).toBe(0);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  }, 60_000);
});

test('without a port it listens nowhere', async () => {
  const silent = await deployment.startWorker();
  expect(silent.lines.join('\n')).not.toContain('worker_watched');
  await silent.stop();
}, 60_000);
