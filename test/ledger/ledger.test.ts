import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { errorCode } from '../../src/domain/errors.ts';
import { createLedger, type Ledger } from '../../src/ledger/ledger.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { type Dump, dumpOf, putBack } from '../support/dump.ts';
import { noteOf } from './notes.ts';

let world: ErasureWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());
beforeEach(() => world.empty());

const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', errorCode);
const rows = () => world.connection.collection('erasure_ledger');
const journaled = async () => (await world.ledgerParts().journal.after(0)).entries;

/** The database as it was before the last step, and that step undone. */
async function before(step: () => Promise<unknown>): Promise<Dump> {
  const dump = await dumpOf(world.connection);
  await step();
  return dump;
}

describe('the ledger', () => {
  test('has an entry in both places before it returns: hashes and ids, no identifier, chained', async () => {
    const { ledger } = world.ledgerParts();
    await ledger.record(noteOf('one'));
    await ledger.record(noteOf('two'));
    const [first, second] = await journaled();
    expect(second).toMatchObject({ index: 2, requestId: 'two', prevHash: first?.hash });
    expect(second?.person).toEqual({ subjectId: 'subject-two', keyIds: ['key-two'], hashes: ['1.hash-two'] });
    expect(await rows().countDocuments({ inJournal: true })).toBe(2);
  });

  test('writes the same request once, however often it is retried, and gives back the plan that was noted first', async () => {
    const { ledger } = world.ledgerParts();
    const note = noteOf('again');
    await ledger.record(note);
    const retried = { ...note, erasedFrom: note.erasedFrom + 5_000, plan: { ...note.plan, hash: 'another-plan' } };
    expect(await world.ledgerParts().ledger.record(retried)).toMatchObject({ hash: 'plan-hash' });
    expect(await journaled()).toHaveLength(1);
    // Under more names it is another erasure.
    await ledger.record({ ...note, identity: { ...note.identity, hashes: ['1.hash-again', '1.hash-more'] } });
    expect(await journaled()).toHaveLength(2);
  });

  test('stays one row of entries when many runs in several processes note at once', async () => {
    const processes = [world.ledgerParts(), world.ledgerParts(), world.ledgerParts()];
    const notes = Array.from({ length: 45 }, (_, index) => noteOf(`many-${String(index)}`));
    await Promise.all(
      processes.flatMap(({ ledger }, own) =>
        notes.filter((_, index) => index % processes.length === own).map((note) => ledger.record(note)),
      ),
    );
    const entries = await journaled();
    expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: 45 }, (_, index) => index + 1));
    expect(await world.ledgerParts().ledger.compare()).toBe('equal');
  });

  test('orders by index when the clock steps back an hour', async () => {
    const { ledger } = world.ledgerParts();
    await ledger.record(noteOf('before'));
    world.clock.time -= 3_600_000;
    await ledger.record(noteOf('after'));
    expect(await ledger.compare()).toBe('equal');
    expect((await journaled()).map(({ requestId }) => requestId)).toEqual(['before', 'after']);
  });

  test('brings an entry over that a crash left in the database alone', async () => {
    const { ledger } = world.ledgerParts();
    await ledger.record(noteOf('whole'));
    await expect(dyingLedger().record(noteOf('cut'))).rejects.toThrow('The power is gone.');
    expect(await journaled()).toHaveLength(1);
    expect(await world.ledgerParts().ledger.compare()).toBe('equal');
    expect((await journaled()).map(({ requestId }) => requestId)).toEqual(['whole', 'cut']);
    await ledger.record(noteOf('cut'));
    expect(await rows().countDocuments({})).toBe(2);
  });

  test('finds its database restored: by the next plan, and before anything is written', async () => {
    const { ledger } = world.ledgerParts();
    await ledger.record(noteOf('stays'));
    const dump = await before(() => ledger.record(noteOf('lost')));
    await putBack(world.connection, dump);
    let told = 0;
    ledger.watch(() => (told += 1));
    expect(await codeOf(ledger.record(noteOf('next')))).toBe('ledger_behind');
    expect(told).toBe(1);
    expect(await rows().countDocuments({})).toBe(1);
    expect(await ledger.compare()).toBe('behind');
  });
});

describe('pruning', () => {
  test('is left alone while another process prunes, and done after one that was killed at it', async () => {
    const { ledger, store } = world.ledgerParts();
    await ledger.record(noteOf());
    expect(await store.takePrune('another', 60_000)).toBe(true);
    expect(await ledger.prune(world.clock.time + 1)).toBe(0);
    await store.releasePrune('another');
    expect(await store.takePrune('killed', 0)).toBe(true);
    expect(await ledger.prune(world.clock.time + 1)).toBe(1);
    // And gives it back.
    expect(await store.takePrune('another', 60_000)).toBe(true);
  });
});

describe('what nobody can compare is refused in words', () => {
  test('a journal that is missing while the database knows one', async () => {
    await world.ledgerParts().ledger.record(noteOf());
    rmSync(world.journalFile);
    expect(await codeOf(world.ledgerParts().ledger.compare())).toBe('journal_missing');
  });

  test('a journal of another machine or database', async () => {
    await world.ledgerParts().ledger.record(noteOf());
    renameSync(world.journalFile, `${world.journalFile}.mine`);
    await world.ledgerParts().journal.create();
    expect(await codeOf(world.ledgerParts().ledger.compare())).toBe('journal_foreign');
    renameSync(`${world.journalFile}.mine`, world.journalFile);
    expect(await world.ledgerParts().ledger.compare()).toBe('equal');
  });

  test('a dump from the future: the journal is an older copy', async () => {
    await world.ledgerParts().ledger.record(noteOf());
    const older = readFileSync(world.journalFile);
    await world.ledgerParts().ledger.record(noteOf());
    writeFileSync(world.journalFile, older);
    expect(await codeOf(world.ledgerParts().ledger.compare())).toBe('ledger_ahead');
    expect(readFileSync(world.journalFile)).toEqual(older);
  });

  test('a ledger that tells another story under the same journal', async () => {
    const { ledger } = world.ledgerParts();
    const dump = await before(() => ledger.record(noteOf()));
    const [mine] = await rows().find({}).toArray();
    await putBack(world.connection, dump);
    await rows().insertOne({ ...mine, hash: 'of-somebody-else', entryId: 'other' });
    expect(await codeOf(world.ledgerParts().ledger.compare())).toBe('ledger_foreign');
  });
});

/** The ledger of a process that dies before its journal line. */
function dyingLedger(): Ledger {
  const { store, journal } = world.ledgerParts();
  const dying = { ...journal, append: () => Promise.reject(new Error('The power is gone.')) };
  return createLedger({ store, journal: dying, clock: world.clock });
}
