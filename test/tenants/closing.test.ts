import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type TenantRows } from '../../src/tenants/closing-store.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { errorCode } from '../../src/domain/errors.ts';
import { closingRules } from '../../src/stores/closing-rules.ts';
import { type Models } from '../../src/stores/open-models.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { dumpOf } from '../support/dump.ts';
import { rowsThat } from '../support/product/rows.ts';
import { closerOf, fillTwo, ledgerThatStopsAt } from './leaving.ts';

const { signal } = new AbortController();

let world: ErasureWorld;
let leaving: Tenant;
let other: Tenant;
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.empty();
  [leaving, other] = await fillTwo(world);
});

const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', errorCode);

function collectionOf(name: string): string {
  return world.stores.models[name as keyof Models].collection.collectionName;
}

/** Collections with a document in which the tenant's id stands, wherever in it. */
async function collectionsThatName(tenantId: string): Promise<readonly string[]> {
  const hex = Buffer.from(tenantId, 'utf8').toString('hex');
  const rows = [...(await rowsThat(world.connection, {}))];
  return [...new Set(rows.flatMap(([id, bytes]) => (bytes.includes(hex) ? [id.split(' ')[0] ?? ''] : [])))].sort();
}

async function closed(tenantId: string): Promise<void> {
  const closer = closerOf(world);
  await closer.begin(tenantId);
  await closer.finish(tenantId, signal);
}

/** The rows, but for one collection of which nothing is taken. */
function rowsWithout(collection: string): TenantRows {
  const { models, tenantRows } = world.stores;
  const name = Object.keys(closingRules).find((one) => collectionOf(one) === collection) as keyof Models;
  return {
    ...tenantRows,
    async *take(tenantId, which) {
      const kept = await models[name].collection.find({}).toArray();
      yield* tenantRows.take(tenantId, which);
      await models[name].collection.deleteMany({});
      if (kept.length > 0) await models[name].collection.insertMany(kept);
    },
  };
}

const stay = ['erasure_ledger', 'receipts', 'requests', 'tenant_closings'];

