import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { dayInWords } from '../../flows/phrasing.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { expectedBy, requestClocks } from '../../src/requests/clocks.ts';
import { createHolds } from '../../src/requests/holds.ts';
import { createRequestOperator } from '../../src/requests/request-operator.ts';
import { createRequestReader } from '../../src/requests/request-reader.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { waitingIn } from './asking.ts';

const hourMs = 3_600_000;

let world: ErasureWorld;
let ana: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
beforeEach(async () => {
  await world.empty();
  waitingIn(world, 24);
  ana = await world.person(world.tenant, anaNames);
});
afterAll(() => world.close());

const promisedOf = (startsAt: number | null): string => new Date(startsAt ?? 0).toISOString();
const instantIn = (hours: number): string => new Date(world.clock.time + hours * hourMs).toISOString();

async function verified(): Promise<{ readonly requestId: string; readonly reference: string }> {
  const requestId = await world.verifiedRequest(world.tenant, ana);
  await world.runnerOf().run(requestId);
  return { requestId, reference: (await world.request(requestId)).reference };
}

describe('a hold', () => {
  const holds = () => createHolds(world.parts);

  test('stops the clock with a ground and a date, and the person hears of it', async () => {
    const { requestId, reference } = await verified();
    await holds().hold('tenant-first', reference, 'legal_claims', instantIn(100));
    await world.runnerOf().run(requestId);
    expect(world.sent.map((one) => one.message)).toEqual([
      { kind: 'text', body: expect.stringMatching(/is paused: an open legal matter/) },
    ]);
    world.clock.time += 99 * hourMs;
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state).toMatchObject({ name: 'on_hold', ground: 'legal_claims' });
    world.clock.time += hourMs;
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('erased');
  });

  test('for doubt about who asks is told as such, and lasts no longer than the law gives', async () => {
    const { requestId, reference } = await verified();
    const hold = (hours: number) => holds().hold('tenant-first', reference, 'identity_doubt', instantIn(hours));
    await expect(hold(30 * 24 + 1)).rejects.toMatchObject({ code: 'review_too_late' });
    await hold(30 * 24 - 1);
    await world.runnerOf().run(requestId);
    expect(world.sent.map((one) => one.message)).toEqual([
      { kind: 'text', body: expect.stringMatching(/is paused: to be sure that it is you\.\nIt goes on by itself on /) },
    ]);
    world.clock.time += 30 * 24 * hourMs;
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('erased');
  });

  test('asked for again as it stands changes nothing, and the person hears of it once; another date is told', async () => {
    const { requestId, reference } = await verified();
    const hold = async (hours: number) => {
      await holds().hold('tenant-first', reference, 'contract', instantIn(hours));
      await world.runnerOf().run(requestId);
    };
    await hold(100);
    const { version } = await world.request(requestId);
    await hold(100);
    expect((await world.request(requestId)).version).toBe(version);
    expect(world.sent).toHaveLength(1);
    await hold(101);
    expect(world.sent).toHaveLength(2);
  });

  test('released goes on, never before the objection window is over; the person may still cancel', async () => {
    const { requestId, reference } = await verified();
    await holds().hold('tenant-first', reference, 'contract', instantIn(100));
    await holds().release('tenant-first', reference);
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('waiting');
    await holds().hold('tenant-first', reference, 'contract', instantIn(100));
    expect(await world.desk.cancel(requestId)).toMatchObject({ isCancelled: true });
  });

  test('with a review before the promised day cuts no delay short: run, words and date say the same, and CANCEL is told daily', async () => {
    waitingIn(world, 168);
    const { requestId, reference } = await verified();
    const { startsAt } = await world.request(requestId);
    await holds().hold('tenant-first', reference, 'identity_doubt', instantIn(1));
    const promised = promisedOf(startsAt);
    const day = dayInWords('en', promised);
    for (let hours = 0; hours < 166; hours += 2) {
      await world.runnerOf().run(requestId);
      expect((await world.request(requestId)).state).toMatchObject({ name: 'on_hold', reviewAt: promised });
      world.clock.time += 2 * hourMs;
    }
    const said = world.sent.map(({ message }) => (message.kind === 'text' ? message.body : message.kind));
    expect(said[0]).toContain(`It goes on by itself on ${day}`);
    expect(said.slice(1)).toEqual(
      Array.from({ length: 6 }, () => expect.stringMatching(new RegExp(`deleted on ${day}.*CANCEL`, 's'))),
    );
    expect(expectedBy(await world.request(requestId))).toBe((startsAt ?? 0) + requestClocks.liveMs);
    world.clock.time = startsAt ?? 0;
    await world.runnerOf().run(requestId);
    expect((await world.request(requestId)).state.name).toBe('erased');
  });

  test('that was written with an early review goes on at the promised day all the same', async () => {
    waitingIn(world, 168);
    const { requestId, reference } = await verified();
    await holds().hold('tenant-first', reference, 'contract', instantIn(200));
    const early = { 'state.reviewAt': instantIn(1) };
    await world.stores.models.request.collection.updateOne({ _id: requestId as never }, { $set: early });
    world.clock.time += 2 * hourMs;
    await world.runnerOf().run(requestId);
    const { state, startsAt } = await world.request(requestId);
    expect(state.name).toBe('on_hold');
    expect(expectedBy(await world.request(requestId))).toBe((startsAt ?? 0) + requestClocks.liveMs);
    const [paused] = world.sent;
    expect(paused?.message).toMatchObject({ body: expect.stringContaining(dayInWords('en', promisedOf(startsAt))) });
  });

  test('is refused too early, too late, for the past, and to another business', async () => {
    const requestId = await world.openRequest(world.tenant, ana);
    const { reference } = await world.request(requestId);
    const hold = (tenantId: string, hours: number) => holds().hold(tenantId, reference, 'contract', instantIn(hours));
    await expect(hold('tenant-first', 5)).rejects.toMatchObject({ code: 'request_not_holdable' });
    await world.desk.verified(requestId);
    await expect(hold('tenant-second', 5)).rejects.toMatchObject({ code: 'request_missing' });
    await expect(hold('tenant-first', 0)).rejects.toMatchObject({ code: 'review_in_the_past' });
    world.clock.time += 24 * hourMs;
    await world.runnerOf().run(requestId);
    await expect(hold('tenant-first', 5)).rejects.toMatchObject({ code: 'request_not_holdable' });
    await expect(holds().release('tenant-first', reference)).rejects.toMatchObject({ code: 'request_not_held' });
  });
});

