import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { errorCode } from '../../src/domain/errors.ts';
import { createLedger } from '../../src/ledger/ledger.ts';
import { lookAtLedger } from '../../src/ledger/look-at-ledger.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { dumpOf, putBack } from '../support/dump.ts';
import { noteOf } from './notes.ts';

let world: ErasureWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.empty();
  await record('first');
});

/** Each time as a process that has just begun. */
const record = (name: string): Promise<unknown> => world.ledgerParts().ledger.record(noteOf(name));
const rows = () => world.connection.collection('erasure_ledger');
const bytes = () => (existsSync(world.journalFile) ? readFileSync(world.journalFile).toString('latin1') : null);
const said = (comparing: Promise<string>): Promise<string> => comparing.catch(errorCode);

/** What a look says, once it is known to have changed nothing, and what a start says after it. */
async function lookThenStart(): Promise<{ readonly look: string; readonly start: string }> {
  const before = [await dumpOf(world.connection), bytes()];
  const { store, journal, ledger } = world.ledgerParts();
  const look = await said(lookAtLedger(store, journal));
  expect([await dumpOf(world.connection), bytes()]).toEqual(before);
  return { look, start: await said(ledger.compare()) };
}

const cases: readonly (readonly [name: string, arrange: () => Promise<unknown>, code: string])[] = [
  ['ledger and journal agree', () => record('second'), 'equal'],
  [
    'a crash left an entry in the database alone',
    async () => {
      const { store, journal } = world.ledgerParts();
      const dying = { ...journal, append: () => Promise.reject(new Error('The power is gone.')) };
      await createLedger({ store, journal: dying, clock: world.clock })
        .record(noteOf('cut'))
        .catch(() => undefined);
    },
    'equal',
  ],
  [
    'the database was restored',
    async () => {
      const dump = await dumpOf(world.connection);
      await record('lost');
      await putBack(world.connection, dump);
    },
    'behind',
  ],
  ['the journal is gone', () => rm(world.journalFile), 'journal_missing'],
  [
    "the journal is another database's",
    async () => {
      renameSync(world.journalFile, `${world.journalFile}.mine`);
      await world.ledgerParts().journal.create();
    },
    'journal_foreign',
  ],
  [
    'the journal is an older copy',
    async () => {
      const older = readFileSync(world.journalFile);
      await record('second');
      writeFileSync(world.journalFile, older);
    },
    'ledger_ahead',
  ],
  [
    'the ledger tells another story',
    () => rows().updateOne({}, { $set: { hash: 'of-somebody-else' } }),
    'ledger_foreign',
  ],
];

describe('a look at ledger and journal', () => {
  test.each(cases)('says what a start would find, and changes nothing: %s', async (_name, arrange, code) => {
    await arrange();
    expect(await lookThenStart()).toEqual({ look: code, start: code });
  });

  test('finds damage in the middle of a journal, which a start finds when it reads it through', async () => {
    for (const name of ['second', 'third']) await record(name);
    const lines = readFileSync(world.journalFile, 'utf8').split('\n');
    writeFileSync(
      world.journalFile,
      lines.map((line, at) => (at === 1 ? line.replace('first', 'other') : line)).join('\n'),
    );
    expect((await lookThenStart()).look).toBe('journal_damaged');
  });

  test('leaves a database alone that never had a journal', async () => {
    await world.empty();
    rmSync(world.journalFile, { force: true });
    const { store, journal } = world.ledgerParts();
    expect(await lookAtLedger(store, journal)).toBe('none');
    expect(bytes()).toBeNull();
    expect(await store.journalId()).toBeNull();
  });
});
