import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { errorCode } from '../../src/domain/errors.ts';
import { type IdentitySet } from '../../src/domain/subject.ts';
import { type Eraser } from '../../src/erasure/eraser.ts';
import { type RestoreGate } from '../../src/ledger/restore-gate.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, bilalNames } from '../erasure/tenant-and-names.ts';
import { everythingOf, fill } from '../erasure/samples.ts';
import { type Dump, dumpOf, putBack } from '../support/dump.ts';
import { rowsThat } from '../support/product/rows.ts';
import { until } from '../support/until.ts';
import { gateOf } from './gate-of.ts';

let world: ErasureWorld;
let person: IdentitySet;
let neighbour: IdentitySet;
let requestId: string;
let gates: RestoreGate[];
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.empty();
  gates = [];
  const [ana, bilal] = [
    await world.person(world.tenant, anaNames),
    await world.person(world.tenant, bilalNames),
  ] as const;
  [person, neighbour] = [world.identity(ana), world.identity(bilal)];
  await fill(world, person, 3);
  await fill(world, neighbour, 2);
  requestId = await world.verifiedRequest(world.tenant, ana);
});
afterEach(() => Promise.all(gates.map((gate) => gate.close())));

const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', errorCode);

function gate(erasers?: readonly Eraser[]): RestoreGate {
  const made = gateOf(world, erasers);
  gates.push(made);
  return made;
}

/** Takes a dump, erases the person, and says what the dump was. */
async function erasedSince(): Promise<Dump> {
  await (await started()).close();
  const dump = await dumpOf(world.connection);
  const ended = await world.runUntilRest(world.runnerOf(), requestId);
  expect(ended.state.name).toBe('erased');
  return dump;
}

async function started(erasers?: readonly Eraser[]): Promise<RestoreGate> {
  const made = gate(erasers);
  await made.start();
  return made;
}

/** Of the person, in any collection; counters of codes go by themselves within a day, the business's link within three. */
async function rowsOf(who: IdentitySet): Promise<readonly string[]> {
  const rows = [...(await rowsThat(world.connection, everythingOf(world, who))).keys()];
  return rows.filter((row) => !/^(verifications|reveals) /.test(row));
}

const said = (name: string) => world.said.filter((one) => one.name === name);

