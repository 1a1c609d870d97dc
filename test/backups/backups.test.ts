import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';
import { mongo } from 'mongoose';

import { type Backups, type BackupsParts, createBackups } from '../../src/backups/backups.ts';
import { writeBackup } from '../../src/backups/backup-file.ts';
import { createDatabaseCopy } from '../../src/stores/database-copy.ts';
import { errorCode } from '../../src/domain/errors.ts';
import { type ErasureWorld, openErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames } from '../erasure/tenant-and-names.ts';
import { fill } from '../erasure/samples.ts';
import { rowsThat } from '../support/product/rows.ts';

const day = 86_400_000;

let world: ErasureWorld;
let folder: string;
/** Another disk, until it is taken away. */
let disk: string;
let unreadable: string[];
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.empty();
  unreadable = [];
  folder = mkdtempSync(join(tmpdir(), 'oubli-backups-'));
  disk = join(folder, 'disk');
  await fill(world, world.identity(await world.person(world.tenant, anaNames)), 5);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', errorCode);

function backupsWith(rest: Partial<Pick<BackupsParts, 'key' | 'folder' | 'database'>> = {}): Backups {
  const { key = Buffer.alloc(32, 5), database = createDatabaseCopy(world.connection) } = rest;
  const ledgerIndex = async (): Promise<number> => (await world.ledgerParts().store.head()).index;
  return createBackups({
    ...{ folder: rest.folder === undefined ? folder : rest.folder, lifeMs: 21 * day, key, database, ledgerIndex },
    clock: world.clock,
    onUnreadable: (name) => void unreadable.push(name),
  });
}

async function drain(backups: Backups, id: string): Promise<number> {
  const { documents } = await backups.open(id);
  let count = 0;
  for await (const { bson } of documents()) count += bson.length > 0 ? 1 : 0;
  return count;
}

