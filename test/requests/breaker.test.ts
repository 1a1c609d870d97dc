import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { createBreaker } from '../../src/requests/breaker.ts';
import { createBreakerHours } from '../../src/stores/breaker-hours.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { tenantOf } from '../erasure/tenant-and-names.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let world: ErasureWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  world.clock.time = Math.ceil(world.clock.time / hourMs) * hourMs;
  world.tenants.set('tenant-first', tenantOf('tenant-first', { breaker: { perHourAtLeast: 3 } }));
});
afterAll(() => world.close());

const breaker = () =>
  createBreaker({ ...world.parts, hours: createBreakerHours({ model: world.stores.models.breakerHour }) });

let people = 0;

async function verifiedPeople(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    people += 1;
    const someone = await world.person(world.tenant, [{ kind: 'bsuid', value: `US.9${String(people)}` }]);
    ids.push(await world.verifiedRequest(world.tenant, someone));
  }
  return ids;
}

async function statesOf(ids: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(ids.map((id) => world.request(id)));
  return found.map(({ state, breaker: gate }) => (gate === 'held' ? 'held' : state.name)).sort();
}

const runAll = (ids: readonly string[]) => Promise.all(ids.map((id) => world.runnerOf().run(id)));

describe('too many erasures within an hour', () => {
  test('wait, exactly those above the number, however many begin at once; the business is told once, the people each', async () => {
    const ids = await verifiedPeople(8);
    await runAll(ids);
    expect(await statesOf(ids)).toEqual(['erased', 'erased', 'erased', 'held', 'held', 'held', 'held', 'held']);
    const told = await world.stores.models.notice.find({ event: 'breaker.held' }).lean();
    expect(told).toHaveLength(1);
    const said = world.sent.filter(({ message }) => message.kind === 'text' && message.body.includes('at once'));
    expect(said).toHaveLength(5);
    expect(
      world.said.filter(({ name, facts }) => name === 'person_told' && facts['kind'] === 'person.breaker'),
    ).toHaveLength(5);
    expect(await breaker().show('tenant-first')).toEqual({ held: 5 });
  });

  test('go on with one tap, all of them, and none twice', async () => {
    const ids = await verifiedPeople(6);
    await runAll(ids);
    expect(await breaker().release('tenant-first', 'api')).toBe(3);
    expect(await breaker().release('tenant-first', 'api')).toBe(0);
    await runAll(ids);
    expect(await statesOf(ids)).toEqual(ids.map(() => 'erased'));
    expect(await breaker().show('tenant-first')).toEqual({ held: 0 });
  });

  test('go on by themselves on day 25 if nobody taps: the person’s month goes before the doubt', async () => {
    const ids = await verifiedPeople(4);
    await runAll(ids);
    world.clock.time += 25 * dayMs - 1;
    await runAll(ids);
    expect(await statesOf(ids)).toEqual(['erased', 'erased', 'erased', 'held']);
    world.clock.time += 1;
    await runAll(ids);
    expect(await statesOf(ids)).toEqual(ids.map(() => 'erased'));
    expect(world.said.map(({ name }) => name)).toContain('breaker_overruled');
  });

  test('can be cancelled while they wait, and are then held no more', async () => {
    const ids = await verifiedPeople(4);
    await runAll(ids);
    const found = await Promise.all(ids.map((id) => world.request(id)));
    const held = found.find((one) => one.breaker === 'held')?.requestId ?? '';
    expect(await world.desk.cancel(held)).toMatchObject({ isCancelled: true });
    expect(await breaker().show('tenant-first')).toEqual({ held: 0 });
    expect(await breaker().release('tenant-first', 'api')).toBe(0);
  });

  test('are counted anew each hour, and for each business alone', async () => {
    const ids = await verifiedPeople(3);
    await runAll(ids);
    world.clock.time += hourMs;
    const more = await verifiedPeople(3);
    await runAll(more);
    expect(await statesOf([...ids, ...more])).toEqual([...ids, ...more].map(() => 'erased'));
    const other = tenantOf('tenant-second', { breaker: { perHourAtLeast: 1 } });
    expect([await breaker().mayBegin(other), await breaker().mayBegin(other)]).toEqual([true, false]);
  });

  test('are five times what is usual in the middle of a week, where that is more', async () => {
    const { hours, tenant } = { hours: world.stores.models.breakerHour, tenant: world.tenant };
    const rows = Array.from({ length: 100 }, (_, index) => {
      const hourAt = new Date(world.clock.time - (index + 1) * hourMs);
      const _id = `tenant-first:${hourAt.toISOString().slice(0, 13)}`;
      return { _id, tenantId: 'tenant-first', hourAt, count: 2, expiresAt: new Date(world.clock.time + dayMs) };
    });
    // 84 busy hours of 168 are not more than half: the median lies between 0 and 2.
    await hours.insertMany(rows.slice(0, 84));
    const mayBegin = async (times: number) => {
      const answers: boolean[] = [];
      for (let time = 0; time < times; time += 1) answers.push(await breaker().mayBegin(tenant));
      return answers.filter(Boolean).length;
    };
    expect(await mayBegin(12)).toBe(5);
    await hours.insertMany(rows.slice(84));
    world.clock.time += 60_000;
    expect(await mayBegin(12)).toBe(5);
    expect(await statesOf([])).toEqual([]);
  });

  test('ask again after an answer, within the same hour as well; until then once', async () => {
    const asked = () => world.stores.models.notice.find({ event: 'breaker.held' }).lean();
    await runAll(await verifiedPeople(5));
    expect(await asked()).toHaveLength(1);
    await breaker().release('tenant-first', 'operator');
    await runAll(await verifiedPeople(2));
    expect(await asked()).toHaveLength(2);
    expect(await breaker().show('tenant-first')).toEqual({ held: 2 });
  });

  test('are let go on in the log as well: who did, and when', async () => {
    const ids = await verifiedPeople(4);
    await runAll(ids);
    await breaker().release('tenant-first', 'api');
    const rows = await world.stores.models.request.find({ breaker: 'released' }).lean();
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(row).not.toHaveProperty('releasedBy');
    expect(row?.auditDue?.at(-1)).toEqual({
      ...{ type: 'request.breaker_released', by: 'api' },
      ...{ at: new Date(world.clock.time).toISOString(), seq: row?.version },
    });
  });

  test('no such business: said, not guessed', async () => {
    await expect(breaker().release('tenant-nowhere', 'api')).rejects.toMatchObject({ code: 'tenant_missing' });
    await expect(breaker().show('tenant-nowhere')).rejects.toMatchObject({ code: 'tenant_missing' });
  });
});
