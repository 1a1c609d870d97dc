import { afterAll, beforeAll, beforeEach, expect, test } from '../support/jest.ts';

import { createClosing } from '../../src/requests/closing.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames } from '../erasure/tenant-and-names.ts';
import { closerOf } from '../tenants/leaving.ts';

let world: ErasureWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());
beforeEach(() => world.empty());

test('an erasure whose business left since gets its final receipt, and nobody is to be told any more', async () => {
  const { receipts, requests: store, tenantRows } = world.stores;
  const requestId = await world.verifiedRequest(world.tenant, await world.person(world.tenant, anaNames));
  const { reference } = await world.runUntilRest(world.runnerOf(), requestId);
  const closer = closerOf(world);
  await closer.begin(world.tenant.tenantId);
  await closer.finish(world.tenant.tenantId, new AbortController().signal);
  world.tenants.clear();

  const { lateReceipts, issueReceipt, notices, wake, telemetry } = world.parts;
  const closing = createClosing({
    ...{ store, receipts, issueReceipt, notices, wake, telemetry, clock: world.clock, liveReceipts: lateReceipts },
    epochs: { current: () => Promise.resolve('epoch-2'), isGone: () => Promise.resolve(true) },
    backups: { isAnyBefore: () => Promise.resolve(false) },
  });
  expect(await closing.closeDue(10)).toBe(1);
  expect((await receipts.byReference(reference)).map(({ kind }) => kind)).toEqual(['live', 'final']);
  // The end is to be announced, and there is nobody to hear it.
  const ended = await world.runUntilRest(world.runnerOf(), requestId);
  expect(ended).toMatchObject({ state: { name: 'closed' }, noticesDue: [], dueAt: null });
  expect(world.said.filter(({ name }) => name === 'request_step_failed')).toEqual([]);
  expect(await tenantRows.going(ended.tenantId)).toEqual({});
});

test('an erasure that cannot be closed is told, and holds up no other', async () => {
  const { requests: store, receipts } = world.stores;
  const ids: string[] = [];
  for (const names of [anaNames, bilalNames]) {
    const requestId = await world.verifiedRequest(world.tenant, await world.person(world.tenant, names));
    await world.runUntilRest(world.runnerOf(), requestId);
    await store.change(await world.request(requestId), { epochId: 'epoch-1' });
    ids.push(requestId);
    world.clock.time += 1_000;
  }
  const [broken = '', whole = ''] = ids;
  const { lateReceipts, issueReceipt, notices, wake, telemetry } = world.parts;
  const closing = createClosing({
    ...{ store, receipts, issueReceipt, notices, wake, telemetry, clock: world.clock },
    liveReceipts: {
      ensure: (request) =>
        request.requestId === broken ? Promise.reject(new Error('Unreadable.')) : lateReceipts.ensure(request),
    },
    epochs: { current: () => Promise.resolve('epoch-2'), isGone: () => Promise.resolve(true) },
    backups: { isAnyBefore: () => Promise.resolve(false) },
  });
  expect(await closing.closeDue(10)).toBe(1);
  expect((await world.request(broken)).state.name).toBe('erased');
  expect((await world.request(whole)).state.name).toBe('closed');
  expect(world.said).toContainEqual({ name: 'closing_failed', facts: { requestId: broken } });
});
