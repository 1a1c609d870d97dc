import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Lanes } from '../../src/conversation/lanes.ts';
import { createDeepScan } from '../../src/erasure/deep-scan/deep-scan.ts';
import { type Eraser } from '../../src/erasure/eraser.ts';
import { createRegister, type Register } from '../../src/erasure/register.ts';
import { type ControllerNotice } from '../../src/notifications/notice.ts';
import { sha256Base64url } from '../../src/proof/receipt-format.ts';
import { rememberedOf } from '../support/remembered.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';
import { fill } from './samples.ts';
import { anaNames, tenantOf } from './tenant-and-names.ts';

let world: ErasureWorld;
let told: ControllerNotice[] = [];
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(() => {
  told = [];
  return world.empty();
});
afterAll(() => world.close());

/** Looks everywhere once. */
async function scan(register: Register = world.parts.register, lanes: Lanes = world.parts.lanes): Promise<void> {
  const { stores, parts, clock } = world;
  const deepScan = createDeepScan({
    ...{ ...parts, register, lanes, clock, subjects: stores.subjects, tombstones: stores.tombstones },
    ...{ sources: stores.scanSources, scans: stores.deepScans },
    notices: { announce: (_tenant, notice) => Promise.resolve(void told.push(notice)) },
  });
  await deepScan.whole();
}

/** Ana stands in the stores, and her erasure was done a moment ago: all of it is older, since the world's clock is ahead. */
async function cameBack(): Promise<void> {
  const { tombstones, blindIndex } = world.stores;
  await fill(world, world.identity(await world.person(world.tenant, anaNames)), 2, ['contacts', 'opt_ins']);
  const remembered = rememberedOf(blindIndex, world.tenant, anaNames, { locale: 'en' });
  await tombstones.bury(remembered, world.clock.time);
  await tombstones.close(remembered, world.clock.time);
}

const outcomes = () =>
  world.said.filter(({ name }) => name === 'erased_person_found').map(({ facts }) => facts['outcome']);
const people = () => world.stores.models.subject.countDocuments({});
const optIns = () => world.connection.collection('opt_ins').countDocuments({});

describe('erasing again: whoever lost a lane stops, since something of the person may have been handled meanwhile', () => {
  /** This worker is frozen for longer than its lease, and another handles an event of the person meanwhile. */
  async function freeze(): Promise<void> {
    world.clock.time += 61_000;
    const { lanes, blindIndex } = world.stores;
    const lane = blindIndex.lane(world.tenant, anaNames.at(-1) ?? { kind: 'phone', value: '' });
    await lanes.release(lane, (await lanes.take(lane, world.clock.time, 60_000)) ?? 0);
  }

  /** What happens right after a store is erased, or looked at. */
  function frozenIn(store: string, step: 'erase' | 'scan'): Register {
    const erasers = world.erasers.map((eraser): Eraser => {
      const isIt = eraser.store === store;
      return {
        ...eraser,
        async erase(...given) {
          const counts = await eraser.erase(...given);
          if (isIt && step === 'erase') await freeze();
          return counts;
        },
        async scan(...given) {
          const found = await eraser.scan(...given);
          if (isIt && step === 'scan') await freeze();
          return found;
        },
      };
    });
    return createRegister(erasers);
  }

  test.each(['erase', 'scan'] as const)('in the middle (%s): the next look does the rest', async (step) => {
    await cameBack();
    await scan(frozenIn('contacts', step));
    expect([await people(), await optIns()]).toEqual([1, 2]);
    expect(outcomes()).toEqual(['busy']);
    expect(told).toEqual([]);
    await scan();
    expect([await people(), await optIns()]).toEqual([0, 0]);
    expect(outcomes()).toEqual(['busy', 'erased']);
    expect(told).toHaveLength(1);
  });

  test('after their own row went: no later night finds them, so the key goes as well, and the business hears of it', async () => {
    await cameBack();
    await scan(frozenIn('subjects', 'erase'));
    expect(outcomes()).toEqual(['cut-off']);
    expect(told.map(({ event }) => event)).toEqual(['dsr.resurrection']);
    expect(await world.stores.models.personKey.countDocuments({})).toBe(0);
  });

  test('wherever it is: the business hears of it once, and no key is left', async () => {
    for (let loseAt = 1, isLost = true; isLost; loseAt += 1) {
      await world.empty();
      told = [];
      await cameBack();
      let asked = 0;
      const { lanes } = world.parts;
      await scan(world.parts.register, {
        ...lanes,
        renew: (...given) => (++asked === loseAt ? Promise.resolve(false) : lanes.renew(...given)),
      });
      isLost = asked >= loseAt;
      // The lease of the one that was cut off is over by the next night.
      world.clock.time += 61_000;
      await scan();
      const keys = await world.stores.models.personKey.countDocuments({});
      const ids = new Set(told.map((one) => ('requestId' in one ? one.requestId : '')));
      expect({ loseAt, keys, told: ids.size, people: await people() }).toEqual({ loseAt, keys: 0, told: 1, people: 0 });
    }
  });
});