describe('a business that is closed', () => {
  test('has a rule for every collection there is', async () => {
    const ruled = Object.keys(closingRules).map(collectionOf);
    const there = Object.values(world.stores.models).map(({ collection }) => collection.collectionName);
    expect(ruled.sort()).toEqual(there.sort());
    expect((await world.collections()).filter((name) => !ruled.includes(name))).toEqual([]);
  });

  test('leaves nothing in any collection but what is named, and every byte of another business as it was', async () => {
    // The test itself looks everywhere: there was something in each collection from which something goes.
    const going = Object.entries(closingRules).flatMap(([name, { goes }]) => (goes ? [collectionOf(name)] : []));
    expect(Object.keys(await world.stores.tenantRows.going(leaving.tenantId)).sort()).toEqual(going.sort());
    const before = await rowsThat(world.connection, { tenantId: other.tenantId });
    const erased = await rowsThat(world.connection, { tenantId: leaving.tenantId, 'state.name': 'erased' });
    expect(before.size).toBeGreaterThan(50);

    await closed(leaving.tenantId);
    expect(await collectionsThatName(leaving.tenantId)).toEqual(stay);
    expect(await world.stores.tenantRows.going(leaving.tenantId)).toEqual({});
    expect(Object.fromEntries(await rowsThat(world.connection, { tenantId: other.tenantId }))).toEqual(
      Object.fromEntries(before),
    );
    expect(await world.stores.models.tenant.countDocuments({ _id: other.tenantId })).toBe(1);
    expect(await world.stores.models.paidSend.countDocuments({})).toBe(1);
    const arrived = await world.stores.models.arrival.find({}).lean();
    expect(arrived.map(({ rows }) => rows.map(({ tenantId }) => tenantId))).toEqual([
      [other.tenantId],
      [other.tenantId],
    ]);
    // Of its erasures that are done a reference, times and counts.
    expect(erased.size).toBe(1);
    const [request] = await world.stores.models.request.collection.find({ tenantId: leaving.tenantId }).toArray();
    expect(request).toMatchObject({ state: { name: 'erased' }, noticesDue: [], farewellUntil: null });
    expect(request).not.toHaveProperty('subjectRef');
  });

  test('is noted once in ledger, journal and audit log, with counts, by its id and random words', async () => {
    await closed(leaving.tenantId);
    await closerOf(world).finish(leaving.tenantId, signal);
    const kinds = await world.stores.models.erasureLedger.find({}).sort({ _id: 1 }).lean();
    expect(kinds.map(({ kind }) => kind)).toEqual(['tenant-closing', 'tenant-closed']);
    expect(await world.ledgerParts().ledger.compare()).toBe('equal');
    const closing = await world.stores.tenantClosings.find(leaving.tenantId);
    const entries = await world.stores.models.auditEntry.find({}).lean();
    expect(entries.map(({ text }) => JSON.parse(text) as unknown)).toEqual([
      {
        type: 'tenant.closed',
        at: expect.any(String) as unknown,
        closing: closing?.closingId,
        documents: Object.values(closing?.found ?? {}).reduce((sum, count) => sum + count, 0),
      },
    ]);
  });

  test('that is only looked at is as it was', async () => {
    const before = await dumpOf(world.connection);
    const { goes, stays, unfinished } = await closerOf(world).look(leaving.tenantId);
    expect(await dumpOf(world.connection)).toEqual(before);
    expect(goes).toMatchObject({ contacts: 2, messages: 6, person_keys: 2, tenants: 1 });
    expect(stays.find(({ collection }) => collection === 'receipts')).toMatchObject({ documents: 1 });
    // Of the two people that were planted.
    expect(unfinished.requests).toHaveLength(2);
  });

  test('names who would be left waiting, each kind of them, and nobody whose matter came to an end', async () => {
    const { connection, clock, stores } = world;
    const [past, later] = [new Date(clock.time - 1_000), new Date(clock.time + 86_400_000)];
    await Promise.all(Object.values(stores.models).map((model) => model.collection.deleteMany({})));
    const { tenantId } = leaving;
    const plant = async (collection: string, waiting: readonly object[], ended: readonly object[]): Promise<void> => {
      const ids = () => ({ _id: randomUUID(), subjectId: randomUUID(), reference: randomUUID() });
      const rows = [...waiting, ...ended].map((row) => ({ ...ids(), tenantId, ...row }));
      const others = waiting.map((row) => ({ ...row, ...ids(), tenantId: 'another' }));
      await connection.collection(collection).insertMany([...rows, ...others] as never[]);
    };
    const requestIn = (name: string) => ({ reference: `ER-${name}`, state: { name }, openedAt: past });
    const ended = ['erased', 'closed', 'answered', 'cancelled', 'expired', 'refused'];
    await plant('requests', ['waiting', 'blocked'].map(requestIn), ended.map(requestIn));
    await plant('farewells', [{ expiresAt: later }], [{ expiresAt: past }]);
    const opened = { openedAt: past, expiresAt: later };
    await plant('copies', [{ expiresAt: later }, { expiresAt: later }], [opened, { expiresAt: past }]);
    await plant('corrections', [{ state: 'asked' }], [{ state: 'done' }]);
    await plant('logged_requests', [{ dueAt: later }], [{ dueAt: later, answeredAt: past }, { dueAt: past }]);
    await plant('relays', [{ state: 'asked' }, { state: 'handed', inHandOf: [tenantId] }], [{ state: 'handed' }]);
    expect(await stores.findUnfinished(tenantId)).toEqual({
      requests: ['ER-blocked', 'ER-waiting'],
      others: {
        'last messages that are not sent yet': 1,
        'copies that wait to be opened': 2,
        'corrections that are not decided': 1,
        'requests by letter within their month': 1,
        // One of them rests with the operator, and this business has it in hand.
        'asks from the operator’s number': 3,
      },
    });
    expect(await stores.findUnfinished('nobody')).toEqual({ requests: [], others: {} });
  });

  test('is found by nobody from the moment on in which it begins, and its account is nobody else’s before the end', async () => {
    const { models, tenantStore } = world.stores;
    await closerOf(world).begin(leaving.tenantId);
    expect(await models.tenant.countDocuments({ _id: leaving.tenantId })).toBe(1);
    const phoneNumberId = `2${leaving.wabaId}`;
    for (const key of [{ tenantId: leaving.tenantId }, { wabaId: leaving.wabaId }, { phoneNumberId }]) {
      expect(await tenantStore.find(key)).toBeNull();
    }
    expect(await tenantStore.replaceApiKey(leaving.tenantId, 'another')).toBe(false);
    expect(await tenantStore.change(leaving.tenantId, (contents) => contents)).toBe(false);
  });

  test('loses what a process that still had it in hand wrote meanwhile, and keeps its account until then', async () => {
    const { models, tenantRows } = world.stores;
    const seen: number[] = [];
    const rows: TenantRows = {
      ...tenantRows,
      async *take(tenantId, which) {
        yield* tenantRows.take(tenantId, which);
        seen.push(await models.tenant.countDocuments({ _id: tenantId }));
        // In the seconds in which others still remember it.
        if (which === 'people') await models.message.collection.insertOne({ tenantId });
      },
    };
    const closer = closerOf(world, { rows });
    await closer.begin(leaving.tenantId);
    await closer.finish(leaving.tenantId, signal);
    expect(seen).toEqual([1, 0]);
    expect(await collectionsThatName(leaving.tenantId)).toEqual(stay);
  });

  test('by several at once is closed once', async () => {
    const closers = [closerOf(world), closerOf(world), closerOf(world)];
    await Promise.all(closers.map((closer) => closer.begin(leaving.tenantId)));
    await Promise.all(closers.map((closer) => closer.finish(leaving.tenantId, signal)));
    expect(await collectionsThatName(leaving.tenantId)).toEqual(stay);
    const { auditEntry, erasureLedger } = world.stores.models;
    expect([await auditEntry.countDocuments({}), await erasureLedger.countDocuments({})]).toEqual([1, 2]);
  });

  test('in the same moment as another is noted beside it', async () => {
    for (const { tenantId } of [leaving, other]) await closed(tenantId);
    expect(await world.stores.models.auditEntry.countDocuments({ text: /"tenant\.closed"/ })).toBe(2);
  });

  test('whose closing is cut off after any of its steps is closed by whoever comes next', async () => {
    const { tenantRows } = world.stores;
    for (let steps = 1; ; steps += 4) {
      const stop = new AbortController();
      let step = 0;
      const rows: TenantRows = {
        ...tenantRows,
        async *take(tenantId, which) {
          for await (const taken of tenantRows.take(tenantId, which)) {
            step += 1;
            if (step === steps) stop.abort();
            yield taken;
          }
        },
      };
      const closer = closerOf(world, { rows });
      await closer.begin(leaving.tenantId);
      const code = await codeOf(closer.finish(leaving.tenantId, stop.signal));
      if (code === 'none') break;
      expect(await world.stores.tenantClosings.underWay()).toEqual([leaving.tenantId]);
      await closerOf(world).finishDue(signal);
      expect(await collectionsThatName(leaving.tenantId)).toEqual(stay);
      expect(await world.stores.tenantClosings.underWay()).toEqual([]);
      await world.empty();
      [leaving, other] = await fillTwo(world);
    }
  }, 120_000);

  test('is not closed before the ledger has it: nothing is destroyed then', async () => {
    const before = await rowsThat(world.connection, { tenantId: leaving.tenantId });
    const closer = closerOf(world, { ledger: ledgerThatStopsAt(world, 'tenant-closing') });
    await closer.begin(leaving.tenantId);
    expect(await codeOf(closer.finish(leaving.tenantId, signal))).not.toBe('none');
    const after = await rowsThat(world.connection, { tenantId: leaving.tenantId });
    expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before));
  });

  test('is not closed while a look finds something, whatever the taking said', async () => {
    const going = Object.keys(await world.stores.tenantRows.going(leaving.tenantId));
    for (const collection of going) {
      const closer = closerOf(world, { rows: rowsWithout(collection) });
      await closer.begin(leaving.tenantId);
      expect({ collection, code: await codeOf(closer.finish(leaving.tenantId, signal)) }).toEqual({
        collection,
        code: 'closing_residue',
      });
      expect(await world.stores.tenantClosings.underWay()).toEqual([leaving.tenantId]);
      await world.empty();
      [leaving, other] = await fillTwo(world);
    }
  }, 120_000);

  test('to which a process still wrote something afterwards loses that too, and somebody is told', async () => {
    await closed(leaving.tenantId);
    await world.stores.models.message.collection.insertOne({ tenantId: leaving.tenantId });
    world.said.length = 0;
    expect(await closerOf(world).takeStragglers(signal)).toBe(1);
    expect(await world.stores.tenantRows.going(leaving.tenantId)).toEqual({});
    expect(world.said).toEqual([{ name: 'closed_tenant_found', facts: { tenantId: leaving.tenantId, documents: 1 } }]);
  });
});
