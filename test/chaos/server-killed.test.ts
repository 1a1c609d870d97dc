import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type Person } from '../support/graph/person.ts';
import { askForCode, codeIn, farewell, isFarewell, referenceIn } from '../support/product/chat.ts';
import { type Deployment, openDeployment } from '../support/product/deployment.ts';
import { addSomebody } from '../support/product/people.ts';
import { type ProductProcess } from '../support/product/processes.ts';
import { untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

let deployment: Deployment;
let server: ProductProcess;
beforeAll(async () => {
  // Meta sends again, for up to seven days, what was not answered 200.
  deployment = await openDeployment({ graph: { redeliverForMs: 60_000 } });
  [server] = await Promise.all([deployment.startServer(), deployment.startWorker()]);
}, 90_000);
afterAll(() => deployment.close());

async function hasPreview({ arrived }: Person): Promise<boolean> {
  return Promise.resolve(arrived.some(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm')));
}

describe('kill -9 of the server', () => {
  test('right after 200s and in the middle of others: every word is heard once, and every deletion ends', async () => {
    const { graph, container } = deployment;
    const [ana, bilal, chen, dalia, ...crowd] = Array.from({ length: 14 }, (_, index) =>
      addSomebody(graph, index + 1),
    ) as [...[Person, Person, Person, Person], ...Person[]];
    const chensCode = await askForCode(chen);
    const daliasCode = await askForCode(dalia);
    await bilal.writes('DELETE');
    await until(() => hasPreview(bilal), 20_000);

    // Dalia is being erased; Ana and Chen were told 200 and nothing else yet; Bilal and the crowd are on their way in.
    expect(await dalia.writes(daliasCode)).toBe(200);
    expect(await Promise.all([ana.writes('DELETE'), chen.writes(chensCode)])).toEqual([200, 200]);
    const posted = [bilal.taps('dd.confirm'), ...crowd.map((one) => one.writes('DELETE'))];
    await Promise.race(posted);
    await server.kill();
    // The worker goes on by itself: whoever was told 200 is answered while there is no server.
    await until(() => hasPreview(ana), 20_000);
    server = await deployment.startServer();

    // In the end every word was taken, at the first or at a later try.
    expect(await Promise.all(posted)).toEqual(posted.map(() => 200));
    await bilal.writes(codeIn(await bilal.waitFor((one) => codeIn(one) !== '', 30_000)));
    await ana.taps('dd.confirm');
    await ana.writes(codeIn(await ana.waitFor((one) => codeIn(one) !== '', 30_000)));
    const four = [ana, bilal, chen, dalia];
    const lasts = await Promise.all(four.map((one) => farewell(one, 'en', 60_000)));
    const states = await Promise.all(lasts.map((one) => container.stages.operator.show(referenceIn(one))));
    expect(states.map(({ state }) => state)).toEqual(['erased', 'erased', 'erased', 'erased']);

    await Promise.all(crowd.map((one) => until(() => hasPreview(one), 30_000)));
    await graph.settled();
    await untilHandled(container);
    for (const person of [...four, ...crowd]) {
      expect(person.arrived.filter(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'))).toHaveLength(1);
    }
    for (const person of four) {
      expect(person.arrived.filter((one) => codeIn(one) !== '')).toHaveLength(1);
      expect(person.arrived.filter((one) => isFarewell(one))).toHaveLength(1);
    }
    expect(await container.connection.collection('inbox_events').countDocuments({ state: 'dead' })).toBe(0);
  }, 120_000);
});
