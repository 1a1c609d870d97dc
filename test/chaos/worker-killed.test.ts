import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';
import { type ClientSession } from 'mongoose';

import { type Person } from '../support/graph/person.ts';
import { askForCode, codeIn, confirm, farewell, isFarewell, referenceIn } from '../support/product/chat.ts';
import { type Deployment, letClaimsLapse, openDeployment } from '../support/product/deployment.ts';
import { addSomebody } from '../support/product/people.ts';
import { type ProductProcess } from '../support/product/processes.ts';
import { countsOf, identityOf, nothing, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

let deployment: Deployment;
let server: ProductProcess;
let worker: ProductProcess;
beforeAll(async () => {
  deployment = await openDeployment({ graph: { statuses: { upTo: 'none' } } });
  [server, worker] = await Promise.all([deployment.startServer(), deployment.startWorker()]);
}, 90_000);
afterAll(() => deployment.close());

/** How often a call for this person reached the Graph API. */
function callsTo({ phone }: Person): number {
  return deployment.graph.calls.filter(({ body }) => body.includes(phone ?? 'nobody')).length;
}

/** Resolves once the worker has sent one more thing to this person and waits for the answer. */
async function untilCalled(person: Person, more: () => Promise<unknown>): Promise<void> {
  const before = callsTo(person);
  await more();
  await until(() => callsTo(person) > before, 20_000);
}

/** Holds one row of a person, so that erasing it waits: a transaction that has written it and does not end. */
async function hold(person: Person): Promise<ClientSession> {
  const { container, business } = deployment;
  const { hashes } = await identityOf(container, business.tenantId, person);
  const session = await container.connection.startSession();
  session.startTransaction();
  const filter = { names: { $in: [...hashes] } };
  await container.connection.collection('template_sends').updateOne(filter, { $set: { isHeld: true } }, { session });
  return session;
}

async function requestOf(person: Person): Promise<Record<string, unknown>> {
  const { container, business } = deployment;
  const { hashes } = await identityOf(container, business.tenantId, person);
  const row = await container.connection.collection('requests').findOne({ names: { $in: [...hashes] } });
  return row ?? {};
}

describe('kill -9 of the worker', () => {
  test('in the middle of a reply, a code, the word after the right code, and an erasure: all of them go on', async () => {
    const { graph, container, business, webhook } = deployment;
    const [ana, bilal, chen, dalia] = [1, 2, 3, 4].map((index) => addSomebody(graph, index)) as [
      Person,
      Person,
      Person,
      Person,
    ];
    const [chensCode, daliasCode] = await Promise.all([askForCode(chen), askForCode(dalia)]);
    await bilal.writes('DELETE');
    await bilal.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'));
    const identities = await Promise.all([chen, dalia].map((one) => identityOf(container, business.tenantId, one)));

    // Dalia: her erasure has begun and cannot end.
    const session = await hold(dalia);
    await dalia.writes(daliasCode);
    await until(async () => {
      const { state, steps } = (await requestOf(dalia)) as { state?: { name: string }; steps?: unknown[] };
      return state?.name === 'erasing' && (steps ?? []).length >= 2;
    }, 20_000);
    // Ana: not answered yet. Bilal: his code is out, and the worker does not know it. Chen: right code, no word about it yet.
    graph.script.failNext({ how: 'timeout', to: ana.phone ?? '' });
    graph.script.failNext({ how: 'deliver-and-timeout', to: bilal.phone ?? '' });
    graph.script.failNext({ how: 'timeout', to: chen.phone ?? '' });
    await Promise.all([
      untilCalled(ana, async () => expect(await ana.writes('DELETE')).toBe(200)),
      untilCalled(bilal, async () => expect(await bilal.taps('dd.confirm')).toBe(200)),
      untilCalled(chen, async () => expect(await chen.writes(chensCode)).toBe(200)),
    ]);
    await worker.kill();
    await session.abortTransaction();
    await session.endSession();
    expect([ana.arrived.length, chen.arrived.some((one) => isFarewell(one))]).toEqual([0, false]);

    await letClaimsLapse(container);
    worker = await deployment.startWorker();
    // Bilal hears that a code may be out, and is sent no second one by itself.
    await bilal.waitFor(({ text }) => text.includes('may have been sent'), 20_000);
    const codes = bilal.arrived.filter((one) => codeIn(one) !== '');
    expect(codes).toHaveLength(1);
    await bilal.writes(codeIn(codes[0] ?? never()));
    await confirm(ana);
    await ana.writes(codeIn(await ana.waitFor((one) => codeIn(one) !== '', 20_000)));
    // A call that the killed worker had under way may have renewed a claim after all: then it lasts until that is over.
    const lasts = await Promise.all([ana, bilal, chen, dalia].map((one) => farewell(one, 'en', 100_000)));

    for (const person of [ana, bilal, chen, dalia]) {
      expect(person.arrived.filter((one) => isFarewell(one))).toHaveLength(1);
      expect(person.arrived.filter((one) => codeIn(one) !== '')).toHaveLength(1);
      expect(person.arrived.filter(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'))).toHaveLength(1);
    }
    // Never twice; on a slow machine the erasure is done before that word is tried again, and the farewell has said it all.
    expect(chen.arrived.filter(({ text }) => text.includes('The code is right')).length).toBeLessThanOrEqual(1);
    const states = await Promise.all(lasts.map((one) => container.stages.operator.show(referenceIn(one))));
    expect(states.map(({ state }) => state)).toEqual(['erased', 'erased', 'erased', 'erased']);
    await untilHandled(container);
    for (const identity of identities) expect(await countsOf(container, identity)).toEqual(nothing(container));

    // The business is told of each once. More than five an hour wait for their digest; what a crash sends twice has one id.
    const notices = container.connection.collection('notices');
    const told = async (event: string) => notices.countDocuments({ event, channel: 'webhook' });
    await until(async () => (await told('dsr.erased')) === 4, 20_000);
    expect(await told('dsr.verified')).toBe(4);
    const bodies = new Map(webhook.received.map(({ headers, body }) => [headers['webhook-id'], body]));
    for (const { headers, body } of webhook.received) expect(body).toBe(bodies.get(headers['webhook-id'] ?? ''));
    expect(server.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  }, 200_000);
});

function never(): never {
  throw new Error('There is no such message.');
}
