import { spawn } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type StoredDocument } from '../../src/backups/records.ts';
import { runBackupList, runBackupPurge, runBackupRestore, runRestoreDrill } from '../../src/cli/backup-commands.ts';
import { openWard } from '../../src/cli/open-ward.ts';
import { runLedgerStatus } from '../../src/cli/ledger-status.ts';
import { readConfig } from '../../src/config/config.ts';
import { adoptLedger } from '../../src/ledger/adopt.ts';
import { buildContainer, type Container } from '../../src/container.ts';
import { errorCode } from '../../src/domain/errors.ts';
import { type IdentitySet } from '../../src/domain/subject.ts';
import { type Eraser } from '../../src/erasure/eraser.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { createDatabaseCopy } from '../../src/stores/database-copy.ts';
import { createTelemetry } from '../../src/telemetry/create-telemetry.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { deleteEverything, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { countsOf, identityOf, nothing, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';
import { programFile } from '../support/programs.ts';
import { type CliRun, keptOutput, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'oubli-backups-'));

let databases: readonly TestDatabase[];
let product: Product;
let person: IdentitySet;
let backupId: string;
let reference: string;
beforeAll(async () => {
  databases = await Promise.all([testDatabase(), testDatabase()]);
  const [database] = databases as readonly [TestDatabase, TestDatabase];
  product = await startProduct(serversOf(database), { environment: { BACKUP_FOLDER: folder } });
  addStaff(product.graph);
  const ana = addSomebody(product.graph, 31);
  await ana.writes('Hello, do you have roses?');
  await ana.nextMessage();
  await untilHandled(product.container);
  person = await identityOf(product.container, product.business.tenantId, ana);
  const made = await oubli('backup', 'create');
  expect(made).toMatchObject({ code: 0 });
  backupId = /([^/]+)\.oubli-backup/.exec(made.out)?.[1] ?? '';
  reference = referenceIn(await deleteEverything(ana));
  await product.graph.settled();
  await untilHandled(product.container);
}, 90_000);
afterAll(async () => {
  await product.close();
  await Promise.all(databases.map((one) => one.giveBack()));
  rmSync(folder, { recursive: true, force: true });
});

/** On the product's database, or on the second one. */
function oubli(...args: readonly string[]): Promise<CliRun> {
  return runCli(args, product.environment);
}

function secondEnvironment(): Readonly<Record<string, string>> {
  const [, second] = databases as readonly [TestDatabase, TestDatabase];
  return { ...product.environment, MONGODB_URI: serversOf(second).mongodbUri };
}

/** What a command prints that runs in this process. */
async function printed(run: (output: ReturnType<typeof keptOutput>['output']) => Promise<unknown>): Promise<string> {
  const { output, text } = keptOutput();
  await run(output);
  return text();
}

const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', errorCode);

async function databaseNames({ connection }: Container): Promise<readonly string[]> {
  const { databases: found } = await connection.getClient().db().admin().listDatabases({ nameOnly: true });
  return found.map(({ name }) => name);
}

describe('restore drill', () => {
  test('prints what would have come back, by reference and store, that nothing is left, and drops its copy', async () => {
    const drill = await oubli('restore', 'drill');
    expect(drill.err).toBe('');
    expect(drill.code).toBe(0);
    expect(drill.out).toMatch(new RegExp(`${reference}\\s+messages\\s+[1-9]`));
    expect(drill.out).toMatch(new RegExp(`${reference}\\s+person_keys\\s+1`));
    expect(drill.out).toContain('nothing of them is left');
    expect(await countsOf(product.container, person)).toEqual(nothing(product.container));
    expect((await databaseNames(product.container)).filter((name) => name.startsWith('oubli_drill_'))).toEqual([]);
  });

  test('that was killed leaves a scratch database that goes a day later, with the next purge or drill', async () => {
    const { connection, backups } = product.container;
    const now = Date.now();
    const nameAt = (made: number): string => `oubli_drill_${made.toString(36)}_0123456789ab`;
    const [old, young, alien] = [nameAt(now - 90_000_000), nameAt(now - 1_000), 'oubli_drill_of_somebody'];
    const client = connection.getClient();
    for (const name of [old, young, alien]) await client.db(name).collection('requests').insertOne({});
    expect(await printed((output) => runBackupPurge(output, backups, now))).toContain('1 scratch databases');
    const left = await databaseNames(product.container);
    expect([old, young, alien].map((name) => left.includes(name))).toEqual([false, true, true]);
    for (const name of [young, alien]) await client.db(name).dropDatabase();
  });

  test('that is stopped drops its scratch database first', async () => {
    const { connection } = product.container;
    const isUnderWay = async (): Promise<boolean> =>
      (await databaseNames(product.container)).some((name) => name.startsWith('oubli_drill_'));
    expect(await isUnderWay()).toBe(false);
    const child = spawn(process.execPath, [programFile('cli'), 'restore', 'drill'], {
      env: { PATH: process.env['PATH'] ?? '', ...product.environment },
    });
    const ended = new Promise<NodeJS.Signals | null>(
      (resolve) => void child.on('exit', (_, signal) => resolve(signal)),
    );
    await until(isUnderWay, 30_000);
    child.kill('SIGTERM');
    expect(await ended).toBe('SIGTERM');
    expect(connection.readyState).toBe(1);
    expect(await isUnderWay()).toBe(false);
  });

  test('fails when the gate would leave something', async () => {
    const lazy = (own: readonly Eraser[]): readonly Eraser[] =>
      own.map((one) =>
        one.store === 'messages' ? { ...one, erase: () => Promise.resolve({ deleted: 1, retained: 0 }) } : one,
      );
    const telemetry = createTelemetry({ level: 'silent' });
    const container = await buildContainer(readConfig(product.environment), { telemetry, erasers: lazy });
    const { output, text } = keptOutput();
    expect(await runRestoreDrill(output, container.backups, backupId)).toBe(false);
    expect(text()).toContain('LEFT');
    await container.close();
  });
});

