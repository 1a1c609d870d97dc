import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { standingInWords } from '../../flows/standing.ts';
import { lookUpStatus } from '../../src/conversation/look-up-status.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { cancelRequest } from '../../src/requests/ending.ts';
import { createRequestOperator } from '../../src/requests/request-operator.ts';
import { copyingIn, linksIn, verifiedMatter } from '../access/copying.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';

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

const operator = () => createRequestOperator({ ...world.parts, subjects: world.stores.subjects });
const copyAsked = () => verifiedMatter(world, ana, { right: 'access', part: 'all' });
const other = { name: 'refused', reason: 'identity-changed', code: 137000 } as const;

/** Meta says that the key is another: the copy does not leave, this time and the next. */
async function withheld(): Promise<{ readonly requestId: string; readonly reference: string }> {
  const requestId = await copyAsked();
  world.clock.time += 1_000;
  world.answers.push(other);
  const { state, reference } = await world.runUntilRest(copyingIn(world).runner, requestId);
  expect(state).toMatchObject({ name: 'blocked', reason: 'step_failed' });
  expect(world.said.map(({ facts }) => facts['code'])).toContain('copy_withheld');
  return { requestId, reference };
}

/** The same person has everything deleted, with a code. */
async function expectErased(): Promise<void> {
  const requestId = await world.verifiedRequest(world.tenant, ana);
  const { state } = await world.runUntilRest(copyingIn(world).runner, requestId);
  expect(state.name).toBe('erased');
  expect(await world.stores.subjects.byId(ana.subjectId)).toBeNull();
}

describe('a copy that is withheld', () => {
  test('ends when the operator cancels it, and its person can be erased', async () => {
    const { requestId, reference } = await withheld();
    await operator().retry(reference);
    expect((await world.runUntilRest(copyingIn(world).runner, requestId)).state.name).toBe('blocked');
    expect(await operator().cancel(reference)).toMatchObject({ state: 'cancelled' });
    await world.runUntilRest(copyingIn(world).runner, requestId);
    expect(await world.notice(requestId, 'dsr.cancelled')).toMatchObject({ event: 'dsr.cancelled' });
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'cancelled' }, person: null });
    await expectErased();
  });

  test('ends when the person cancels it, and they can be erased', async () => {
    const { requestId } = await withheld();
    const asked = { tenant: world.tenant, subject: ana, because: 'asked' } as const;
    expect(await world.desk.cancelOpen(asked)).toMatchObject({ isCancelled: true });
    expect((await world.request(requestId)).state.name).toBe('cancelled');
    await expectErased();
  });

  test('tried again and cancelled before that never leaves', async () => {
    const { requestId, reference } = await withheld();
    await operator().retry(reference);
    expect((await world.request(requestId)).state.name).toBe('planning');
    await operator().cancel(reference);
    await world.runUntilRest(copyingIn(world).runner, requestId);
    expect(linksIn(world)).toHaveLength(1); // Of the first try: Meta refused it.
    expect((await world.request(requestId)).state.name).toBe('cancelled');
  });
});

