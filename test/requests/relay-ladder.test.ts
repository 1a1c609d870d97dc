import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { openRelayWorld, operator, type RelayWorld } from './relay-world.ts';

const dayMs = 86_400_000;

let world: ErasureWorld;
let relay: RelayWorld;
let openedAt: number;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  relay = await openRelayWorld(world);
  openedAt = world.clock.time;
});
afterAll(() => world.close());

/** Looks so many days after it was handed over. */
async function onDay(days: number): Promise<void> {
  world.clock.time = openedAt + days * dayMs;
  await relay.sweep();
}

/** Who hears what, on each day of a month and more on which anybody does, looked at twice a day. */
async function heard(): Promise<Readonly<Record<number, readonly string[]>>> {
  const days: Record<number, readonly string[]> = {};
  for (let day = 1; day <= 40; day += 1) {
    const before = relay.told.length;
    await onDay(day);
    await onDay(day);
    const told = relay.told.slice(before);
    if (told.length > 0) days[day] = told.map(({ to, what }) => `${what} ${to}`);
  }
  return days;
}

const handOver = async (...businesses: readonly string[]) => relay.handOver(await relay.asks(businesses));
const answered = (reference: string) => relay.stages.relayAnswers.answered(operator, reference);

const atOperator = (what: string) => {
  const once = [`${what} ${operator.tenantId}`];
  return { 15: once, 25: once, 29: once, 30: once };
};

describe('what people have in hand and do not answer', () => {
  test('a mandate is brought up again 15, 5 and 1 days before the end and at it, with whom and why', async () => {
    const { reference } = await relay.passOn('event-1.0');
    expect(await heard()).toEqual(atOperator('mandate'));
    expect(new Set(relay.told.map((one) => one.reference))).toEqual(new Set([reference]));
    const asked = [{ kind: 'asked_mandate', value: 'I am the mother of Eli Fictive' }];
    for (const one of relay.told) expect(one.asked).toEqual(asked);
  });

  test('a business that nobody knows likewise, and one that has a request of its own never', async () => {
    await world.person(world.tenant, anaNames);
    await handOver('Made-Up Plants', 'Quite Another Shop');
    expect(await heard()).toEqual(atOperator('relay'));
  });

  test('a business that holds nothing hears itself; the operator too, from five days before the end on', async () => {
    const { asked } = await handOver('Made-Up Plants');
    const itself = `nothing-held ${world.tenant.tenantId}`;
    const both = [itself, `relay ${operator.tenantId}`];
    expect(await heard()).toEqual({ 15: [itself], 25: both, 29: both, 30: both });
    const [reference] = asked.map((one) => one.reference);
    const phone = anaNames.filter(({ kind }) => kind === 'phone');
    const about = { kind: 'asked_about', value: 'Ana Fictive, in spring' };
    const toBusiness = relay.told.filter(({ to }) => to === world.tenant.tenantId);
    for (const one of toBusiness)
      expect(one).toMatchObject({ reference, asked: [about], person: { identifiers: phone } });
    const named = { kind: 'asked_business', value: 'Made-Up Plants' };
    for (const one of relay.told.filter(({ to }) => to === operator.tenantId)) {
      expect(one).toMatchObject({ reference, asked: [named, about] });
    }
  });

  test('pages whoever runs the service the day before the end and at it; then the person hears where to complain', async () => {
    const { reference } = await relay.passOn('event-1.0');
    for (const day of [15, 25, 28]) await onDay(day);
    expect([relay.faults, relay.said]).toEqual([[], []]);
    await onDay(29);
    const facts = { what: 'mandate', reference };
    expect([relay.faults, relay.said]).toEqual([[{ code: 'answer_nearly_due', facts }], []]);
    for (const day of [30, 31, 60]) await onDay(day);
    expect(relay.faults.map(({ code }) => code)).toEqual(['answer_nearly_due', 'answer_overdue']);
    expect(relay.said).toMatchObject([
      { kind: 'person.overdue', body: expect.stringContaining('You can complain to') },
    ]);
    expect(relay.said[0]?.body).toContain(reference);
    expect(relay.said[0]?.body).toContain('Made-Up Messaging');
    expect(await relay.stages.relayWaits.due(world.clock.time + 99 * dayMs, 1)).toEqual([]);
  });

  test('cut off between two of them, each hears once', async () => {
    await handOver('Quite Another Shop', 'A Third Shop');
    const [first = '', second = ''] = relay.told.map(({ reference }) => reference);
    relay.left.told = 1;
    await expect(onDay(30)).rejects.toThrow('The power went.');
    relay.left.told = Infinity;
    // Until the lease ends it is nobody's.
    await relay.sweep();
    expect(relay.told).toHaveLength(3);
    await onDay(30.1);
    await onDay(30.2);
    expect(relay.told.slice(2).map(({ reference }) => reference)).toEqual([first, second]);
    expect(relay.said.map(({ request }) => request.reference)).toEqual([first, second]);
    expect(relay.faults.map(({ facts }) => facts)).toEqual(
      [first, second].map((reference) => ({ what: 'relay', reference })),
    );
  });

  test('several workers at once: one of them tells', async () => {
    await relay.passOn('event-1.0');
    world.clock.time = openedAt + 30 * dayMs;
    const [id = ''] = await relay.stages.relayWaits.due(world.clock.time, 10);
    await Promise.all(Array.from({ length: 5 }, () => relay.stages.relayWaits.look(id)));
    expect([relay.told.length, relay.said.length, relay.faults.length]).toEqual([2, 1, 1]);
  });

  test('of what came without a code the month begins after its seven days', async () => {
    const requestId = await relay.asks(['Quite Another Shop']);
    await relay.stages.relayCodes.noCode(requestId, 'no-channel', null);
    for (let day = 1; day <= 7; day += 1) await onDay(day);
    expect([relay.told.length, relay.said.length]).toEqual([1, 7]);
    openedAt += 7 * dayMs;
    expect(await heard()).toEqual(atOperator('relay'));
    expect(relay.said).toHaveLength(8);
  });

  test('is left alone once the person has taken it back', async () => {
    await handOver('Quite Another Shop');
    await relay.passOn('event-1.0');
    await onDay(15);
    await relay.takeBack('event-2.0');
    const before = relay.told.length;
    for (const day of [25, 29, 30]) await onDay(day);
    expect([relay.told.length, relay.faults, relay.said]).toEqual([before, [], []]);
  });
});

