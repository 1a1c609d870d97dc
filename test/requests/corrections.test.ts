import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { defineCorrection } from '../../models/correction.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { rungOf } from '../../src/requests/answer-ladder.ts';
import { type Corrections, createCorrections } from '../../src/requests/corrections.ts';
import { createCorrectionStore } from '../../src/stores/corrections.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type OpenStores, openStores, startOfTest } from '../stores/open-stores.ts';
import { phone, phoneNumberId, tenantOf } from '../conversation/stage.ts';

const dayMs = 86_400_000;
const tenant: Tenant = tenantOf();
let stores: OpenStores;
let ana: Subject;
let announced: string[];
let said: { readonly body: string; readonly line: string }[];
let cardChanges: number;
let faults: { readonly code: string; readonly facts: unknown }[];

beforeAll(async () => {
  stores = await openStores();
});
beforeEach(async () => {
  await stores.empty();
  await defineCorrection(stores.connection).deleteMany({});
  stores.clock.time = startOfTest;
  ana = await stores.subjects.ensure(tenant, [phone]);
  [announced, said, faults, cardChanges] = [[], [], [], 0];
});
afterAll(() => stores.close());

type Step = () => Promise<void>;
const works: Step = () => Promise.resolve();
const dies: Step = () => Promise.reject(new Error('died'));

/** @param reach before the person is told. */
function desk(announce: Step = works, reach: Step = works): Corrections {
  const { connection, personKeys, subjects, clock } = stores;
  const model = connection.models['Correction'] ?? defineCorrection(connection);
  return createCorrections({
    ...{ subjects, clock, store: createCorrectionStore({ model: model as never, personKeys }) },
    contacts: { change: () => Promise.resolve((cardChanges += 1)) } as never,
    tenants: { byId: () => Promise.resolve(tenant) },
    notices: {
      announceAsked: async (_: Tenant, { requestId }: { readonly requestId: string }) => {
        await announce();
        announced.push(requestId.split('.')[1] ?? '');
      },
    },
    tellPerson: async ({ body, line }) => {
      await reach();
      said.push({ body, line });
      return 'sent';
    },
    telemetry: {
      event: () => undefined,
      fault: (code: string, _: unknown, facts: unknown) => void faults.push({ code, facts }),
    },
  });
}

async function file(): Promise<string> {
  const order = { tenant, subject: ana, phoneNumberId, locale: 'en', field: 'name', value: 'Ana Fictive' } as const;
  const { reference } = await desk().file(order);
  announced = [];
  return reference;
}

/** Looks again so many days after it was filed. */
async function onDay(days: number): Promise<void> {
  stores.clock.time = startOfTest + days * dayMs;
  await desk().remindDue(10);
}

describe('a correction that the business does not answer', () => {
  test('is brought up again 15, 5 and 1 days before the end, each once; nobody else is told before it', async () => {
    await file();
    const heard: Record<number, readonly string[]> = {};
    for (let days = 1; days < 30; days += 1) {
      announced = [];
      await onDay(days);
      await onDay(days);
      if (announced.length > 0) heard[days] = announced;
    }
    expect(heard).toEqual({ 15: ['reminder-1'], 25: ['reminder-2'], 29: ['reminder-3'] });
    expect([said, faults]).toEqual([[], []]);
  });

  test('at the end is an incident: the operator is paged once, and the person hears where to complain', async () => {
    const reference = await file();
    await onDay(30);
    await onDay(31);
    await onDay(60);
    expect(announced).toEqual(['reminder-4']);
    expect(faults).toEqual([{ code: 'answer_overdue', facts: { what: 'correction', reference } }]);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({
      line: 'Café Lumière did not answer you in time.',
      body: expect.stringMatching(/You can complain to .*court/s),
    });
    expect(said[0]?.body).toContain(reference);
  });

  test('answered before the end, disturbs nobody any more', async () => {
    const reference = await file();
    await onDay(15);
    await desk().decide(tenant, reference, { name: 'refused', reason: 'is_right' });
    said = [];
    for (const days of [25, 29, 30, 31]) await onDay(days);
    expect([announced, said, faults]).toEqual([['reminder-1'], [], []]);
  });

  test('is not forgotten when the worker dies in between: an hour later it is told under the same id', async () => {
    await file();
    stores.clock.time = startOfTest + 15 * dayMs;
    await expect(desk(dies).remindDue(10)).rejects.toThrow('died');
    await onDay(15);
    expect(announced).toEqual([]);
    await onDay(15 + 1 / 24);
    await onDay(15 + 2 / 24);
    expect(announced).toEqual(['reminder-1']);
  });

  test('is taken by one of several workers', async () => {
    await file();
    stores.clock.time = startOfTest + 30 * dayMs;
    await Promise.all(Array.from({ length: 5 }, () => desk().remindDue(10)));
    expect([announced.length, said.length, faults.length]).toEqual([1, 1, 1]);
  });
});

describe('a correction that was decided', () => {
  test('stays as it was decided: a late "done" writes nothing into the card', async () => {
    const reference = await file();
    await desk().decide(tenant, reference, { name: 'refused', reason: 'is_right' });
    await expect(desk().decide(tenant, reference, { name: 'done' })).rejects.toMatchObject({
      code: 'correction_decided',
    });
    expect([cardChanges, said.length]).toEqual([0, 1]);
  });

  test.each([
    ['done', { name: 'done' }, 'has put it right'],
    ['refused', { name: 'refused', reason: 'is_right' }, 'did not change it'],
  ] as const)('as %s is told an hour later when telling failed, and once', async (_name, decision, word) => {
    const reference = await file();
    await expect(desk(works, dies).decide(tenant, reference, decision)).rejects.toThrow('died');
    await expect(desk().decide(tenant, reference, decision)).rejects.toMatchObject({ code: 'correction_decided' });
    expect(said).toEqual([]);
    for (const hours of [1, 2, 24 * 30]) await onDay(hours / 24);
    expect(said).toEqual([expect.objectContaining({ body: expect.stringContaining(word) })]);
    expect(said[0]?.body).toContain(reference);
    expect([announced, faults]).toEqual([[], []]);
  });
});

test('the ladder ends, and a moment is on one rung', () => {
  const dueAt = startOfTest;
  expect(rungOf(dueAt, dueAt - 30 * dayMs)).toEqual({ reached: 0, isLate: false, nextAt: dueAt - 15 * dayMs });
  expect(rungOf(dueAt, dueAt - 15 * dayMs)).toEqual({ reached: 1, isLate: false, nextAt: dueAt - 5 * dayMs });
  expect(rungOf(dueAt, dueAt - 1)).toEqual({ reached: 3, isLate: false, nextAt: dueAt });
  expect(rungOf(dueAt, dueAt)).toEqual({ reached: 4, isLate: true, nextAt: null });
});
