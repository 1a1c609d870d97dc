import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { type IdentitySet } from '../../src/domain/subject.ts';
import { type ErasedNotice } from '../../src/notifications/notice.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';
import { anaNames, bilalNames, tenantOf } from './tenant-and-names.ts';
import { bytesOf, everythingOf, fill, plant } from './samples.ts';

let world: ErasureWorld;
let ana: Subject;
let person: IdentitySet;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  ana = await world.person(world.tenant, anaNames);
  person = world.identity(ana);
});
afterAll(() => world.close());

describe('a run', () => {
  test('leaves nothing of the person, says how much there was, and tells the business', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    await fill(world, person, 3);
    await world.runnerOf().run(requestId);

    const ended = await world.request(requestId);
    const stores = ended.state.name === 'erased' ? ended.state.stores : [];
    expect(stores).toEqual(
      world.erasers.map(({ store }) => expect.objectContaining({ store, retained: 0, kept: null, residual: 0 })),
    );
    expect(stores.find((one) => one.store === 'messages')).toMatchObject({ matched: 3, deleted: 3 });
    expect(ended).toMatchObject({ person: null, run: null, subjectRef: null, dueAt: null });
    const left = await bytesOf(world, everythingOf(world, person));
    // A reveal link and the counters of wrong codes outlive it for a while, on purpose.
    expect([...left.keys()].filter((key) => !/^(reveals|verifications) /.test(key))).toEqual([]);
    expect(await world.notice(requestId, 'dsr.erased')).toMatchObject({
      stores,
      heldUntil: [{ what: 'farewell' }, { what: 'reveal_link' }],
      subjectRef: [{ kind: 'bsuid' }, { kind: 'phone' }],
    });
    expect(world.woken).toContain(`farewell:${requestId}`);
  });

  test('leaves the business its link to whom it erases, and none that was made since for something else', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    world.clock.time += 1_000;
    const at = toInstant(world.clock.time);
    await world.parts.notices.announceAsked(world.tenant, {
      ...{ requestId: 'freeze-x', reference: 'ER-0000-1111-2222', what: 'restriction', person },
      ...{ verifiedAt: at, dueAt: at },
    });
    world.clock.time -= 1_000;
    await world.runnerOf().run(requestId);
    const links = await world.stores.models.reveal.find().lean();
    expect(links.map((one) => [one.requestId, one.what])).toEqual([[requestId, 'erasure']]);
    const { heldUntil } = (await world.notice(requestId, 'dsr.erased')) as ErasedNotice;
    expect(heldUntil.map(({ what }) => what)).toContain('reveal_link');
  });

  test('leaves the codes’ counters and takes the codes', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    await fill(world, person, 1);
    await world.runnerOf().run(requestId);
    expect(await world.stores.models.verification.findOne().lean()).toMatchObject({
      ...{ live: null, checks: [] },
      failures: [expect.any(Date)],
    });
  });

  test('touches nobody else: a neighbour and the same person at another business stay byte by byte', async () => {
    const other = tenantOf('tenant-second', { portfolioId: '5000000000000999' });
    world.tenants.set(other.tenantId, other);
    const bilal = world.identity(await world.person(world.tenant, bilalNames));
    const anaThere = world.identity(await world.person(other, anaNames));
    for (const one of [bilal, anaThere]) await fill(world, one, 2);
    const requestId = await world.verifiedRequest(world.tenant, ana);
    await fill(world, person, 2);

    const untouched = { $or: [everythingOf(world, bilal), { tenantId: other.tenantId }] };
    const before = await bytesOf(world, untouched);
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('erased');
    expect(await bytesOf(world, untouched)).toEqual(before);
    expect(before.size).toBeGreaterThan(40);
  });

  test('does nothing before the right code, whatever is due', async () => {
    await fill(world, person, 2);
    await world.stores.models.request.deleteMany({});
    const requestId = await world.openRequest(world.tenant, ana);
    await world.desk.codeSent(requestId, 'chat');
    const everything = { ...everythingOf(world, person), reference: { $exists: false } };
    const before = await bytesOf(world, everything);
    await world.runUntilRest(world.runnerOf(), requestId);
    expect((await world.request(requestId)).state.name).toBe('expired');
    expect(await bytesOf(world, everything)).toEqual(before);
    expect(await world.stores.models.notice.countDocuments()).toBe(0);
    expect(world.sent).toEqual([]);
  });

  test('a message that comes in after the run began is handled afterwards, by whom it finds: a stranger', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    await fill(world, person, 1);
    const late = world.erasers.map((eraser) =>
      eraser.store === 'inbox'
        ? {
            ...eraser,
            erase: async (...given: Parameters<typeof eraser.erase>) => {
              world.clock.time += 5_000;
              await plant(world, 'inbox', person);
              return eraser.erase(...given);
            },
          }
        : eraser,
    );
    await world.runnerWith(late).run(requestId);
    expect((await world.request(requestId)).state.name).toBe('erased');
    expect(await world.stores.models.inboxEvent.countDocuments({ state: 'pending' })).toBe(1);
    expect(world.woken.filter((one) => one.startsWith('lane:'))).toHaveLength(2);
  });

  test('what was written under the same names since a turn that was cut off goes as well', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    await fill(world, person, 2);
    const away = world.erasers.map((eraser) =>
      eraser.store === 'person_keys' ? { ...eraser, erase: () => Promise.reject(new Error('It is away.')) } : eraser,
    );
    await world.runnerWith(away).run(requestId);
    // The person's row is gone; they write, and are somebody new, with a new key.
    const again = world.identity(await world.person(world.tenant, anaNames));
    expect(again.subjectId).not.toBe(person.subjectId);
    await fill(world, again, 2, ['messages', 'conversations']);
    await world.runUntilRest(world.runnerOf(), requestId);
    expect((await world.request(requestId)).state.name).toBe('erased');
    for (const one of [person, again]) {
      const left = await bytesOf(world, everythingOf(world, one));
      expect([...left.keys()].filter((key) => !/^(reveals|verifications) /.test(key))).toEqual([]);
    }
  });

  test('a thousand messages cost hardly more round trips than one', async () => {
    const roundTrips: number[] = [];
    for (const rows of [1, 1000]) {
      await world.empty();
      const someone = await world.person(world.tenant, anaNames);
      const requestId = await world.verifiedRequest(world.tenant, someone);
      await fill(world, world.identity(someone), rows, ['messages']);
      roundTrips.push(await profiled(() => world.runnerOf().run(requestId)));
      expect((await world.request(requestId)).state).toMatchObject({ name: 'erased' });
    }
    const [one = 0, thousand = 0] = roundTrips;
    expect(one).toBeGreaterThan(50);
    expect(thousand - one).toBeLessThan(5);
  });
});

/** How many commands the server saw meanwhile, in this database alone. */
async function profiled(work: () => Promise<unknown>): Promise<number> {
  const { db } = world.connection;
  if (db === undefined) throw new Error('There is no connection.');
  await db.command({ profile: 2 });
  await work();
  await db.command({ profile: 0 });
  const commands = await db.collection('system.profile').countDocuments();
  await db.collection('system.profile').drop();
  return commands;
}
