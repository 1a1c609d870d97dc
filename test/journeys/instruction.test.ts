import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { askForCode, farewell, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { countsOf, identityOf, nothing, tenantOf, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

const dayMs = 86_400_000;
const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };

let database: TestDatabase;
let product: Product;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database), {
    overrides: { clock },
    tenant: {
      rest: {
        instruction: {
          version: '7',
          objectionHours: 24,
          kept: [{ store: 'opt_ins', ground: 'legal_duty', retentionDays: 30 }],
        },
      },
    },
    graph: { clock, statuses: { upTo: 'none' } },
  });
  addStaff(product.graph);
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

interface Told {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the business's program was told, by type. Signatures are not looked at: the clock of this product runs ahead. */
function told(type: string): readonly Told['data'][] {
  const events = product.webhook.received.map(({ body }) => JSON.parse(body) as Told);
  return events.filter((event) => event.type === type).map((event) => event.data);
}

async function stateOf(reference: string): Promise<string> {
  return (await product.container.stages.operator.show(reference)).state;
}

/** Types the code and reads when it starts. */
async function confirmsFor(person: Person): Promise<string> {
  await person.writes(await askForCode(person));
  return referenceIn(await person.waitFor(({ text }) => text.includes('Deleting starts on')));
}

describe('a standing instruction with an objection window', () => {
  test('holds the erasure back, with the person locked out, and a cancel takes it back', async () => {
    const { graph, container, business } = product;
    const person = addSomebody(graph, 1);
    await person.writes('Hello');
    await person.nextMessage();
    const reference = await confirmsFor(person);
    await until(async () => (await stateOf(reference)) === 'waiting');
    const identity = await identityOf(container, business.tenantId, person);
    const before = await countsOf(container, identity);
    expect(before).toMatchObject({ contacts: 1, subjects: 1 });
    const tenant = await tenantOf(container, business.tenantId);
    expect((await container.stages.people.whom(tenant, identity.identifiers)).name).toBe('locked-out');
    await until(() => told('dsr.verified').some((one) => one['reference'] === reference));

    await person.writes('CANCEL');
    await person.waitFor(({ text }) => text.includes('is cancelled'));
    expect(await stateOf(reference)).toBe('cancelled');
    await until(() => told('dsr.cancelled').some((one) => one['reference'] === reference));
    expect((await container.stages.people.whom(tenant, identity.identifiers)).name).toBe('known');
    expect(await countsOf(container, identity)).toMatchObject({ contacts: 1, subjects: 1 });
    clock.aheadMs += 2 * dayMs;
    await until(async () => (await container.stages.operator.list({ states: ['waiting'], limit: 5 })).length === 0);
    expect(await countsOf(container, identity)).toMatchObject({ contacts: 1 });
  });

  test('lets it go on by itself when the window is over', async () => {
    const { graph, container, business } = product;
    const person = addSomebody(graph, 2);
    const reference = await confirmsFor(person);
    await until(async () => (await stateOf(reference)) === 'waiting');
    const identity = await identityOf(container, business.tenantId, person);
    clock.aheadMs += dayMs + 60_000;
    // More than a day since the person wrote: WhatsApp takes no free text any more, so nothing is said. It is done all the same.
    await until(async () => (await stateOf(reference)) === 'erased', 20_000);
    await until(async () => (await container.connection.collection('farewells').countDocuments({})) === 0);
    expect(await countsOf(container, identity)).toEqual(nothing(container));
  });
});

describe('a standing instruction that keeps a store', () => {
  test('is named with ground and date before the code, in the farewell and in the notice; all else goes', async () => {
    const { graph, container, business } = product;
    const person = addSomebody(graph, 3);
    await person.writes('STOP');
    await person.waitFor(({ text }) => text.includes('ads'));
    const identity = await identityOf(container, business.tenantId, person);
    const label = container.stages.register.labelOf('opt_ins', 'en') ?? '';
    const reference = await confirmsFor(person);
    const preview = person.arrived.find(({ text }) => text.includes('This has to stay for now'));
    expect(preview?.text).toMatch(new RegExp(`${label}: until .*20[0-9]{2}.*, the law says so`));

    await until(async () => (await stateOf(reference)) === 'waiting');
    clock.aheadMs += dayMs - 60_000;
    await person.writes('STATUS');
    clock.aheadMs += 120_000;
    const last = await farewell(person);
    expect(last.text).toMatch(new RegExp(`Kept for now:\n.*${label}: until .*20[0-9]{2}.*, the law says so`));
    await until(() => told('dsr.erased').some((one) => one['reference'] === reference));
    const [notice] = told('dsr.erased').filter((one) => one['reference'] === reference);
    expect(notice?.['stores']).toContainEqual(
      expect.objectContaining({
        ...{ store: 'opt_ins', matched: 1, deleted: 0, retained: 1, residual: 0 },
        kept: { ground: 'legal_duty', until: expect.stringMatching(/^20[0-9]{2}-[0-9-]+T/) },
      }),
    );

    await untilHandled(container);
    // The keys that open what is kept stay as long as it does, marked to go with it.
    const { opt_ins: kept, ...rest } = await countsOf(container, identity);
    expect([kept, rest]).toEqual([1, { ...nothing(container), opt_ins: undefined, person_keys: expect.any(Number) }]);
    const rows = await container.connection.collection('opt_ins').find({ tenantId: identity.tenantId }).toArray();
    expect(rows.map((row) => Number(row['keptUntil']) > clock.now())).toEqual([true]);
  });
});