describe('backup', () => {
  test('list shows those that stand, and purge leaves what is not over', async () => {
    const { backups } = product.container;
    expect(await printed((output) => runBackupList(output, backups.backups, Date.now()))).toContain(backupId);
    expect(await printed((output) => runBackupPurge(output, backups, Date.now()))).toBe('None is over.');
  });

  test('restore that is cut off half-way leaves a database on which nothing starts, and doctor says so', async () => {
    const config = readConfig(secondEnvironment());
    const connection = await connectMongo(config.secrets.mongodbUri);
    const { documents } = await product.container.backups.backups.open(backupId);
    const cut = async function* (): AsyncGenerator<StoredDocument> {
      let count = 0;
      for await (const document of documents()) {
        yield document;
        count += 1;
        if (count === 5) throw new Error('The power is gone.');
      }
    };
    await expect(createDatabaseCopy(connection).write(cut())).rejects.toThrow('The power is gone.');
    const telemetry = createTelemetry({ level: 'silent' });
    expect(await codeOf(buildContainer(config, { telemetry }))).toBe('restore_unfinished');
    const ward = await openWard(config);
    expect(await codeOf(ward.checkRestore())).toBe('restore_unfinished');
    await connection.dropDatabase();
    expect(await codeOf(ward.checkRestore())).toBe('none');
    await ward.close();
    await connection.close();
  });

  test('restore fills an empty database, and no other; started on it, the product opens when the person is gone', async () => {
    const { backups } = product.container;
    expect(await codeOf(printed((output) => runBackupRestore(output, backups, backupId)))).toBe('database_not_empty');
    const environment = secondEnvironment();
    const restored = await runCli(['backup', 'restore', backupId], environment);
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(restored.out).toContain('No request waits in it.');
    const second = await buildContainer(readConfig(environment), { telemetry: createTelemetry({ level: 'silent' }) });
    expect((await countsOf(second, person))['messages']).toBeGreaterThan(0);
    expect(await printed((output) => runLedgerStatus(output, second.ledger))).toContain('was restored');
    expect(await codeOf(second.backups.backups.create())).toBe('ledger_behind');
    expect(await codeOf(adoptLedger(second.ledger.store, second.ledger.journal))).toBe('adopt_refused');
    await second.gate.start();
    await until(() => second.gate.isOpen());
    expect(await countsOf(second, person)).toEqual(nothing(second));
    expect(await printed((output) => runLedgerStatus(output, second.ledger))).toContain('They agree.');
    await second.close();
  });

  test('without a folder explains itself', async () => {
    const { code, err } = await runCli(['backup', 'list'], { ...product.environment, BACKUP_FOLDER: '' });
    expect(code).toBe(1);
    expect(err).toContain('BACKUP_FOLDER is not set');
  });
});

describe('ledger adopt', () => {
  test('makes a new journal where the old one is lost, once the operator states that nothing was restored', async () => {
    const { store, journal, ledger } = product.container.ledger;
    const status = (): Promise<string> => printed((output) => runLedgerStatus(output, { store, journal, ledger }));
    expect(await codeOf(adoptLedger(store, journal))).toBe('adopt_needless');
    const { journalFile } = product.secrets;
    renameSync(journalFile, `${journalFile}.lost`);
    expect(await status()).toContain('ledger adopt');
    expect((await oubli('ledger', 'adopt')).err).toContain('--nothing-was-restored');
    expect(await oubli('ledger', 'adopt', '--nothing-was-restored')).toMatchObject({ code: 0, err: '' });
    expect(await status()).toContain('They agree.');
    // The backup from before is still one of this deployment.
    const drill = await printed((output) => runRestoreDrill(output, product.container.backups, backupId));
    expect(drill).toContain(reference);
    expect(drill).toContain('nothing of them is left');
  });
});