describe('the business reads', () => {
  test('its own verified requests, page by page, newest first; never one that nobody confirmed', async () => {
    const references: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const someone = await world.person(world.tenant, [{ kind: 'bsuid', value: `US.8${String(index)}` }]);
      const requestId = await world.verifiedRequest(world.tenant, someone);
      references.unshift((await world.request(requestId)).reference);
      world.clock.time += 1000;
    }
    await world.openRequest(world.tenant, ana);
    const reader = createRequestReader({ store: world.parts.store });
    const first = await reader.list('tenant-first', { limit: 3 });
    const rest = await reader.list('tenant-first', { limit: 3, after: first?.at(-1)?.reference ?? '' });
    expect([...(first ?? []), ...(rest ?? [])].map((one) => one.reference)).toEqual(references);
    expect(await reader.list('tenant-second', { limit: 3 })).toEqual([]);
    expect(await reader.byReference('tenant-second', references[0] ?? '')).toBeNull();
  });

  test('no page that begins after a reference of another business, or of nobody’s: it says so, and does not begin anew', async () => {
    const { reference } = await verified();
    const reader = createRequestReader({ store: world.parts.store });
    expect(await reader.list('tenant-first', { limit: 3, after: reference })).toEqual([]);
    expect(await reader.list('tenant-second', { limit: 3, after: reference })).toBeNull();
    expect(await reader.list('tenant-first', { limit: 3, after: 'ER-0000-0000-0000' })).toBeNull();
  });

  test('counts and times of what is done, and nobody’s name', async () => {
    const { requestId, reference } = await verified();
    world.clock.time += 24 * hourMs;
    await world.runnerOf().run(requestId);
    const view = await createRequestReader({ store: world.parts.store }).byReference('tenant-first', reference);
    expect(view).toMatchObject({ state: 'erased', right: 'erasure', erasedAt: instantIn(0) });
    expect(view?.stores?.map((one) => one.store)).toEqual(world.erasers.map((one) => one.store));
    expect(JSON.stringify(view)).not.toMatch(/16505550100|US\.1000/);
  });
});

describe('the operator', () => {
  const operator = () => createRequestOperator({ ...world.parts, subjects: world.stores.subjects });

  test('finds what is blocked, sees where it stuck, and lets it try again', async () => {
    const { requestId, reference } = await verified();
    world.clock.time += 24 * hourMs;
    const leaky = world.erasers.map((one) =>
      one.store === 'media' ? { ...one, scan: () => Promise.resolve({ residual: 2 }) } : one,
    );
    await world.runnerWith(leaky).run(requestId);
    const [found] = await operator().list({ states: ['blocked'], limit: 10 });
    expect(found).toMatchObject({ reference, blocked: { store: 'media', reason: 'residue' } });
    expect((await operator().show(reference)).steps.find((one) => one.store === 'media')).toMatchObject({
      residual: 2,
    });
    await operator().retry(reference);
    await world.runnerOf().run(requestId);
    expect(await operator().show(reference)).toMatchObject({ state: 'erased', blocked: null });
    await expect(operator().retry(reference)).rejects.toMatchObject({ code: 'request_not_blocked' });
  });

  test('who cancels what the person confirmed has them told, in their words; before the code nobody hears of it', async () => {
    const { reference } = await verified();
    await operator().cancel(reference);
    const told = `Your request is cancelled. Nothing was deleted.\nReference: ${reference}`;
    expect(world.sent.map(({ message }) => message)).toEqual([{ kind: 'text', body: told }]);
    const open = await world.request(await world.openRequest(world.tenant, ana));
    await operator().cancel(open.reference);
    expect(world.sent).toHaveLength(1);
    await operator().cancel(open.reference);
    expect(world.sent).toHaveLength(1);
  });

  test('cancels only before the point of no return, and knows no reference of somebody’s invention', async () => {
    const { requestId, reference } = await verified();
    expect(await operator().cancel(reference)).toMatchObject({ state: 'cancelled' });
    const again = await world.verifiedRequest(world.tenant, ana);
    world.clock.time += 24 * hourMs;
    await world.runnerOf().run(again);
    const done = await world.request(again);
    await expect(operator().cancel(done.reference)).rejects.toMatchObject({ code: 'request_not_cancellable' });
    await expect(operator().show('ER-0000-0000-0000')).rejects.toMatchObject({ code: 'request_missing' });
    expect((await world.request(requestId)).state.name).toBe('cancelled');
  });
});
