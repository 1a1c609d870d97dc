import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type Person } from '../support/graph/person.ts';
import { askForCode, codeIn, farewell, isFarewell } from '../support/product/chat.ts';
import { type Deployment, openDeployment } from '../support/product/deployment.ts';
import { addSomebody } from '../support/product/people.ts';
import { type ProductProcess } from '../support/product/processes.ts';
import { untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

/** What an orchestrator waits before it kills, by default 30 s; our own bounds are 10 s for requests and for a call to Meta. */
const boundMs = 25_000;

let deployment: Deployment;
let server: ProductProcess;
let worker: ProductProcess;
beforeAll(async () => {
  deployment = await openDeployment({ graph: { statuses: { upTo: 'none' } } });
  [server, worker] = await Promise.all([deployment.startServer(), deployment.startWorker()]);
}, 90_000);
afterAll(() => deployment.close());

function previews({ arrived }: Person): number {
  return arrived.filter(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm')).length;
}

describe('SIGTERM', () => {
  test('ends server and worker with 0, in bounded time; what was accepted is done after the next start, once', async () => {
    const { graph, container } = deployment;
    const [chen, ...crowd] = Array.from({ length: 24 }, (_, index) => addSomebody(graph, index + 1)) as [
      Person,
      ...Person[],
    ];
    const code = await askForCode(chen);
    const posted = crowd.map(async (one) => ({ one, status: await one.writes('DELETE') }));
    const chensStatus = chen.writes(code);
    await Promise.race(posted);
    const ends = await Promise.all([server.stop(), worker.stop()]);
    expect(ends.map((one) => one.code)).toEqual([0, 0]);
    for (const { tookMs } of ends) expect(tookMs).toBeLessThan(boundMs);
    expect(server.lines.at(-1)).toContain('"server_stopped"');
    expect(worker.lines.at(-1)).toContain('"worker_stopped"');

    // What came too late was refused at the door, so that Meta sends it again: nothing stands in between.
    const taken = (await Promise.all(posted)).filter(({ status }) => status === 200).map(({ one }) => one);
    expect(taken.length).toBeGreaterThan(0);
    const isChenTaken = (await chensStatus) === 200;
    // Handed back, not left under a lease: the next worker begins at once, with no time to pass.
    [server, worker] = await Promise.all([deployment.startServer(), deployment.startWorker()]);
    await Promise.all(taken.map((one) => until(() => previews(one) === 1, 30_000)));
    if (!isChenTaken) await chen.writes(code);
    await farewell(chen, 'en', 60_000);
    await untilHandled(container);
    expect(crowd.map(previews)).toEqual(crowd.map((one) => (taken.includes(one) ? 1 : 0)));
    expect(chen.arrived.filter((one) => isFarewell(one) || codeIn(one) !== '')).toHaveLength(2);
    const faults = [...server.lines, ...worker.lines].filter((line) => line.includes('"level":"error"'));
    expect(faults).toEqual([]);
  }, 120_000);

  test('ends them with 0 in bounded time also when Redis is away', async () => {
    await deployment.redis.kill();
    const ends = await Promise.all([server.stop(), worker.stop()]);
    expect(ends.map((one) => one.code)).toEqual([0, 0]);
    for (const { tookMs } of ends) expect(tookMs).toBeLessThan(boundMs);
  }, 60_000);
});
