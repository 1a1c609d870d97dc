import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { readReference } from '../../src/domain/reference.ts';
import { requestClocks } from '../../src/requests/clocks.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames, tenantOf } from '../erasure/tenant-and-names.ts';
import { isLockedOutIn, openErasure, waitingIn } from './asking.ts';

const hourMs = 3_600_000;

let world: ErasureWorld;
let ana: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  ana = await world.person(world.tenant, anaNames);
});
afterAll(() => world.close());

const waiting = (objectionHours: number) => waitingIn(world, objectionHours);
const open = (subject: Subject, phoneNumberId?: string) => openErasure(world, subject, phoneNumberId);
const isLockedOut = (tenant?: Tenant) => isLockedOutIn(world, tenant);

describe('opening', () => {
  test('gives a reference, and the open request again, also when ten ask at once', async () => {
    const opened = await Promise.all(Array.from({ length: 10 }, () => open(ana)));
    expect(new Set(opened.map((one) => one.requestId)).size).toBe(1);
    const [{ reference, startsAt }] = opened as [(typeof opened)[number]];
    expect([readReference(reference), startsAt]).toEqual([reference, null]);
    expect(await world.stores.models.request.countDocuments()).toBe(1);
  });

  test('finds a verified request by any of the person’s names and says when it starts', async () => {
    waiting(24);
    const requestId = await world.verifiedRequest(world.tenant, ana);
    const more = await world.person(world.tenant, [...anaNames, { kind: 'phone', value: '16505550101' }]);
    expect(await open(more)).toMatchObject({
      requestId,
      startsAt: new Date(world.clock.time + 24 * hourMs).toISOString(),
    });
  });

  test('asking again renews the day; nobody asking lets it run out, and nothing of the person stays', async () => {
    const { requestId } = await open(ana);
    world.clock.time += 23 * hourMs;
    await open(ana);
    world.clock.time += 23 * hourMs;
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('intent_shown');
    world.clock.time += hourMs;
    await world.runnerOf().run(requestId);
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'expired' }, person: null, dueAt: null });
    const row = await world.stores.models.request.findById(requestId).lean();
    expect(Object.keys(row ?? {})).not.toEqual(expect.arrayContaining(['names']));
    expect(row).not.toHaveProperty('subjectId');
    expect(row).not.toHaveProperty('keyId');
  });

  test('a request whose codes are used up outlives the lock', async () => {
    const { requestId } = await open(ana);
    await world.desk.noCode(requestId, 'locked', new Date(world.clock.time + 24 * hourMs).toISOString());
    world.clock.time += 24 * hourMs;
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('code_locked');
    await world.desk.codeSent(requestId, 'template');
    expect((await world.request(requestId)).state).toEqual({ name: 'code_sent', codeChannel: 'template' });
  });
});

describe('the right code', () => {
  test('locks the person out at once, in this business alone, and is the same said twice', async () => {
    const { requestId } = await open(ana);
    expect(await isLockedOut()).toBe(false);
    const first = await world.desk.verified(requestId);
    world.clock.time += 1000;
    expect(await world.desk.verified(requestId)).toEqual(first);
    expect(await isLockedOut()).toBe(true);
    expect(await isLockedOut(tenantOf('tenant-second'))).toBe(false);
    expect((await world.stores.subjects.byId(ana.subjectId))?.isLockedOut).toBe(true);
    expect(world.woken).toContain(`request:${requestId}`);
  });

  test('is announced once, with a link, and erasing waits for the business', async () => {
    waiting(48);
    const requestId = await world.verifiedRequest(world.tenant, ana);
    const verifiedAt = world.clock.time;
    await world.runnerOf().run(requestId);
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state).toMatchObject({ name: 'waiting' });
    expect(await world.notice(requestId, 'dsr.verified')).toMatchObject({
      startsAt: new Date(verifiedAt + 48 * hourMs).toISOString(),
      dueAt: new Date(verifiedAt + 30 * 24 * hourMs).toISOString(),
      reveal: { url: expect.stringContaining('https://oubli.example.org/') },
    });
    world.clock.time += 48 * hourMs - 1;
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('waiting');
    world.clock.time += 1;
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('erased');
  });

  test('locks out until the data is gone, also while it is blocked, and a newcomer is free', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    const leaky = world.erasers.map((one) =>
      one.store === 'contacts' ? { ...one, scan: () => Promise.resolve({ residual: 1 }) } : one,
    );
    await world.runnerWith(leaky).run(requestId);
    expect((await world.request(requestId)).state.name).toBe('blocked');
    expect(await world.stores.subjects.find(world.tenant, anaNames)).toBeNull();
    expect(await isLockedOut()).toBe(true);
    expect(await open(await world.person(world.tenant, anaNames))).toMatchObject({ requestId });
  });
});

