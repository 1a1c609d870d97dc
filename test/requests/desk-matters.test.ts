import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { isLockedOutIn, openCopy, openErasure, waitingIn } from './asking.ts';

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

describe('another matter of the same person', () => {
  test('takes the place of a request that nobody confirmed', async () => {
    const first = await open(ana);
    const second = await openCopy(world, ana);
    expect(second).toMatchObject({ name: 'open', startsAt: null });
    expect((await world.request(first.requestId)).state.name).toBe('cancelled');
  });

  test('waits for one that is confirmed: neither is mixed with the other', async () => {
    waiting(24);
    const requestId = await world.verifiedRequest(world.tenant, ana);
    const { reference } = await world.request(requestId);
    expect(await openCopy(world, ana)).toEqual({ name: 'busy', reference, matter: { right: 'erasure', part: null } });
    expect((await world.request(requestId)).state.name).toBe('verified');
  });

  test('once confirmed locks nobody out, and the business has no window to object to a copy', async () => {
    waiting(24);
    const asked = await openCopy(world, ana);
    if (asked.name !== 'open') throw new Error('nothing was opened');
    await world.desk.codeSent(asked.requestId, 'template');
    const startsAt = new Date(world.clock.time).toISOString();
    expect(await world.desk.verified(asked.requestId)).toMatchObject({ startsAt });
    expect(await isLockedOut()).toBe(false);
    expect(await world.stores.subjects.isLockedOut(ana.subjectId)).toBe(false);
  });
});

describe('the right code', () => {
  test('for a request that ran out before it could be written down starts nothing, and says so', async () => {
    const { requestId } = await open(ana);
    await world.desk.codeSent(requestId, 'template');
    world.clock.time += 25 * hourMs;
    await world.runUntilRest(world.runnerOf(), requestId);
    expect((await world.request(requestId)).state.name).toBe('expired');
    expect(await world.desk.verified(requestId)).toBeNull();
  });
});

describe('an erasure that goes on without a code', () => {
  test('stands in the way of whatever else is asked for: it was promised, and is not lost without a word', async () => {
    const opening = await open(ana);
    const requestId = 'requestId' in opening ? opening.requestId : '';
    await world.desk.noCode(requestId, 'no-channel', null);
    expect(await openCopy(world, ana)).toMatchObject({ name: 'busy', matter: { right: 'erasure', part: null } });
    expect((await world.request(requestId)).state.name).toBe('code_locked');
  });
});

describe('a copy', () => {
  test('is withheld for a week after the key or the number changed; an erasure is not', async () => {
    const changedAt = new Date(world.clock.time - hourMs).toISOString();
    const until = new Date(world.clock.time - hourMs + 7 * 24 * hourMs).toISOString();
    expect(await openCopy(world, { ...ana, identityKeyChangedAt: changedAt })).toEqual({ name: 'withheld', until });
    expect(await openCopy(world, { ...ana, identityChangedAt: changedAt })).toEqual({ name: 'withheld', until });
    expect(await open({ ...ana, identityKeyChangedAt: changedAt })).toMatchObject({ name: 'open' });
    world.clock.time += 7 * 24 * hourMs;
    expect(await openCopy(world, { ...ana, identityKeyChangedAt: changedAt })).toMatchObject({ name: 'open' });
  });
});