describe('what was handed over before there was a ladder, or a list', () => {
  /** As it was written then. */
  const makeOld = async (...fields: readonly string[]): Promise<void> => {
    const all = Object.fromEntries(fields.map((field) => [field, '']));
    await world.stores.models.relay.collection.updateMany({}, { $unset: all });
  };
  const listed = async () => (await relay.stages.openRelays.list({ limit: 9 })).map(({ reference }) => reference);

  test('is found once, and climbs the rungs that are left of its month', async () => {
    const { reference } = await relay.passOn('event-1.0');
    await makeOld('lookAt', 'inHandOf');
    expect(await listed()).toEqual([]);
    await onDay(20);
    expect([relay.told.length, await listed()]).toEqual([2, [reference]]);
    const before = relay.told.length;
    expect(await relay.stages.relayWaits.due(world.clock.time, 10)).toEqual([]);
    await onDay(21);
    expect(relay.told).toHaveLength(before);
    for (const [day, told] of [
      [25, 1],
      [29, 2],
      [30, 3],
      [40, 3],
    ] as const) {
      await onDay(day);
      expect(relay.told).toHaveLength(before + told);
    }
    expect(relay.faults.map(({ code }) => code)).toEqual(['answer_nearly_due', 'answer_overdue']);
    expect(relay.said).toHaveLength(1);
  });

  test('of which nothing was due yet is told nobody a second time, and is on the list', async () => {
    const { asked } = await handOver('Made-Up Plants', 'Quite Another Shop');
    for (const fields of [['lookAt', 'inHandOf'], ['inHandOf']]) {
      await makeOld(...fields);
      await onDay(3);
      expect([relay.told.length, await listed()]).toEqual([2, asked.map((one) => one.reference)]);
    }
    await onDay(15);
    expect(relay.told).toHaveLength(4);
  });

  test('and whose month is over is late at once; taken back or answered, it is nobody’s', async () => {
    const { reference } = await relay.passOn('event-1.0');
    const { asked } = await handOver('Quite Another Shop', 'A Third Shop');
    await answered(asked[0]?.reference ?? '');
    await makeOld('lookAt', 'inHandOf');
    await onDay(33);
    const open = [reference, asked[1]?.reference].sort();
    expect([...(await listed())].sort()).toEqual(open);
    expect(relay.said.map(({ request }) => request.reference).sort()).toEqual(open);
    await relay.takeBack('event-2.0');
    await makeOld('lookAt', 'inHandOf');
    const before = relay.told.length;
    await onDay(34);
    expect([relay.told.length, await listed()]).toEqual([before, []]);
    expect(await relay.stages.relayWaits.due(world.clock.time + 99 * dayMs, 1)).toEqual([]);
  });

  test('is looked at again after the process died in the middle, and once alone where the person is gone', async () => {
    const { reference } = await relay.passOn('event-1.0');
    await makeOld('lookAt', 'inHandOf');
    relay.left.told = 0;
    await expect(onDay(20)).rejects.toThrow('The power went.');
    relay.left.told = Infinity;
    expect(await listed()).toEqual([]);
    await onDay(20.1);
    expect([relay.told.length, await listed()]).toEqual([2, [reference]]);
    await makeOld('lookAt', 'inHandOf');
    await world.stores.models.subject.deleteMany({ _id: relay.ana.subjectId });
    await onDay(21);
    expect(await relay.stages.relayWaits.due(world.clock.time + 99 * dayMs, 1)).toEqual([]);
  });

  test('while the code is awaited waits for the code', async () => {
    const requestId = await relay.asks(['Quite Another Shop']);
    await makeOld('lookAt', 'inHandOf');
    expect(await relay.stages.relayWaits.due(world.clock.time, 10)).toEqual([]);
    const { asked } = await relay.handOver(requestId);
    expect(await listed()).toEqual(asked.map((one) => one.reference));
  });
});