describe('the restore gate', () => {
  test('opens at once when nothing is behind', async () => {
    const made = gate();
    expect(made.isOpen()).toBe(false);
    await made.start();
    expect(made.isOpen()).toBe(true);
    expect(said('restore_detected')).toEqual([]);
  });

  test('erases again whom a dump from before brought back, leaves the neighbour alone, and lets the request never run again', async () => {
    const dump = await erasedSince();
    const untouched = await rowsThat(world.connection, everythingOf(world, neighbour));
    const before = await world.request(requestId);
    await putBack(world.connection, dump);
    expect((await rowsOf(person)).length).toBeGreaterThan(10);
    const made = await started();
    expect(made.isOpen()).toBe(false);
    await until(() => made.isOpen());
    expect(await rowsOf(person)).toEqual([]);
    expect(await rowsThat(world.connection, everythingOf(world, neighbour))).toEqual(untouched);
    const after = await world.request(requestId);
    // The ledger's last entry was written before the business heard: nobody knows whether it did, so it hears (again).
    const ended = { state: { name: 'erased' }, person: null, run: null };
    expect(after).toMatchObject({ ...ended, dueAt: world.clock.time, noticesDue: ['dsr.erased'] });
    expect(after.plan).toEqual(before.plan);
    expect(await world.runUntilRest(world.runnerOf(), requestId)).toMatchObject({
      ...ended,
      noticesDue: [],
      dueAt: null,
    });
    expect(await world.notice(requestId, 'dsr.erased')).toMatchObject({ event: 'dsr.erased' });
    expect(await world.stores.models.receipt.countDocuments({ kind: 'live' })).toBe(1);
    expect(said('restore_detected')).toHaveLength(1);
    expect(said('restore_caught_up')).toEqual([
      { name: 'restore_caught_up', facts: { entries: 2, ms: expect.any(Number) } },
    ]);
    expect(await world.ledgerParts().ledger.compare()).toBe('equal');
  });

  test('also erases again when the dump is from the middle of the run, its plan noted and nothing done yet', async () => {
    const middle = await dumpInTheMiddle();
    await putBack(world.connection, middle);
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'erasing' } });
    const made = await started();
    await until(() => made.isOpen());
    expect(await rowsOf(person)).toEqual([]);
    expect(await world.request(requestId)).toMatchObject({ state: { name: 'erased' }, run: null });
    expect(await world.connection.collection('person_keys').countDocuments({ _id: `run.${requestId}` as never })).toBe(
      0,
    );
  });

  test('keeps what the plan kept on a ground, and tells a business that was not told yet', async () => {
    const kept = [{ store: 'opt_ins', ground: 'legal_duty' as const, retentionDays: 30 }];
    const { tenant } = world;
    world.tenants.set('tenant-first', { ...tenant, instruction: { ...tenant.instruction, kept } });
    await (await started()).close();
    const dump = await dumpOf(world.connection);
    const cut = world.runnerWith(sabotagedAt('messages', () => Promise.reject(new Error('The power is gone.'))));
    await cut.run(requestId);
    await putBack(world.connection, dump);
    const made = await started();
    await until(() => made.isOpen());
    const left = await rowsOf(person);
    expect(left.filter((row) => !row.startsWith('opt_ins ') && !row.startsWith('person_keys '))).toEqual([]);
    expect(left.filter((row) => row.startsWith('opt_ins ')).length).toBeGreaterThan(0);
    expect(await world.request(requestId)).toMatchObject({ noticesDue: ['dsr.erased'] });
    await world.runUntilRest(world.runnerOf(), requestId);
    expect(await world.notice(requestId, 'dsr.erased')).toMatchObject({ event: 'dsr.erased' });
  });

  test('stays shut as long as a replay leaves something, whatever the eraser says', async () => {
    await putBack(world.connection, await erasedSince());
    let leaves = true;
    const erasers = sabotagedAt('contacts', (eraser, ...given) =>
      leaves ? Promise.resolve({ deleted: 3, retained: 0 }) : eraser.erase(...given),
    );
    const made = await started(erasers);
    await until(() => said('restore_gate_failed').length > 0);
    expect(made.isOpen()).toBe(false);
    await made.look();
    expect(made.isOpen()).toBe(false);
    leaves = false;
    await until(() => made.isOpen());
    expect(await rowsOf(person)).toEqual([]);
  });

  test('replays by one process while another waits, and neither does harm', async () => {
    await putBack(world.connection, await erasedSince());
    const two = await Promise.all([started(), started()]);
    await until(() => two.every((one) => one.isOpen()));
    expect(await rowsOf(person)).toEqual([]);
    expect(await world.ledgerParts().ledger.compare()).toBe('equal');
    expect(await world.connection.collection('erasure_ledger').countDocuments({})).toBe(2);
  });

  test('shuts when the database goes back under a running process, and stops what is under way', async () => {
    const dump = await erasedSince();
    const made = await started();
    const whileOpen = made.whileOpen();
    expect(whileOpen.aborted).toBe(false);
    await putBack(world.connection, dump);
    await until(() => said('restore_detected').length > 0, 10_000);
    expect(whileOpen.aborted).toBe(true);
    await until(() => made.isOpen());
    expect(await rowsOf(person)).toEqual([]);
  });

  test('refuses a dump older than the journal reaches back, and touches nothing', async () => {
    const dump = await erasedSince();
    world.clock.time += 40 * 86_400_000;
    expect(await world.ledgerParts().ledger.prune(world.clock.time - 35 * 86_400_000)).toBe(2);
    expect((await started()).isOpen()).toBe(true);
    await putBack(world.connection, dump);
    const there = await rowsOf(person);
    expect(await codeOf(gate().start())).toBe('journal_too_short');
    expect(await rowsOf(person)).toEqual(there);
  });
});

/** A dump of the moment when the plan stands and no store was erased yet. */
async function dumpInTheMiddle(): Promise<Dump> {
  await (await started()).close();
  const found: Dump[] = [];
  const erasers = sabotagedAt('contacts', async (eraser, ...given) => {
    if (found.length === 0) found.push(await dumpOf(world.connection));
    return eraser.erase(...given);
  });
  const ended = await world.runUntilRest(world.runnerWith(erasers), requestId);
  expect(ended.state.name).toBe('erased');
  const [dump] = found;
  if (dump === undefined) throw new Error('Nothing was erased.');
  return dump;
}

function sabotagedAt(
  store: string,
  erase: (eraser: Eraser, ...given: Parameters<Eraser['erase']>) => ReturnType<Eraser['erase']>,
): readonly Eraser[] {
  return world.erasers.map((one) =>
    one.store === store ? { ...one, erase: (...given) => erase(one, ...given) } : one,
  );
}
