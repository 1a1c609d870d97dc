import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { defineCorrection } from '../../models/correction.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { type CorrectionField } from '../../src/domain/correction.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { rungOf } from '../../src/requests/answer-ladder.ts';
import { type CorrectionStore } from '../../src/requests/correction-store.ts';
import { type Corrections, createCorrections } from '../../src/requests/corrections.ts';
import { createCorrectionStore } from '../../src/stores/corrections.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type OpenStores, openStores, startOfTest } from '../stores/open-stores.ts';
import { phone, phoneNumberId, tenantOf } from '../conversation/stage.ts';

const dayMs = 86_400_000;
const bsuid: Identifier = { kind: 'bsuid', value: 'US.exampleAna0000001' };
const tenant: Tenant = tenantOf();
let stores: OpenStores;
let ana: Subject;
let announced: string[];
let said: { readonly body: string; readonly line: string }[];
let ids: string[];
let cardChanges: number;
let faults: { readonly code: string; readonly facts: unknown }[];

beforeAll(async () => {
  stores = await openStores();
  await defineCorrection(stores.connection).createIndexes();
});
beforeEach(async () => {
  await stores.empty();
  stores.clock.time = startOfTest;
  ana = await stores.subjects.ensure(tenant, [phone]);
  [announced, ids, said, faults, cardChanges] = [[], [], [], [], 0];
});
afterAll(() => stores.close());

type Step = () => Promise<void>;
const works: Step = () => Promise.resolve();
const dies: Step = () => Promise.reject(new Error('died'));

const storeOf = () =>
  createCorrectionStore({ model: stores.connection.models['Correction'] as never, personKeys: stores.personKeys });

/** @param reach before the person is told. @param write before the card is changed. */
function desk(announce: Step = works, reach: Step = works, write: Step = works, store = storeOf()): Corrections {
  const { subjects, lanes, blindIndex, clock } = stores;
  return createCorrections({
    ...{ subjects, lanes, blindIndex, clock, store },
    contacts: { change: () => write().then(() => (cardChanges += 1)) } as never,
    tenants: { byId: () => Promise.resolve(tenant) },
    notices: {
      announceAsked: async (_: Tenant, { requestId }: { readonly requestId: string }) => {
        await announce();
        announced.push(requestId.split('.')[1] ?? '');
        ids.push(requestId);
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

const order = (subject = ana, field: CorrectionField = 'name') =>
  ({ tenant, subject, phoneNumberId, locale: 'en', field, value: 'Ana Fictive' }) as const;

async function file(subject = ana, field: CorrectionField = 'name'): Promise<string> {
  const { reference } = await desk().file(order(subject, field));
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
    expect(await desk(dies).remindDue(10)).toBe(1);
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

  test('of which the business cannot be told holds up no other, and the operator hears of it', async () => {
    const first = await file();
    stores.clock.time += 1;
    await file(ana, 'email');
    const fails: Step[] = [dies, works];
    stores.clock.time = startOfTest + 16 * dayMs;
    expect(await desk(() => (fails.shift() ?? works)()).remindDue(10)).toBe(2);
    expect(announced).toEqual(['reminder-1']);
    expect(faults).toEqual([{ code: 'reminder_failed', facts: { reference: first } }]);
    await onDay(16 + 1 / 24);
    expect(announced).toEqual(['reminder-1', 'reminder-1']);
  });

  test('waits while something else of the person is under way: no link is made between two looks of an erasure', async () => {
    await file();
    const lane = stores.blindIndex.lane(tenant, phone);
    stores.clock.time = startOfTest + 15 * dayMs;
    const fence = await stores.lanes.take(lane, stores.clock.time, 60_000);
    await onDay(15);
    expect([announced, faults]).toEqual([[], []]);
    await stores.lanes.release(lane, fence ?? 0);
    await onDay(15 + 1 / 24);
    expect(announced).toEqual(['reminder-1']);
  });

  test('asked again after its month has a month again: nobody reads of a past day, and every rung is told anew', async () => {
    const reference = await file();
    for (const days of [15, 25, 29, 30]) await onDay(days);
    stores.clock.time = startOfTest + 31 * dayMs;
    const again = await desk().file(order());
    expect(again).toEqual({ reference, dueAt: toInstant(startOfTest + 61 * dayMs) });
    const [, , , , , last] = ids;
    expect(last).toMatch(/\.again-/);
    for (const days of [32, 46, 56, 60, 61]) await onDay(days);
    expect(announced.slice(-4)).toEqual(['reminder-1', 'reminder-2', 'reminder-3', 'reminder-4']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('asked again within its month keeps its end', async () => {
    await file();
    stores.clock.time = startOfTest + 29 * dayMs;
    expect((await desk().file(order())).dueAt).toBe(toInstant(startOfTest + 30 * dayMs));
  });
});

describe('a correction of somebody known by one name', () => {
  test('is the same when they turn out to be known by another as well, and opens under the key that stays', async () => {
    const reference = await file();
    await stores.subjects.ensure(tenant, [bsuid]);
    const whole = await stores.subjects.ensure(tenant, [bsuid, phone]);
    expect(whole.keyId).not.toBe(ana.keyId);
    expect((await desk().file({ ...order(whole), value: 'Ana Fictive-Real' })).reference).toBe(reference);
    const row = await stores.connection.collection('corrections').findOne({ reference });
    expect(row?.['keyId']).toBe(whole.keyId);
    expect(await storeOf().valueOf(String(row?._id))).toBe('Ana Fictive-Real');
    expect(await desk().status({ tenant, subject: whole, reference })).toMatchObject({ reference, state: 'asked' });
  });

  test('is to somebody else as unknown as none', async () => {
    const reference = await file();
    const bea = await stores.subjects.ensure(tenant, [bsuid]);
    expect(await desk().status({ tenant, subject: bea, reference })).toBeNull();
    expect(await desk().status({ tenant, subject: ana, reference })).toMatchObject({ reference });
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

  test('as refused at the same moment as "done" came in leaves the card as it was', async () => {
    const reference = await file();
    const store = storeOf();
    const refused = { name: 'refused', reason: 'is_right' } as const;
    const decide: CorrectionStore['decide'] = async (id, decision, times) => {
      await store.decide(id, refused, times);
      return store.decide(id, decision, times);
    };
    const racing = desk(works, works, works, { ...store, decide });
    await expect(racing.decide(tenant, reference, { name: 'done' })).rejects.toMatchObject({
      code: 'correction_decided',
    });
    expect(cardChanges).toBe(0);
  });

  test('as done is written into the card an hour later when writing failed, before the person is told', async () => {
    const reference = await file();
    await expect(desk(works, works, dies).decide(tenant, reference, { name: 'done' })).rejects.toThrow('died');
    expect([cardChanges, said]).toEqual([0, []]);
    for (const hours of [1, 2]) await onDay(hours / 24);
    expect([cardChanges, said.length]).toEqual([1, 1]);
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
