import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { type CorrectionStore } from '../../src/requests/correction-store.ts';
import { type Corrections, createCorrections } from '../../src/requests/corrections.ts';
import { createCorrectionStore } from '../../src/stores/corrections.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';

const dayMs = 86_400_000;
const lawMs = 30 * dayMs;
const bsuid = { kind: 'bsuid', value: 'US.7000000000000000077' } as const;
const phone = { kind: 'phone', value: '16505550177' } as const;

let world: ErasureWorld;
let store: CorrectionStore;
let known: Subject;
let number: Subject;
let told: string[];
beforeAll(async () => {
  world = await openErasureWorld();
  const { models, personKeys } = world.stores;
  store = createCorrectionStore({ model: models.correction, personKeys });
});
beforeEach(async () => {
  await world.empty();
  told = [];
  known = await world.person(world.tenant, [bsuid]);
  number = await world.person(world.tenant, [phone]);
});
afterAll(() => world.close());

let filed = 0;
/** Somebody asks for another name, now. Gives the reference. */
async function ask(subject: Subject, value: string): Promise<string> {
  const now = world.clock.time;
  filed += 1;
  const found = await store.file({
    ...{ subject, reference: `ER-TEST-${String(filed)}`, locale: 'en', phoneNumberId: '222000222000222' },
    ...{ field: 'name', value, now, remindAt: now + 15 * dayMs, dueAt: now + lawMs },
  });
  return found?.correction.reference ?? '';
}
/** It turns out that the two are one. */
const join = (): Promise<Subject> => world.person(world.tenant, [bsuid, phone]);
const open = async () => (await store.open(world.tenant.tenantId, { limit: 9 })) ?? [];

function desk(corrections = store): Corrections {
  const { subjects, lanes, blindIndex, contacts, tenants } = world.stores;
  return createCorrections({
    ...{ subjects, lanes, blindIndex, contacts, tenants, clock: world.clock, telemetry: world.telemetry },
    store: corrections,
    notices: { announceAsked: () => Promise.resolve() },
    tellPerson: ({ request }) => Promise.resolve(void told.push(request.person?.subjectId ?? '')).then(() => 'sent'),
  });
}

describe('two open corrections of one thing, of two who turn out to be one', () => {
  test.each([
    ['the one that stays', 'known'],
    ['the one that goes', 'number'],
  ])('become one of theirs with the later value, also where it was said by %s', async (_whose, later) => {
    const [first, second] = later === 'known' ? [number, known] : [known, number];
    const firstOpenedAt = world.clock.time;
    await ask(first, 'Anna');
    world.clock.time += dayMs;
    await ask(second, 'Ana');
    const whole = await join();
    const found = await open();
    expect(found).toHaveLength(1);
    // The law's month began with the first.
    expect(found[0]).toMatchObject({ subjectId: whole.subjectId, openedAt: firstOpenedAt });
    expect(found[0]?.dueAt).toBe(firstOpenedAt + lawMs);
    expect(await store.valueOf(found[0]?.correctionId ?? '')).toBe('Ana');
  });

  test('the value that was said again later counts, whenever the request was opened', async () => {
    await ask(known, 'Anna');
    world.clock.time += dayMs;
    await ask(number, 'Hanna');
    world.clock.time += dayMs;
    await ask(known, 'Ana');
    await join();
    const [found] = await open();
    expect(await store.valueOf(found?.correctionId ?? '')).toBe('Ana');
  });

  test('are known by both references, to the person and to the business, and are decided once', async () => {
    const references = [await ask(known, 'Anna'), await ask(number, 'Ana')];
    const whole = await join();
    for (const reference of references) {
      expect(await desk().status({ tenant: world.tenant, subject: whole, reference })).toMatchObject({
        state: 'asked',
        reference,
      });
    }
    const [first = '', second = ''] = references;
    await desk().decide(world.tenant, second, { name: 'done' });
    expect(told).toEqual([whole.subjectId]);
    await expect(desk().decide(world.tenant, first, { name: 'done' })).rejects.toMatchObject({
      code: 'correction_decided',
    });
    expect(await desk().status({ tenant: world.tenant, subject: whole, reference: first })).toMatchObject({
      state: 'done',
    });
  });

  test('are decided though they became one while the business decided', async () => {
    await ask(known, 'Anna');
    const reference = await ask(number, 'Ana');
    let looks = 0;
    const joining: CorrectionStore = {
      ...store,
      async byReference(...given) {
        const found = await store.byReference(...given);
        looks += 1;
        if (looks === 1) await join();
        return found;
      },
    };
    await desk(joining).decide(world.tenant, reference, { name: 'done' });
    expect(await store.byReference(world.tenant.tenantId, reference)).toMatchObject({ state: 'done' });
    expect(told).toHaveLength(1);
  });

  test('begin no third: what is asked again changes the one there is', async () => {
    await ask(known, 'Anna');
    await ask(number, 'Hanna');
    const whole = await join();
    await ask(whole, 'Ana');
    const found = await open();
    expect(found).toHaveLength(1);
    expect(await store.valueOf(found[0]?.correctionId ?? '')).toBe('Ana');
  });

  test('keep the month that is not over', async () => {
    await ask(known, 'Anna');
    world.clock.time += lawMs + dayMs;
    const secondOpenedAt = world.clock.time;
    await ask(number, 'Ana');
    await join();
    expect(await open()).toMatchObject([{ openedAt: secondOpenedAt, dueAt: secondOpenedAt + lawMs }]);
  });

  test('are erased with their person', async () => {
    await ask(known, 'Anna');
    await ask(number, 'Ana');
    const whole = await join();
    const requestId = await world.verifiedRequest(world.tenant, whole);
    const { state } = await world.runUntilRest(world.runnerOf(), requestId);
    expect(state.name).toMatch(/erased|closed|awaiting/);
    expect(await world.stores.models.correction.countDocuments()).toBe(0);
  });
});