describe('cancelling', () => {
  test('before the business heard of it says nothing to anybody', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    expect(await world.desk.isOver(requestId)).toBe(false);
    expect(await world.desk.cancel(requestId)).toMatchObject({ isCancelled: true });
    expect(await world.desk.isOver(requestId)).toBe(true);
    expect(await world.desk.isOver('a-request-that-is-gone')).toBe(true);
    expect(await isLockedOut()).toBe(false);
    expect((await world.stores.subjects.byId(ana.subjectId))?.isLockedOut).toBe(false);
    await world.runUntilRest(world.runnerOf(), requestId);
    expect(await world.stores.models.notice.countDocuments()).toBe(0);
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'cancelled' }, person: null });
  });

  test('in the objection window lifts the lock-out, tells the business, and starts nothing', async () => {
    waiting(24);
    const requestId = await world.verifiedRequest(world.tenant, ana);
    await world.runnerOf().run(requestId);
    expect(await world.desk.cancel(requestId)).toMatchObject({ isCancelled: true });
    expect(await world.desk.cancel(requestId)).toMatchObject({ isCancelled: true });
    await world.runUntilRest(world.runnerOf(), requestId);
    expect(await isLockedOut()).toBe(false);
    expect(await world.notice(requestId, 'dsr.cancelled')).toMatchObject({ event: 'dsr.cancelled' });
    world.clock.time += 25 * hourMs;
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('cancelled');
    expect(await world.stores.subjects.byId(ana.subjectId)).not.toBeNull();
  });

  test('comes too late from the point of no return on', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    const answers: boolean[] = [];
    const asking = world.erasers.map((eraser) => ({
      ...eraser,
      async erase(...given: Parameters<typeof eraser.erase>) {
        answers.push((await world.desk.cancel(requestId)).isCancelled);
        return eraser.erase(...given);
      },
    }));
    await world.runnerWith(asking).run(requestId);
    answers.push((await world.desk.cancel(requestId)).isCancelled);
    expect(new Set(answers)).toEqual(new Set([false]));
    expect((await world.request(requestId)).state.name).toBe('erased');
  });

  test('of many cancels and one start at once, exactly one side wins', async () => {
    waiting(24);
    for (let round = 0; round < 5; round += 1) {
      const someone = await world.person(world.tenant, [{ kind: 'bsuid', value: `US.9${String(round)}` }]);
      const requestId = await world.verifiedRequest(world.tenant, someone);
      await world.runnerOf().run(requestId);
      world.clock.time += 24 * hourMs;
      const [, ...cancels] = await Promise.all([
        world.runnerOf().run(requestId),
        ...Array.from({ length: 4 }, () => world.desk.cancel(requestId)),
      ]);
      const ended = await world.runUntilRest(world.runnerOf(), requestId);
      const isCancelled = ended.state.name === 'cancelled';
      expect(cancels.map((one) => one.isCancelled)).toEqual(cancels.map(() => isCancelled));
      expect((await world.stores.subjects.byId(someone.subjectId)) === null).toBe(!isCancelled);
    }
  });

  test('an unverified request of the same person stands in nobody’s way', async () => {
    waiting(24);
    const requestId = await world.verifiedRequest(world.tenant, ana);
    // As an attacker under one of the names would leave it: past every part of ours.
    const { request } = world.stores.models;
    const row = await request.findById(requestId).lean();
    const state = { name: 'code_sent', codeChannel: 'chat' };
    await request.collection.insertOne({
      ...row,
      ...{ _id: 'other' as never, reference: 'ER-OTHER', subjectId: 'other', state, openedAt: new Date(0) },
    });
    expect(await open(ana)).toMatchObject({ requestId });
    await world.desk.cancel('other');
    expect(await isLockedOut()).toBe(true);
    expect((await world.request(requestId)).state.name).toBe('verified');
  });
});

describe('status', () => {
  const statusOf = (reference: string | null, requestId: string | null = null, tenant = world.tenant, subject = ana) =>
    world.desk.status({ tenant, subject, requestId, reference });

  test('is found by reference alone, by id, or as the person’s open one; in the same business only', async () => {
    waiting(24);
    const requestId = await world.verifiedRequest(world.tenant, ana);
    const { reference } = await world.request(requestId);
    const dueAt = new Date(world.clock.time + 24 * hourMs + requestClocks.liveMs).toISOString();
    const found = { right: 'erasure', reference, state: 'verified', dueAt };
    const bilal = await world.person(world.tenant, bilalNames);
    expect(await statusOf(reference, null, world.tenant, bilal)).toEqual(found);
    expect(await statusOf(null, requestId)).toEqual(found);
    expect(await statusOf(null)).toEqual(found);
    expect(await statusOf(null, null, world.tenant, bilal)).toBeNull();
    expect(await statusOf(reference, null, tenantOf('tenant-second'))).toBeNull();
    expect(await statusOf('ER-0000-0000-0000')).toBeNull();
  });

  test('answers after the erasure, when nobody is known any more', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    await world.runnerOf().run(requestId);
    const { reference } = await world.request(requestId);
    expect(await statusOf(reference)).toEqual({ right: 'erasure', reference, state: 'erased', dueAt: null });
    expect(await statusOf(null)).toBeNull();
  });
});
