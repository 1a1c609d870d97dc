import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type StoreCounts } from '../../src/domain/store-counts.ts';
import { type IdentitySet } from '../../src/domain/subject.ts';
import { type Eraser } from '../../src/erasure/eraser.ts';
import { runLeaseMs } from '../../src/erasure/run-session.ts';
import { sha256Base64url } from '../../src/proof/receipt-format.ts';
import { type RequestRecord } from '../../src/requests/request-record.ts';
import { type ErasureWorld, openErasureWorld } from './erasure-world.ts';
import { tenantOf } from './tenant-and-names.ts';
import { dyingRunner } from './power.ts';
import { everythingOf, fill, sampleOf } from './samples.ts';

/** One of each make: what is deleted, kept, stripped, cleared, ended, and the keys. Fewer stores, fewer calls to cut. */
const stores = ['messages', 'opt_ins', 'inbox', 'verifications', 'requests', 'subjects', 'person_keys'];
/** Keeps the opt-ins: keys stay then, and the totals have something to get wrong. */
const keeping = tenantOf('tenant-first', {
  // Hundreds of runs within an hour: that is not what is tested here.
  breaker: { perHourAtLeast: 10_000 },
  instruction: {
    version: '1',
    objectionHours: 0,
    kept: [{ store: 'opt_ins', ground: 'legal_duty', retentionDays: 30 }],
    hash: sha256Base64url('keeps-opt-ins'),
  },
});

/** Workers that die side by side, each over a person of their own. */
const atOnce = 12;

let world: ErasureWorld;
let erasers: readonly Eraser[];
let people = 0;
beforeAll(async () => {
  world = await openErasureWorld();
  world.tenants.set(keeping.tenantId, keeping);
  erasers = world.erasers.filter((one) => stores.includes(one.store));
});
afterAll(() => world.close());

async function prepare(): Promise<{ readonly person: IdentitySet; readonly requestId: string }> {
  people += 1;
  const value = `US.2000000000000${String(people).padStart(6, '0')}`;
  const subject = await world.person(keeping, [{ kind: 'bsuid', value }]);
  const requestId = await world.verifiedRequest(keeping, subject);
  const person = world.identity(subject);
  await fill(world, person, 3, stores);
  return { person, requestId };
}

function totalsOf({ state }: RequestRecord): readonly Omit<StoreCounts, 'kept'>[] {
  if (state.name !== 'erased') throw new Error(`It ended as ${state.name}.`);
  return state.stores.map(({ store, matched, deleted, retained, residual }) => ({
    ...{ store, matched, deleted, retained, residual },
  }));
}

/** What the journal outside the database says of a request: nothing was destroyed before the first, nothing said before the last. */
async function notedOf(requestId: string): Promise<readonly string[]> {
  const { entries } = await world.ledgerParts().journal.after(0);
  return entries.filter((entry) => entry.requestId === requestId).map(({ kind }) => kind);
}

/** What is left of a person and not kept, by collection. */
async function leftOf(person: IdentitySet): Promise<readonly string[]> {
  const filter = { ...everythingOf(world, person), keptUntil: { $exists: false } };
  const names = stores.filter((store) => store !== 'verifications').map((store) => sampleOf(store).collection);
  const counts = await Promise.all(names.map((name) => world.connection.collection(name).countDocuments(filter)));
  return names.filter((_, index) => counts[index] !== 0);
}

describe('a worker that dies at any call', () => {
  // A call that took effect and was not answered leaves what dying before the next one leaves: one way of dying is enough.
  test('gives the same totals, one notice of each kind, one farewell and two entries in the journal, and leaves nothing', async () => {
    const whole = await prepare();
    await world.runnerWith(erasers).run(whole.requestId);
    const expected = totalsOf(await world.request(whole.requestId));

    let cuts = 0;
    for (let from = 1; from < 200; from += atOnce) {
      const deaths = await Promise.all(
        Array.from({ length: atOnce }, async (_, index) => {
          const { person, requestId } = await prepare();
          const { runner, isDead } = dyingRunner(world, erasers, from + index);
          await runner.run(requestId).catch(() => undefined);
          return { dieAt: from + index, person, requestId, isCut: isDead() };
        }),
      );
      world.clock.time += runLeaseMs + 1;
      await Promise.all(deaths.map(({ requestId }) => world.runnerWith(erasers).run(requestId)));
      for (const { dieAt, person, requestId } of deaths) await expectWhole(dieAt, person, requestId, expected);
      cuts += deaths.filter((one) => one.isCut).length;
      if (deaths.some((one) => !one.isCut)) break;
    }
    // Every call of a run was cut once: it did get past all of them.
    expect(cuts).toBeGreaterThan(50);
    expect(cuts).toBeLessThan(190);
  }, 240_000);
});

async function expectWhole(dieAt: number, person: IdentitySet, requestId: string, totals: unknown): Promise<void> {
  const ended = await world.runUntilRest(world.runnerWith(erasers), requestId);
  expect({ dieAt, totals: totalsOf(ended) }).toEqual({ dieAt, totals });
  expect(ended).toMatchObject({ person: null, run: null, subjectRef: null, noticesDue: [], dueAt: null });
  const { farewell, notice } = world.stores.models;
  const told = await notice.find({ requestId }).sort({ event: 1 });
  expect(told.map((one) => one.event)).toEqual(['dsr.erased', 'dsr.verified']);
  expect(await farewell.countDocuments({ _id: requestId })).toBe(1);
  expect({ dieAt, noted: await notedOf(requestId) }).toEqual({ dieAt, noted: ['planned', 'erased'] });
  expect({ dieAt, left: await leftOf(person) }).toEqual({ dieAt, left: [] });
  // And they do not come back: the tombstone stands, and says that it is done.
  const tombstone = await world.stores.tombstones.latest(keeping, person.identifiers);
  expect({ dieAt, isDone: tombstone !== null && tombstone.doneAt !== null }).toEqual({ dieAt, isDone: true });
}
