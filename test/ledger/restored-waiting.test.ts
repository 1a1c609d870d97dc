import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { newsTextsOf } from '../../flows/coded/words.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { type Matter } from '../../src/domain/matter.ts';
import { createHolds } from '../../src/requests/holds.ts';
import { dayOf } from '../../src/requests/tell-person.ts';
import { type RestoreGate } from '../../src/ledger/restore-gate.ts';
import { sha256Base64url } from '../../src/proof/receipt-format.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames, tenantOf } from '../erasure/tenant-and-names.ts';
import { fill } from '../erasure/samples.ts';
import { dumpOf, putBack } from '../support/dump.ts';
import { until } from '../support/until.ts';
import { gateOf } from './gate-of.ts';

const dayMs = 86_400_000;
const waitMs = 3 * dayMs;

let world: ErasureWorld;
let ana: Subject;
let gate: RestoreGate | null = null;
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.empty();
  world.tenants.set(
    'tenant-first',
    tenantOf('tenant-first', {
      instruction: { version: '1', objectionHours: 72, kept: [], hash: sha256Base64url('standing') },
    }),
  );
  ana = await world.person(world.tenant, anaNames);
});
afterEach(async () => {
  await gate?.close();
  gate = null;
});

/** Restores what was before `since`, with somebody else erased as well, four days later; the gate opens. */
async function restoredOver(since: () => Promise<unknown>): Promise<void> {
  const first = gateOf(world);
  await first.start();
  await first.close();
  const bilal = await world.person(world.tenant, bilalNames);
  await fill(world, world.identity(bilal), 1);
  const other = await world.verifiedRequest(world.tenant, bilal);
  const dump = await dumpOf(world.connection);
  await since();
  expect(await world.runUntilRest(world.runnerOf(), other)).toMatchObject({ state: { name: 'erased' } });
  await putBack(world.connection, dump);
  world.clock.time += 4 * dayMs;
  world.said.length = 0;
  gate = gateOf(world);
  await gate.start();
  await until(() => gate?.isOpen() === true);
  expect(await world.request(other)).toMatchObject({ state: { name: 'erased' } });
}

async function verifiedRequest(matter: Matter): Promise<string> {
  const opened = await world.desk.open({
    ...{ tenant: world.tenant, subject: ana, phoneNumberId: '222000222000222', matter, locale: 'en' },
  });
  if (opened.name !== 'open') throw new Error('another request is in the way');
  await world.desk.codeSent(opened.requestId, 'chat');
  await world.desk.verified(opened.requestId);
  return opened.requestId;
}

const copy = { right: 'access', part: 'all' } as const;
const whole = { right: 'erasure', part: null } as const;
const textsTo = (): readonly string[] =>
  world.sent.flatMap(({ message }) => (message.kind === 'text' ? [message.body] : []));

describe('a request that waited in the backup', () => {
  test('is not erased when it was cancelled since: it waits three days more, and its person is told how to cancel', async () => {
    const requestId = await verifiedRequest(whole);
    await world.runnerOf().run(requestId);
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'waiting' } });
    await restoredOver(() => world.desk.cancel(requestId));
    world.sent.length = 0;
    await world.runnerOf().run(requestId);
    const startsAt = world.clock.time + waitMs;
    const waiting = { state: { name: 'waiting', until: toInstant(startsAt) }, startsAt, noticesDue: [] };
    expect(await world.request(requestId)).toMatchObject(waiting);
    expect(world.said.filter(({ name }) => name === 'restore_delayed')).toEqual([
      { name: 'restore_delayed', facts: { requests: 2 } },
    ]);
    expect(
      world.said.filter(({ name, facts }) => name === 'person_told' && facts['kind'] === 'person.waiting'),
    ).toHaveLength(1);
    expect(textsTo().filter((body) => body.includes('CANCEL'))).toHaveLength(1);
    expect(await world.desk.cancel(requestId)).toMatchObject({ isCancelled: true });
  });

  test('still comes to its end when nobody takes it back', async () => {
    const requestId = await verifiedRequest(whole);
    await restoredOver(() => Promise.resolve());
    const before = world.clock.time;
    expect(await world.runUntilRest(world.runnerOf(), requestId)).toMatchObject({ state: { name: 'erased' } });
    expect(world.clock.time - before).toBeGreaterThanOrEqual(waitMs);
  });

  test('has its seven days again when nobody typed a code', async () => {
    const requestId = await world.openRequest(world.tenant, ana);
    await world.desk.noCode(requestId, 'no-channel', null);
    await restoredOver(async () => {
      await world.desk.cancel(requestId);
      world.clock.time += 4 * dayMs;
    });
    await world.runnerOf().run(requestId);
    expect(await world.request(requestId)).toMatchObject({
      state: { name: 'code_locked' },
      slowPath: { since: toInstant(world.clock.time) },
      dueAt: world.clock.time + dayMs,
    });
    expect(textsTo().filter((body) => body.includes('CANCEL'))).toHaveLength(1);
  });

  test('is held three days more when the review date of its hold has come meanwhile', async () => {
    const requestId = await verifiedRequest(whole);
    const { reference } = await world.request(requestId);
    const hold = (days: number): Promise<void> =>
      createHolds(world.parts).hold(
        'tenant-first',
        reference,
        'identity_doubt',
        toInstant(world.clock.time + days * dayMs),
      );
    await hold(1);
    await restoredOver(() => hold(20));
    await world.runnerOf().run(requestId);
    expect(await world.request(requestId)).toMatchObject({
      state: { name: 'on_hold', reviewAt: toInstant(world.clock.time + waitMs) },
    });
  });

  test('as a copy, is made three days later, and its person is told so once, in words of a copy', async () => {
    const requestId = await verifiedRequest(copy);
    const { reference } = await world.request(requestId);
    await restoredOver(() => world.desk.cancel(requestId));
    const start = world.clock.time;
    world.sent.length = 0;
    for (const days of [0, 1, 2]) {
      world.clock.time = start + days * dayMs;
      await world.runnerOf().run(requestId);
    }
    expect(await world.request(requestId)).toMatchObject({ startsAt: start + waitMs, noticesDue: [] });
    const day = dayOf('en', start + waitMs);
    expect(textsTo()).toEqual([newsTextsOf({ locale: 'en', matter: copy }).waiting({ reference, day })]);
  });
});