describe('erasing again: a worker that is killed', () => {
  /** Killed right before or after a store is erased, or looked at. */
  function killedIn(store: string, step: 'erase' | 'scan', when: 'before' | 'after'): Register {
    const erasers = world.erasers.map((eraser): Eraser => {
      const killing =
        <Given extends unknown[], Gives>(act: (...given: Given) => Promise<Gives>, isIt: boolean) =>
        async (...given: Given): Promise<Gives> => {
          if (isIt && when === 'before') throw new Error('killed');
          const gives = await act(...given);
          if (isIt) throw new Error('killed');
          return gives;
        };
      const isStore = eraser.store === store;
      return {
        ...eraser,
        erase: killing((...given) => eraser.erase(...given), isStore && step === 'erase'),
        scan: killing((...given) => eraser.scan(...given), isStore && step === 'scan'),
      };
    });
    return createRegister(erasers);
  }

  const cuts = (['requests', 'subjects', 'person_keys'] as const).flatMap((store) =>
    (['erase', 'scan'] as const).flatMap((step) =>
      (['before', 'after'] as const).map((when) => [when, step, store] as const),
    ),
  );
  test.each(cuts)(
    '%s the %s of %s leaves no key that stays: the next night takes it, or MongoDB does',
    async (...cut) => {
      const [when, step, store] = cut;
      await cameBack();
      await expect(scan(killedIn(store, step, when))).rejects.toThrow('killed');
      world.clock.time += 86_400_000;
      await scan();
      const left = await world.stores.models.personKey.find().lean();
      const soon = world.clock.time + 3 * 86_400_000;
      expect(left.filter(({ keptUntil }) => keptUntil === undefined || Number(keptUntil) > soon)).toEqual([]);
      expect([await people(), await optIns()]).toEqual([0, 0]);
    },
  );

  test('leaves what an instruction keeps readable until its end', async () => {
    const kept = [{ store: 'opt_ins', ground: 'legal_duty' as const, retentionDays: 30 }];
    const instruction = { version: '1', objectionHours: 0, kept, hash: sha256Base64url('keeps-opt-ins') };
    world.tenants.set('tenant-first', tenantOf('tenant-first', { instruction }));
    await cameBack();
    await expect(scan(killedIn('person_keys', 'erase', 'before'))).rejects.toThrow('killed');
    const rows = await world.connection.collection('opt_ins').find().toArray();
    const last = Math.max(...rows.map((row) => Number(row['keptUntil'])));
    const keys = await world.stores.models.personKey.find().lean();
    expect(rows).toHaveLength(2);
    expect(keys.map(({ keptUntil }) => Number(keptUntil) >= last)).toEqual([true]);
  });
});
