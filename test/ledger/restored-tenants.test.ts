import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { runDrill } from '../../src/backups/drill.ts';
import { createReplayOf } from '../../src/container/ledger.ts';
import { createRegister } from '../../src/erasure/register.ts';
import { emptyHead, entryOf, hashOf } from '../../src/ledger/ledger-entry.ts';
import { type RestoreGate } from '../../src/ledger/restore-gate.ts';
import { type TenantRows } from '../../src/tenants/closing-store.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, tenantOf } from '../erasure/tenant-and-names.ts';
import { type Dump, dumpOf, putBack } from '../support/dump.ts';
import { rowsThat } from '../support/product/rows.ts';
import { until } from '../support/until.ts';
import { closerOf, fillTwo, ledgerThatStopsAt } from '../tenants/leaving.ts';
import { gateOf } from './gate-of.ts';
import { noteOf } from './notes.ts';

const { signal } = new AbortController();

let world: ErasureWorld;
let leaving: Tenant;
let other: Tenant;
let gate: RestoreGate | null = null;
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.empty();
  [leaving, other] = await fillTwo(world);
  // The database and its journal belong together from the first start on.
  const first = gateOf(world);
  await first.start();
  await first.close();
});
afterEach(async () => {
  await gate?.close();
  gate = null;
});

/** A process starts on the database: its gate is shut, and opens when all is erased again. */
async function opened(made = gateOf(world)): Promise<void> {
  gate = made;
  await made.start();
  expect(made.isOpen()).toBe(false);
  await until(() => made.isOpen());
}

async function close(closer = closerOf(world)): Promise<void> {
  await closer.begin(leaving.tenantId);
  await closer.finish(leaving.tenantId, signal);
}

const goingOf = ({ tenantId }: Tenant): Promise<unknown> => world.stores.tenantRows.going(tenantId);
const bytesOf = async ({ tenantId }: Tenant): Promise<unknown> =>
  Object.fromEntries(await rowsThat(world.connection, { $or: [{ tenantId }, { _id: tenantId }] }));
/** As a business's own rows that a restored request delays are compared: those that no restore moves. */
const unmovedOf = async ({ tenantId }: Tenant): Promise<unknown> =>
  Object.fromEntries(await rowsThat(world.connection, { tenantId, 'state.name': { $exists: false } }));

/** The last so many entries of the ledger were not in the backup. */
function without(dump: Dump, entries: number): Dump {
  const ledger = dump.get('erasure_ledger') ?? [];
  return new Map([...dump, ['erasure_ledger', ledger.slice(0, ledger.length - entries)]]);
}

