import { chmodSync, readFileSync, rmSync, truncateSync } from 'node:fs';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { errorCode } from '../../src/domain/errors.ts';
import { freshKeyFile } from '../support/key-file.ts';
import { dayMs, type KeyWorld, openKeyWorld } from './key-world.ts';

let world: KeyWorld;
beforeAll(async () => {
  world = await openKeyWorld();
});
afterEach(() => world.empty());
afterAll(() => world.close());

const codeOfStart = (masterKey?: Buffer): Promise<string> =>
  world.start(masterKey === undefined ? {} : { masterKey }).then(() => 'started', errorCode);

describe('the first start', () => {
  test('makes the key file, and the next one opens the same keys', async () => {
    const { stores } = await world.start();
    const made = await stores.personKeys.create('tenant-1');
    const again = await world.start();
    expect(await again.stores.personKeys.open(made.keyId)).toEqual(made);
  });

  test('of five processes at once makes one file, on which all agree', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => world.start()));
    const made = await Promise.all(all.map(({ stores }) => stores.personKeys.create('tenant-1')));
    for (const { keyId, key } of made)
      for (const { stores } of all) expect((await stores.personKeys.open(keyId))?.key).toEqual(key);
  });

  test('that was cut off after the file was made goes on with that file', async () => {
    await world.start();
    await world.connection.collection('key_state').deleteMany({});
    const before = readFileSync(world.path);
    await world.start();
    expect(readFileSync(world.path)).toEqual(before);
  });
});

describe('a start is refused', () => {
  test('with another MASTER_KEY: in one sentence, before anything is read', async () => {
    await world.start();
    expect(await codeOfStart(Buffer.alloc(32, 8))).toBe('master_key_wrong');
    rmSync(world.path);
    expect(await codeOfStart(Buffer.alloc(32, 8))).toBe('master_key_wrong');
  });

  test('without its key file, though nobody is stored yet; and no other is made', async () => {
    await world.start();
    rmSync(world.path);
    expect(await codeOfStart()).toBe('key_file_missing');
    expect(() => readFileSync(world.path)).toThrow('ENOENT');
  });

  test('without a key file over keys, also when the state of the keys is lost', async () => {
    const { stores } = await world.start();
    await stores.personKeys.create('tenant-1');
    await world.connection.collection('key_state').deleteMany({});
    rmSync(world.path);
    expect(await codeOfStart()).toBe('key_file_missing');
  });

  test('with the key file of another deployment, whatever its MASTER_KEY', async () => {
    const { stores } = await world.start();
    await stores.personKeys.create('tenant-1');
    const own = world.path;
    for (const masterKey of [Buffer.alloc(32, 7), Buffer.alloc(32, 9)]) {
      world.path = freshKeyFile();
      const other = await openKeyWorld();
      other.path = world.path;
      await other.start({ masterKey });
      await other.close();
      expect(await codeOfStart()).toBe('key_file_foreign');
      await world.connection.collection('key_state').updateOne({}, { $set: { fileId: 'kept' } });
      expect(await codeOfStart()).toBe('key_file_foreign');
      await world.connection.collection('key_state').deleteMany({});
      expect(await codeOfStart()).toBe(masterKey[0] === 7 ? 'key_file_foreign' : 'master_key_wrong');
      world.path = own;
      await world.start();
    }
  });

  test('with an old copy of the key file', async () => {
    const { rotation } = await world.start();
    const putBack = world.copyFile();
    await rotation.rotate();
    putBack();
    expect(await codeOfStart()).toBe('key_file_old');
  });

  test('with a copy that lacks an epoch in use, though the state of the keys is lost', async () => {
    const { rotation, stores } = await world.start();
    await stores.personKeys.create('tenant-1');
    const putBack = world.copyFile();
    await rotation.rotate();
    await rotation.rewrap();
    await (await world.start()).stores.personKeys.create('tenant-1');
    putBack();
    await world.connection.collection('key_state').deleteMany({});
    expect(['key_file_old', 'key_file_foreign']).toContain(await codeOfStart());
  });

  test('with a key file that others may read, or that is cut off; it is left as it is', async () => {
    await world.start();
    chmodSync(world.path, 0o644);
    expect(await codeOfStart()).toBe('key_file_open');
    chmodSync(world.path, 0o600);
    truncateSync(world.path, 200);
    const cut = readFileSync(world.path);
    expect(await codeOfStart()).toBe('key_file_damaged');
    expect(readFileSync(world.path)).toEqual(cut);
  });

  test('over a backup older than its window: nobody could read it, and nobody is taken for a stranger', async () => {
    const { stores, rotation } = await world.start();
    await stores.personKeys.create('tenant-1');
    const backup = await world.connection.collection('person_keys').find().toArray();
    for (let day = 0; day < 40; day += 1) {
      world.clock.time += dayMs;
      await rotation.work();
    }
    await world.connection.collection('person_keys').deleteMany({});
    await world.connection.collection('person_keys').insertMany(backup);
    expect(await codeOfStart()).toBe('backup_too_old');
  });

  test('over a database of before there were epochs', async () => {
    const { stores } = await world.start();
    const { keyId } = await stores.personKeys.create('tenant-1');
    await world.connection.collection('person_keys').updateOne({ _id: keyId as never }, { $unset: { epochId: '' } });
    expect(await codeOfStart()).toBe('keys_without_epoch');
    await world.connection.collection('key_state').deleteMany({});
    rmSync(world.path);
    expect(await codeOfStart()).toBe('keys_without_epoch');
  });
});

test('a backup of within its window opens again, though its epoch is over', async () => {
  const { stores, rotation } = await world.start();
  const made = await stores.personKeys.create('tenant-1');
  const names = ['person_keys', 'key_state'];
  const backup = await Promise.all(names.map((name) => world.connection.collection(name).find().toArray()));
  for (let day = 0; day < 20; day += 1) {
    world.clock.time += dayMs;
    await rotation.work();
  }
  for (const [at, name] of names.entries()) {
    await world.connection.collection(name).deleteMany({});
    await world.connection.collection(name).insertMany(backup[at] ?? []);
  }
  const restored = await world.start();
  expect(await restored.stores.personKeys.open(made.keyId)).toEqual(made);
  await restored.rotation.work();
  expect((await restored.rotation.status()).map(({ keyCount }) => keyCount)).toEqual([0, 0, 1]);
});
