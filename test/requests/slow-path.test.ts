import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { dayInWords } from '../../flows/phrasing.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { createLockOuts } from '../../src/requests/lock-outs.ts';
import { type RequestRecord } from '../../src/requests/request-record.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { waitingIn } from './asking.ts';

const dayMs = 86_400_000;

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

const texts = (): readonly string[] =>
  world.sent.map(({ message }) => (message.kind === 'text' ? message.body : message.kind));
const inDays = (days: number): string => new Date(world.clock.time + days * dayMs).toISOString();
const isLockedOut = (): Promise<boolean> =>
  createLockOuts({ store: world.parts.store, blindIndex: world.stores.blindIndex }).isLockedOut(world.tenant, anaNames);

async function pass(requestId: string, ms: number): Promise<RequestRecord> {
  world.clock.time += ms;
  await world.runnerOf().run(requestId);
  return world.request(requestId);
}

async function slow(because: 'locked' | 'budget' | 'no-channel' = 'locked'): Promise<string> {
  const requestId = await world.openRequest(world.tenant, ana);
  await world.desk.noCode(requestId, because, inDays(1));
  return requestId;
}

describe('without a code', () => {
  test('the right is not lost: after seven days, told each day, it is verified and erased; the receipt says how', async () => {
    const requestId = await slow();
    const { reference } = await world.request(requestId);
    for (let day = 0; day < 7; day += 1) {
      const { state, remindedAt } = await pass(requestId, day === 0 ? 0 : dayMs);
      expect([state.name, remindedAt === world.clock.time]).toEqual(['code_locked', day > 0]);
      expect(await isLockedOut()).toBe(false);
    }
    expect(await world.stores.models.notice.countDocuments()).toBe(0);
    expect((await pass(requestId, dayMs - 1)).state.name).toBe('code_locked');
    const done = await pass(requestId, 1);
    expect([done.state.name, done.risk?.level, done.codeChannel]).toEqual(['erased', 'high', null]);
    expect(await world.notice(requestId, 'dsr.verified')).toMatchObject({ reference, confirmedBy: 'slow-path' });
    const [receipt] = await world.stores.receipts.byReference(reference);
    const body = JSON.parse(Buffer.from(receipt?.jws.split('.')[1] ?? '', 'base64url').toString('utf8')) as object;
    expect(body).toMatchObject({ method: { verification: ['wa-signed-inbound', 'slow-path'], risk: 'high' } });
  });

  test('cancelled on any day it never erases', async () => {
    for (const day of [0, 3, 6]) {
      const requestId = await slow();
      await pass(requestId, day * dayMs + 1000);
      expect(await world.desk.cancel(requestId, 'not-me')).toMatchObject({ isCancelled: true });
      const { state, person } = await pass(requestId, 10 * dayMs);
      expect([state, person]).toEqual([{ name: 'cancelled', at: expect.any(String), because: 'not-me' }, null]);
    }
  });

  test('locks run out again and again without its seven days beginning anew', async () => {
    const requestId = await slow();
    const first = await world.desk.noCode(requestId, 'locked', inDays(1));
    await pass(requestId, 2 * dayMs);
    expect(await world.desk.noCode(requestId, 'daily-limit', inDays(1))).toBe(first);
    expect((await world.request(requestId)).slowPath).toMatchObject({ because: 'locked' });
  });

  test('a code that is typed after all is quicker, and the receipt says so', async () => {
    const requestId = await slow();
    await pass(requestId, 2 * dayMs);
    const again = await world.desk.open({
      ...{ tenant: world.tenant, subject: ana, phoneNumberId: '222000222000222', locale: 'en' },
      matter: { right: 'erasure', part: null },
    });
    expect(again).toMatchObject({ requestId, slowUntil: inDays(5) });
    await world.desk.codeSent(requestId, 'template');
    // A day without the code: it is not forgotten, the slow path goes on under it.
    expect((await pass(requestId, dayMs)).state.name).toBe('code_sent');
    await world.desk.verified(requestId);
    const { slowPath, codeChannel } = await pass(requestId, 0);
    expect([slowPath, codeChannel]).toEqual([null, 'template']);
    expect(await world.notice(requestId, 'dsr.verified')).toMatchObject({ confirmedBy: 'code' });
  });

  test('whoever keeps a hidden number to themselves is erased after the week, and the receipt says how', async () => {
    const requestId = await world.openRequest(world.tenant, ana);
    expect(await world.desk.noCode(requestId, 'no-number', null)).toBe(inDays(7));
    expect(await world.request(requestId)).toMatchObject({ slowPath: { because: 'no-number' } });
    expect((await pass(requestId, 7 * dayMs)).state.name).toBe('erased');
    const { reference } = await world.request(requestId);
    const [receipt] = await world.stores.receipts.byReference(reference);
    const body = JSON.parse(Buffer.from(receipt?.jws.split('.')[1] ?? '', 'base64url').toString('utf8')) as object;
    expect(body).toMatchObject({ method: { verification: ['wa-signed-inbound', 'slow-path'], risk: 'high' } });
  });

  test('the last code that came is typed after one too many was asked for: the receipt says by which way it came', async () => {
    const requestId = await world.openRequest(world.tenant, ana);
    await world.desk.codeSent(requestId, 'template');
    await world.desk.noCode(requestId, 'daily-limit', inDays(1));
    await world.desk.verified(requestId);
    expect(await world.request(requestId)).toMatchObject({ codeChannel: 'template', slowPath: null });
  });

  test('STATUS says by when', async () => {
    const requestId = await slow('budget');
    const { reference } = await world.request(requestId);
    const found = await world.desk.status({ tenant: world.tenant, subject: ana, requestId, reference: null });
    expect(found).toEqual({ right: 'erasure', reference, state: 'code_locked', dueAt: inDays(8) });
  });

  test('where the business has a window to object, every day that is told counts it in, and CANCEL is told until its end', async () => {
    waitingIn(world, 24);
    const requestId = await world.openRequest(world.tenant, ana);
    const day = dayInWords('en', inDays(8));
    expect(await world.desk.noCode(requestId, 'locked', inDays(1))).toBe(inDays(8));
    const status = () => world.desk.status({ tenant: world.tenant, subject: ana, requestId, reference: null });
    expect((await status())?.dueAt).toBe(inDays(9));
    await pass(requestId, dayMs);
    expect(texts()).toEqual([expect.stringMatching(new RegExp(`will be deleted on ${day}`))]);
    const { state, startsAt } = await pass(requestId, 6 * dayMs);
    expect([state.name, startsAt]).toEqual(['waiting', world.clock.time + dayMs]);
    expect(texts().at(-1)).toMatch(new RegExp(`week is over.*starts on ${day}.*CANCEL`, 's'));
    expect((await status())?.dueAt).toBe(inDays(2));
    expect(texts().join()).not.toMatch(/being deleted now/);
    expect((await pass(requestId, dayMs)).state.name).toBe('erased');
  });

  test('a window that was widened meanwhile is kept, and one that was narrowed starts nothing before the promised day', async () => {
    waitingIn(world, 24);
    const wider = await slow();
    waitingIn(world, 48);
    expect((await pass(wider, 7 * dayMs)).startsAt).toBe(world.clock.time + 2 * dayMs);
    await world.desk.cancel(wider);
    waitingIn(world, 24);
    const narrower = await slow();
    waitingIn(world, 0);
    expect((await pass(narrower, 7 * dayMs)).startsAt).toBe(world.clock.time + dayMs);
  });

  test('held by the breaker, it is not said to be deleted now before it is', async () => {
    const requestId = await slow();
    const breaker = { mayBegin: () => Promise.resolve(false), ask: () => Promise.resolve() };
    world.clock.time += 7 * dayMs;
    await world.runnerOf({ breaker }).run(requestId);
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'verified' }, breaker: 'held' });
    expect(texts()).toEqual([expect.stringMatching(/people look at it first.*CANCEL/s)]);
    await world.parts.store.change(await world.request(requestId), { breaker: 'released', dueAt: world.clock.time });
    expect((await pass(requestId, 0)).state.name).toBe('erased');
    expect(texts().at(-1)).toMatch(/week is over.*being deleted now/);
  });

  test('a copy is never given: its request waits for a code, and runs out', async () => {
    const order = { tenant: world.tenant, subject: ana, phoneNumberId: '222000222000222', locale: 'en' } as const;
    const opened = await world.desk.open({ ...order, matter: { right: 'access', part: 'all' } });
    if (opened.name !== 'open') throw new Error('another request is in the way');
    const { requestId } = opened;
    expect(await world.desk.noCode(requestId, 'no-channel', null)).toBeNull();
    expect(await world.desk.noCode(requestId, 'locked', inDays(1))).toBeNull();
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'code_locked' }, slowPath: null });
    expect((await pass(requestId, 2 * dayMs)).state.name).toBe('expired');
  });

  test('does not begin for what is verified or over', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    expect(await world.desk.noCode(requestId, 'locked', inDays(1))).toBeNull();
    await pass(requestId, 0);
    expect(await world.desk.noCode(requestId, 'locked', inDays(1))).toBeNull();
    expect((await world.request(requestId)).state.name).toBe('erased');
  });

  test('a worker that dies anywhere between loses neither the days nor the person', async () => {
    const requestId = await slow();
    const dying = world.runnerOf({
      riskSignals: () => Promise.reject(new Error('died')),
    });
    world.clock.time += 7 * dayMs;
    await dying.run(requestId);
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'code_locked' }, attempts: 1 });
    expect((await pass(requestId, dayMs)).state.name).toBe('erased');
  });
});