describe('a backup', () => {
  test('gives back every document of every collection, byte for byte', async () => {
    const types = { int: new mongo.Int32(1), long: mongo.Long.fromNumber(2), double: new mongo.Double(3) };
    await world.connection.collection('odd_types').insertOne({ ...types, bytes: Buffer.from('b'), at: new Date() });
    const before = await rowsThat(world.connection, {});
    const backups = backupsWith();
    const { backupId } = await backups.create();
    const { documents } = await backups.open(backupId);
    await world.connection.dropCollection('odd_types');
    await world.empty();
    const database = createDatabaseCopy(world.connection);
    expect(await database.isEmpty()).toBe(true);
    expect(await database.write(documents())).toBe(before.size);
    expect(await rowsThat(world.connection, {})).toEqual(before);
    expect(await database.isEmpty()).toBe(false);
    await world.connection.dropCollection('odd_types');
  });

  test('holds nothing readable but its header, is for its owner alone, and never takes the place of a file', async () => {
    const backups = backupsWith();
    const { file } = await backups.create();
    const bytes = readFileSync(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Object.keys(JSON.parse(bytes.subarray(0, bytes.indexOf(10)).toString()) as object)).toEqual([
      ...['format', 'backupId', 'createdAt', 'ledgerIndex'],
    ]);
    expect(bytes.includes('tenant-first')).toBe(false);
    const header = { format: 'oubli-backup-1', backupId: 'other', createdAt: 1, ledgerIndex: 0 } as const;
    const nothing = createDatabaseCopy(world.connection).read();
    expect(await codeOf(writeBackup(file, Buffer.alloc(32, 5), header, nothing))).toBe('backup_exists');
    expect(readFileSync(file)).toEqual(bytes);
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  test('keeps more than memory would: documents of many megabytes go through in chunks', async () => {
    const large = Buffer.alloc(3 * 1_048_576, 7);
    await world.connection
      .collection('lanes')
      .insertMany(Array.from({ length: 6 }, (_, index) => ({ _id: `large-${String(index)}`, large })) as never[]);
    const backups = backupsWith();
    const { backupId, sizeBytes } = await backups.create();
    expect(sizeBytes).toBeGreaterThan(6 * large.length);
    expect(await drain(backups, backupId)).toBe((await rowsThat(world.connection, {})).size);
  });

  test.each([
    ['one bit changed', (bytes: Buffer) => bytes.fill((bytes.at(-40) ?? 0) ^ 1, bytes.length - 40, bytes.length - 39)],
    ['its end cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 7)],
    ['something behind its end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('more')])],
    [
      'another time in its header',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('"createdAt":1', '"createdAt":2'), 'latin1'),
    ],
    ['nothing in it', () => Buffer.from('x')],
  ])('with %s is refused', async (_what, spoil) => {
    const backups = backupsWith();
    const { file, backupId } = await backups.create();
    writeFileSync(file, spoil(readFileSync(file)));
    expect(await codeOf(drain(backups, backupId))).toBe('backup_damaged');
  });

  test('under another key is refused', async () => {
    const { file } = await backupsWith().create();
    rmSync(join(folder, 'catalogue.json'));
    const other = backupsWith({ key: Buffer.alloc(32, 6) });
    const [found] = await other.list();
    expect(found?.file).toBe(file);
    expect(await codeOf(drain(other, found?.backupId ?? ''))).toBe('backup_damaged');
  });
});

describe('the catalogue', () => {
  test('says which backups stand, and when the oldest of them was made', async () => {
    const backups = backupsWith();
    expect(await backups.oldestStanding()).toBeNull();
    const first = await backups.create();
    world.clock.time += 20 * day;
    const second = await backups.create();
    expect((await backups.list()).map(({ backupId }) => backupId)).toEqual([first.backupId, second.backupId]);
    expect(await backups.purge()).toEqual([]);
    expect(await backups.oldestStanding()).toBe(first.createdAt);
    world.clock.time += day;
    expect((await backups.purge()).map(({ backupId }) => backupId)).toEqual([first.backupId]);
    expect(await backups.oldestStanding()).toBe(second.createdAt);
    rmSync(second.file);
    expect(await backups.oldestStanding()).toBeNull();
  });

  test('counts a file that it does not know: two commands at once, or a copy brought back', async () => {
    const backups = backupsWith();
    const made = await backups.create();
    const elsewhere = await backups.create(join(folder, 'elsewhere'));
    expect((await backups.list()).length).toBe(2);
    rmSync(join(folder, 'catalogue.json'));
    expect(await backups.list()).toEqual([made]);
    expect(elsewhere.file).toContain('elsewhere');
  });

  test('keeps a backup elsewhere whose disk is away, counts it, and does not purge it unseen', async () => {
    const backups = backupsWith();
    const far = await backups.create(disk);
    renameSync(disk, `${disk}-away`);
    world.clock.time += day;
    const near = await backups.create();
    expect(await backups.list()).toEqual([{ ...far, isAway: true }, near]);
    expect(await backups.oldestStanding()).toBe(far.createdAt);
    world.clock.time += 30 * day;
    expect((await backups.purge()).map(({ backupId }) => backupId)).toEqual([near.backupId]);
    expect(await backups.oldestStanding()).toBe(far.createdAt);
    renameSync(`${disk}-away`, disk);
    expect(await backups.list()).toEqual([far]);
    expect(await codeOf(backups.forget(far.backupId))).toBe('backup_there');
    expect((await backups.purge()).map(({ backupId }) => backupId)).toEqual([far.backupId]);
    expect(readdirSync(disk)).toEqual([]);
  });

  test('forgets one that is away for good when the operator says so, and no other', async () => {
    const backups = backupsWith();
    const far = await backups.create(disk);
    rmSync(disk, { recursive: true });
    expect(await codeOf(backups.forget('no-such-backup'))).toBe('backup_unknown');
    await backups.forget(far.backupId);
    expect(await backups.list()).toEqual([]);
    expect(await backups.oldestStanding()).toBeNull();
  });

  test('lists a backup before its file is there, so that one that was killed behind its back is not unknown', async () => {
    const listed: number[] = [];
    const database = {
      async *read() {
        listed.push((await backupsWith().list()).length);
        yield* createDatabaseCopy(world.connection).read();
      },
    };
    await backupsWith({ database }).create(disk);
    expect(listed).toEqual([1]);
    const broken = {
      async *read() {
        yield* [];
        await Promise.reject(new Error('The power is gone.'));
      },
    };
    await expect(backupsWith({ database: broken }).create(disk)).rejects.toThrow();
    expect((await backupsWith().list()).length).toBe(1);
  });

  test('leaves out a file that is no backup, and says so once: what stands is listed and purged all the same', async () => {
    const backups = backupsWith();
    const { backupId, createdAt } = await backups.create();
    writeFileSync(join(folder, 'half.oubli-backup'), 'x');
    expect((await backups.list()).map((one) => one.backupId)).toEqual([backupId]);
    expect(await backups.oldestStanding()).toBe(createdAt);
    world.clock.time += 21 * day;
    expect((await backups.purge()).map((one) => one.backupId)).toEqual([backupId]);
    expect(unreadable).toEqual(['half.oubli-backup']);
    expect(readdirSync(folder)).toContain('half.oubli-backup');
  });

  test('is rid of what a "backup create" left that was killed, a day later', async () => {
    const backups = backupsWith();
    await backups.create();
    for (const [name, ageMs] of [
      ['old', day + 1_000],
      ['new', 1_000],
    ] as const) {
      const draft = join(folder, `${name}.oubli-backup.0123456789ab.new`);
      writeFileSync(draft, 'x');
      utimesSync(draft, 0, (world.clock.time - ageMs) / 1_000);
    }
    expect(await backups.purge()).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual(['new.oubli-backup.0123456789ab.new']);
  });

  test('is rid of such drafts in every folder that it lists, of its own ones as well, and a new backup in the one it goes to', async () => {
    const backups = backupsWith();
    const drafts = [join(disk, 'old.oubli-backup.0123456789ab.new'), join(folder, 'catalogue.json.0123456789ab.new')];
    const leave = (): void => {
      mkdirSync(disk, { recursive: true });
      for (const draft of drafts) {
        writeFileSync(draft, 'x');
        utimesSync(draft, 0, (world.clock.time - day - 1_000) / 1_000);
      }
    };
    const left = (): readonly string[] =>
      [...readdirSync(disk), ...readdirSync(folder)].filter((name) => name.endsWith('.new'));
    leave();
    await backups.create(disk);
    expect(left()).toEqual(['catalogue.json.0123456789ab.new']);
    leave();
    await backups.purge();
    expect(left()).toEqual([]);
  });

  test('that another hand changed is refused', async () => {
    const backups = backupsWith();
    await backups.create();
    const path = join(folder, 'catalogue.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"ledgerIndex": 0', '"ledgerIndex": 9'));
    expect(await codeOf(backups.list())).toBe('catalogue_damaged');
  });

  test('without a folder is explained, and nothing is known to stand', async () => {
    const backups = backupsWith({ folder: null });
    expect(await codeOf(backups.list())).toBe('backup_folder_missing');
    expect(await backups.oldestStanding()).toBeNull();
  });
});
