import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames } from '../erasure/tenant-and-names.ts';
import { openRelayWorld, operator, type RelayWorld } from './relay-world.ts';

const dayMs = 86_400_000;

let world: ErasureWorld;
let relay: RelayWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  relay = await openRelayWorld(world);
});
afterAll(() => world.close());

const handOver = async (...businesses: readonly string[]): Promise<readonly string[]> =>
  (await relay.handOver(await relay.asks(businesses))).asked.map(({ reference }) => reference);
const list = (tenantId?: string, page: { readonly limit?: number; readonly after?: string } = {}) =>
  relay.stages.openRelays.list({ limit: 50, ...(tenantId === undefined ? {} : { tenantId }), ...page });
const referencesOf = async (...query: Parameters<typeof list>): Promise<readonly string[]> =>
  (await list(...query)).map(({ reference }) => reference);
const inDays = (days: number): string => new Date(world.clock.time + days * dayMs).toISOString();

describe('the list of what people have not answered', () => {
  test('tells each of its own: reference, what it is, when it came, until when, how often it was brought up', async () => {
    const [held, unknown] = await handOver('Made-Up Plants', 'Quite Another Shop');
    const times = { openedAt: inDays(0), dueAt: inDays(30), rung: 0 };
    const atBusiness = { reference: held, what: 'nothing-held', tenantId: world.tenant.tenantId, ...times };
    const atOperator = { reference: unknown, what: 'relay', tenantId: operator.tenantId, ...times };
    expect(await list(world.tenant.tenantId)).toEqual([atBusiness]);
    expect(await list(operator.tenantId)).toEqual([atOperator]);
    expect(await list()).toEqual([atBusiness, atOperator]);
    world.clock.time += 25 * dayMs;
    await relay.sweep();
    expect(await list(world.tenant.tenantId)).toEqual([{ ...atBusiness, rung: 2 }]);
    expect(await list('tenant-nobody')).toEqual([]);
  });

  test('says nothing of whom, of what was written, and of a business that is named and not the reader’s', async () => {
    await handOver('Quite Another Shop');
    await relay.passOn('event-1.0');
    const said = JSON.stringify(await list());
    for (const secret of [
      'Another',
      'Eli',
      'Ana',
      'spring',
      relay.ana.subjectId,
      ...anaNames.map(({ value }) => value),
    ]) {
      expect(said).not.toContain(secret);
    }
  });

  test('holds what is late, and leaves out what is not confirmed, taken back, answered, or a request of its own', async () => {
    await relay.asks(['Quite Another Shop']);
    expect(await list()).toEqual([]);
    await world.person(world.tenant, anaNames);
    const [, second = '', third = ''] = await handOver('Made-Up Plants', 'Quite Another Shop', 'A Third Shop');
    expect(await referencesOf()).toEqual([second, third]);
    await relay.stages.relayAnswers.answered(operator, second);
    expect(await referencesOf()).toEqual([third]);
    world.clock.time += 31 * dayMs;
    await relay.sweep();
    expect(await list()).toMatchObject([{ reference: third, rung: 4 }]);
    await relay.takeBack('event-1.0');
    expect(await list()).toEqual([]);
  });

  test('comes page by page, the first that is due first, also when the last of a page is answered meanwhile', async () => {
    const mandates: string[] = [];
    for (const event of [1, 2, 3]) mandates.push((await relay.passOn(`event-${event}.0`)).reference);
    world.clock.time += 1_000;
    const all = [...(await referencesOf()), ...(await handOver('Shop One', 'Shop Two', 'Shop Three'))];
    expect([...all].slice(0, 3).sort()).toEqual([...mandates].sort());
    expect(await referencesOf()).toEqual(all);
    for (const limit of [1, 2, 4, 5]) {
      const seen: string[] = [];
      for (let after: string | undefined; seen.length < all.length; after = seen.at(-1)) {
        const page = await referencesOf(operator.tenantId, after === undefined ? { limit } : { limit, after });
        expect(page.length).toBe(Math.min(limit, all.length - seen.length));
        seen.push(...page);
      }
      expect(seen).toEqual(all);
      expect(await referencesOf(operator.tenantId, { limit, after: all.at(-1) ?? '' })).toEqual([]);
    }
    for (const [index, reference] of all.entries()) {
      await relay.stages.relayAnswers.answered(operator, reference);
      expect(await referencesOf(operator.tenantId, { after: reference })).toEqual(all.slice(index + 1));
    }
  });

  test('begins at the beginning after a reference that is somebody else’s, whose day it does not tell', async () => {
    const [held = ''] = await handOver('Made-Up Plants');
    world.clock.time -= 1_000;
    const { reference } = await relay.passOn('event-1.0');
    expect(await referencesOf(operator.tenantId, { after: held })).toEqual([reference]);
    expect(await referencesOf(operator.tenantId, { after: 'ER-0000-0000-0000' })).toEqual([reference]);
  });

  test('passes over a person whose key is gone, and goes on behind them', async () => {
    await handOver('Quite Another Shop');
    world.clock.time += 1_000;
    const bilal = await world.person(operator, bilalNames);
    const { asked } = await relay.handOver(await relay.asks(['A Third Shop'], bilal), bilal);
    await world.stores.models.personKey.deleteOne({ _id: relay.ana.keyId });
    expect(await referencesOf(operator.tenantId, { limit: 1 })).toEqual([asked[0]?.reference]);
  });
});