describe('a business that was closed since the backup', () => {
  test('is closed again before the gate opens, and another business is as it was', async () => {
    const dump = await dumpOf(world.connection);
    const before = await unmovedOf(other);
    await close();
    await putBack(world.connection, dump);
    expect(await goingOf(leaving)).toMatchObject({ subjects: 2, tenants: 1 });
    await opened();
    expect(await goingOf(leaving)).toEqual({});
    expect(await world.stores.tenantStore.find({ tenantId: leaving.tenantId })).toBeNull();
    expect(await unmovedOf(other)).toEqual(before);
    expect(await world.ledgerParts().ledger.compare()).toBe('equal');
    // The log went back as well: that it was closed stands in it again.
    const entries = await world.stores.models.auditEntry.find({}).lean();
    expect(entries.filter(({ text }) => text.includes('"tenant.closed"'))).toHaveLength(1);
    expect((await world.stores.tenantClosings.find(leaving.tenantId))?.closedAt).not.toBeNull();
  });

  test('keeps the gate shut while something of it is left', async () => {
    const dump = await dumpOf(world.connection);
    await close();
    await putBack(world.connection, dump);
    const { tenantRows } = world.stores;
    const lazy: TenantRows = { ...tenantRows, take: () => nothingTaken() };
    const made = gateOf({ ...world, stores: { ...world.stores, tenantRows: lazy } });
    gate = made;
    await made.start();
    await until(() => world.said.some(({ name }) => name === 'restore_gate_failed'));
    expect(made.isOpen()).toBe(false);
    await made.close();
    await opened();
    expect(await goingOf(leaving)).toEqual({});
  });

  test('is closed also by a backup from the middle of its closing', async () => {
    const closer = closerOf(world, { ledger: ledgerThatStopsAt(world, 'tenant-closed') });
    const whole = await dumpOf(world.connection);
    await expect(close(closer)).rejects.toThrow('killed here');
    const half = await dumpOf(world.connection);
    await closerOf(world).finish(leaving.tenantId, signal);
    // What of it had not gone yet when the backup was made.
    await putBack(world.connection, new Map([...half, ['messages', whole.get('messages') ?? []]]));
    expect(await goingOf(leaving)).toEqual({ messages: 6 });
    await opened();
    expect(await goingOf(leaving)).toEqual({});
    expect(await world.stores.tenantClosings.underWay()).toEqual([]);
  });

  test('and was not closed to the end when the database went back is closed to the end by a worker', async () => {
    const dump = await dumpOf(world.connection);
    await expect(close(closerOf(world, { ledger: ledgerThatStopsAt(world, 'tenant-closed') }))).rejects.toThrow();
    await putBack(world.connection, dump);
    await opened();
    expect(await goingOf(leaving)).toEqual({});
    expect(await world.stores.tenantClosings.underWay()).toEqual([leaving.tenantId]);
    await closerOf(world).finishDue(signal);
    expect(await world.stores.tenantClosings.underWay()).toEqual([]);
    const kinds = await world.stores.models.erasureLedger.find({}).sort({ _id: 1 }).lean();
    expect(kinds.map(({ kind }) => kind)).toEqual(['tenant-closing', 'tenant-closed']);
  });

  test('and came back as a new one with the same account: that one is left as it is', async () => {
    await close();
    const again = tenantOf('tenant-again', { wabaId: leaving.wabaId });
    world.tenants.set(again.tenantId, again);
    await world.person(again, anaNames);
    const row = { name: again.name, wabaId: again.wabaId, phoneNumberIds: [`2${again.wabaId}`], apiKeyHash: 'new' };
    const made = { _id: again.tenantId, ...row, sealed: Buffer.alloc(40), createdAt: new Date() };
    await world.stores.models.tenant.collection.insertOne(made as never);
    const before = await bytesOf(again);
    await putBack(world.connection, without(await dumpOf(world.connection), 2));
    await opened();
    expect(await bytesOf(again)).toEqual(before);
    expect(Object.keys(before as object)).toHaveLength(3);
  });

  test('has nobody erased in it after that, and nothing is made of an erasure that its ledger still names', async () => {
    const dump = await dumpOf(world.connection);
    await close();
    // A run that was under way noted its end after its business was gone.
    const late = noteOf('request-of-the-one-that-left');
    await world.ledgerParts().ledger.record(late);
    await putBack(world.connection, dump);
    await opened();
    expect(await goingOf(leaving)).toEqual({});
    expect(await world.stores.models.request.countDocuments({ _id: late.request.requestId })).toBe(0);
    expect(await world.stores.models.tombstone.countDocuments({ tenantId: leaving.tenantId })).toBe(0);
  });

  test('is what the drill says that a backup would bring back, by its id', async () => {
    const dump = await dumpOf(world.connection);
    await close();
    await putBack(world.connection, dump);
    const { store, journal } = world.ledgerParts();
    const register = createRegister(world.erasers);
    const { tenantRows } = world.stores;
    const replay = createReplayOf(world.stores, store, register, world.clock);
    const result = await runDrill({ store, register, replay, tenantRows }, journal, signal);
    expect(result).toMatchObject({ entries: 2, leftOver: 0 });
    expect(result.broughtBack).toHaveLength(1);
    expect(result.broughtBack[0]).toMatchObject({ reference: leaving.tenantId, items: { contacts: 2, tenants: 1 } });
  });
});

async function* nothingTaken(): AsyncGenerator<number> {
  yield await Promise.resolve(0);
}

describe('entries of the ledger', () => {
  test('of a business are proved by their hash, its id included, and hold nobody', () => {
    const entry = entryOf({ kind: 'tenant-closing', closingId: 'a-closing', tenantId: 'tenant-first' }, emptyHead, 1);
    expect(hashOf(entry)).toBe(entry.hash);
    expect(hashOf({ ...entry, tenantId: 'tenant-other' })).not.toBe(entry.hash);
    expect(hashOf({ ...entry, kind: 'tenant-closed' })).not.toBe(entry.hash);
    expect(entry.person).toEqual({ subjectId: '', keyIds: [], hashes: [] });
  });
});
