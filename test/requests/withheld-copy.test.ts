import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

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