describe('what is stuck', () => {
  const whole = (): Promise<string> => world.openRequest(world.tenant, ana);
  const status = async (requestId: string): Promise<string> => {
    const { reference } = await world.request(requestId);
    const found = await lookUpStatus(
      { requests: world.desk, ...({} as Omit<Parameters<typeof lookUpStatus>[0], 'requests'>) },
      ...([world.tenant, ana, { requestId: null, reference }] as const),
    );
    return found.kind === 'status-found' ? standingInWords('en', found) : found.kind;
  };

  test('bars no erasure: a copy makes way for it, and the business hears that it is over', async () => {
    const { requestId } = await withheld();
    await expectErased();
    expect((await world.request(requestId)).state.name).toBe('cancelled');
    await world.runUntilRest(copyingIn(world).runner, requestId);
    expect(await world.notice(requestId, 'dsr.cancelled')).toMatchObject({ event: 'dsr.cancelled' });
    expect(await status(requestId)).toMatch(/made way for your request to delete everything/);
  });

  test('bars no erasure: a part makes way for it, and nobody is told that nothing was deleted', async () => {
    const requestId = await verifiedMatter(world, ana, { right: 'erasure', part: { kind: 'media' } });
    const broken = world.erasers.map((one) =>
      one.store === 'media' && one.part !== undefined
        ? { ...one, part: { ...one.part, scan: () => Promise.resolve(1) } }
        : one,
    );
    expect((await world.runUntilRest(world.runnerWith(broken), requestId)).state.name).toBe('blocked');
    world.sent.length = 0;
    await whole();
    const { state, person, noticesDue } = await world.request(requestId);
    expect({ state, person, noticesDue }).toMatchObject({
      ...{ state: { name: 'cancelled', because: 'everything' }, person: null, noticesDue: [] },
    });
    expect(world.sent).toEqual([]);
    expect(await status(requestId)).toMatch(/made way for your request to delete everything/);
  });

  test('makes way for nothing less than everything', async () => {
    const { reference } = await withheld();
    const part = { right: 'erasure', part: { kind: 'media' } } as const;
    const asked = { tenant: world.tenant, subject: ana, phoneNumberId: '222000222000222', locale: 'en' } as const;
    expect(await world.desk.open({ ...asked, matter: part })).toMatchObject({ name: 'busy', reference });
  });

  test('is no copy that WhatsApp does not take for a day: it is tried until then, and leaves by itself', async () => {
    const requestId = await copyAsked();
    const { runner } = copyingIn(world);
    const [verifiedAt, away] = [world.clock.time, { name: 'try-later', afterMs: 1000, code: 131000 } as const];
    while (world.clock.time < verifiedAt + 23 * 3_600_000) {
      world.answers.splice(0, Infinity, away);
      await runner.run(requestId);
      const { state, dueAt } = await world.request(requestId);
      expect(state.name).toBe('planning');
      // A look in between: what is due in five minutes is due in an hour as well.
      world.clock.time = Math.max(dueAt ?? 0, world.clock.time + 3_600_000);
    }
    world.answers.length = 0;
    expect((await world.runUntilRest(runner, requestId)).state.name).toBe('answered');
  });

  test('is a copy that nobody takes for a day, and one that was refused five times bars no erasure before', async () => {
    const requestId = await copyAsked();
    const { runner } = copyingIn(world);
    const away = { name: 'unknown' } as const;
    for (let tries = 0; tries < 6; tries += 1) {
      world.answers.splice(0, Infinity, away);
      await runner.run(requestId);
      world.clock.time = (await world.request(requestId)).dueAt ?? 0;
    }
    expect((await world.request(requestId)).state.name).toBe('planning');
    world.clock.time += 24 * 3_600_000;
    world.answers.splice(0, Infinity, away);
    await runner.run(requestId);
    expect((await world.request(requestId)).state.name).toBe('blocked');
    const again = await whole();
    await world.desk.cancel(again);
    const tried = await copyAsked();
    for (let tries = 0; tries < 6; tries += 1) {
      world.answers.splice(0, Infinity, away);
      await runner.run(tried);
      world.clock.time = (await world.request(tried)).dueAt ?? 0;
    }
    expect((await world.request(tried)).state.name).toBe('planning');
    await whole();
    expect((await world.request(tried)).state.name).toBe('cancelled');
  });
});

describe('a copy that was handed over', () => {
  test('cannot be cancelled, and nobody is locked out for trying', async () => {
    const requestId = await copyAsked();
    const { store, forgetNews } = world.parts;
    const { subjects } = world.stores;
    const { runner } = copyingIn(world);
    let looked = 0;
    // It is handed over between the look and the write of whoever cancels.
    const late = async (...given: Parameters<typeof forgetNews>): Promise<void> => {
      looked += 1;
      if (looked === 1) await runner.run(requestId);
      await forgetNews(...given);
    };
    const { isCancelled, request } = await cancelRequest(
      { store, subjects, forgetNews: late },
      requestId,
      world.clock.now(),
    );
    expect({ isCancelled, state: request.state.name }).toEqual({ isCancelled: false, state: 'answered' });
    expect(await subjects.isLockedOut(ana.subjectId)).toBe(false);
    await expect(operator().cancel(request.reference)).rejects.toMatchObject({ code: 'request_not_cancellable' });
  });
});
