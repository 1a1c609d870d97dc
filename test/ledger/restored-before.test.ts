import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { hashOf } from '../../src/ledger/ledger-entry.ts';
import { subjectRefOf } from '../../src/notifications/subject-ref.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { fill } from '../erasure/samples.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { type Dump, dumpOf, putBack } from '../support/dump.ts';
import { until } from '../support/until.ts';
import { gateOf } from './gate-of.ts';

let world: ErasureWorld;
let ana: Subject;
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.empty();
  ana = await world.person(world.tenant, anaNames);
  await fill(world, world.identity(ana), 1, ['messages', 'media']);
  const gate = gateOf(world);
  await gate.start();
  await gate.close();
});

async function erase(requestId: string): Promise<void> {
  expect(await world.runUntilRest(world.runnerOf(), requestId)).toMatchObject({ state: { name: 'erased' } });
}

async function restore(dump: Dump): Promise<void> {
  await putBack(world.connection, dump);
  const gate = gateOf(world);
  await gate.start();
  await until(() => gate.isOpen());
  await gate.close();
}

describe('an erasure of which the backup has no request', () => {
  test('is found by its reference again, the business is told of whom, and it comes to its end', async () => {
    const dump = await dumpOf(world.connection);
    const requestId = await world.verifiedRequest(world.tenant, ana);
    await erase(requestId);
    const before = await world.request(requestId);
    await restore(dump);
    const again = await world.parts.store.byReference(before.reference);
    expect(again).toMatchObject({ requestId, state: { name: 'erased' }, person: null, run: null });
    const { openedAt, verifiedAt, locale, codeChannel, matter, phoneNumberId, risk, plan } = before;
    expect(again).toMatchObject({ openedAt, verifiedAt, locale, codeChannel, matter, phoneNumberId, risk, plan });
    await world.runUntilRest(world.runnerOf(), requestId);
    expect(await world.notice(requestId, 'dsr.erased')).toMatchObject({
      reference: before.reference,
      subjectRef: subjectRefOf(world.tenant, anaNames),
    });
    expect(await world.stores.models.receipt.countDocuments({ kind: 'live' })).toBe(1);
    // What points to the person goes once it was said.
    expect(await world.request(requestId)).toMatchObject({ subjectRef: null, noticesDue: [], dueAt: null });
    const found = await world.parts.store.withoutKeys(world.clock.time, 10);
    expect(found.map((one) => one.requestId)).toEqual([requestId]);
  });

  test('of which the backup has the request as it was before, is told with whom it was about', async () => {
    const requestId = await world.verifiedRequest(world.tenant, ana);
    const dump = await dumpOf(world.connection);
    await erase(requestId);
    await restore(dump);
    await world.runUntilRest(world.runnerOf(), requestId);
    expect(await world.notice(requestId, 'dsr.erased')).toMatchObject({
      subjectRef: subjectRefOf(world.tenant, anaNames),
    });
  });

  test('is noted with what is told of it, and its hash proves that', async () => {
    await erase(await world.verifiedRequest(world.tenant, ana));
    const { entries } = await world.ledgerParts().journal.after(0);
    expect(entries).toHaveLength(2);
    for (const entry of entries) {
      const { told } = entry;
      expect(told?.subjectRef.length).toBeGreaterThan(0);
      if (told !== undefined) expect(hashOf({ ...entry, told: { ...told, subjectRef: [] } })).not.toBe(entry.hash);
      expect(hashOf(entry)).toBe(entry.hash);
    }
  });
});