describe('whoever has it in hand and says that it is answered', () => {
  test('hears no more of it, and of the other still', async () => {
    const { asked } = await handOver('Quite Another Shop', 'A Third Shop');
    const [first = '', second = ''] = asked.map(({ reference }) => reference);
    await answered(first);
    await answered(first);
    await onDay(15);
    expect(relay.told.slice(2).map(({ reference }) => reference)).toEqual([second]);
    expect(await relay.standing(first)).toMatchObject({ name: 'passed-on', to: 'answered' });
    expect(await relay.standing(second)).toMatchObject({ name: 'passed-on', to: 'people' });
    expect((await relay.takeBack('event-1.0'))?.map(({ reference }) => reference)).toEqual([second]);
  });

  test('can say so of a mandate, which then is nothing to be taken back', async () => {
    const { reference } = await relay.passOn('event-1.0');
    await answered(reference);
    expect(await heard()).toEqual({});
    expect(await relay.standing(reference)).toMatchObject({ to: 'answered' });
    expect(await relay.takeBack('event-2.0')).toBeNull();
  });

  test('is the business that was told, and no other: not even the operator', async () => {
    const { asked } = await handOver('Made-Up Plants');
    const reference = asked[0]?.reference ?? '';
    await expect(answered(reference)).rejects.toMatchObject({ code: 'request_missing' });
    await relay.stages.relayAnswers.answered(world.tenant, reference);
    expect(await heard()).toEqual({});
  });

  test('is refused for what was taken back, for a request of a business, and for what never was', async () => {
    await world.person(world.tenant, anaNames);
    const { asked } = await handOver('Made-Up Plants', 'Quite Another Shop');
    const [own = '', passed = ''] = asked.map(({ reference }) => reference);
    await relay.takeBack('event-1.0');
    await expect(answered(passed)).rejects.toMatchObject({ code: 'request_taken_back' });
    for (const reference of [own, 'ER-0000-0000-0000']) {
      await expect(answered(reference)).rejects.toMatchObject({ code: 'request_missing' });
    }
  });

  test('waits while a message of the person is handled', async () => {
    const { reference } = await relay.passOn('event-1.0');
    const [name] = anaNames;
    if (name === undefined) throw new Error('Ana has no name.');
    const lane = world.stores.blindIndex.lane(operator, name);
    const fence = await world.stores.lanes.take(lane, world.clock.time, dayMs);
    await expect(answered(reference)).rejects.toMatchObject({ code: 'request_contended', retry: 'yes' });
    await world.stores.lanes.release(lane, fence ?? 0);
    await answered(reference);
    expect(await relay.standing(reference)).toMatchObject({ to: 'answered' });
  });
});
