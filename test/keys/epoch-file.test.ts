import { chmodSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { beforeEach, describe, expect, test } from '../support/jest.ts';

import { errorCode } from '../../src/domain/errors.ts';
import { createEpochFile } from '../../src/keys/epoch-file.ts';
import { createEpochKeys } from '../../src/keys/epoch-keys.ts';
import { createEpochLedger } from '../../src/keys/epoch-ledger.ts';
import { currentOf, firstEpochs, withNewEpoch, withoutKey } from '../../src/keys/epoch.ts';
import { createKeyring } from '../../src/keys/keyring.ts';
import { freshKeyFile } from '../support/key-file.ts';

const start = Date.parse('2031-03-05T12:00:00.000Z');
const keyring = createKeyring(Buffer.alloc(32, 7));
let path: string;
let file: ReturnType<typeof createEpochFile>;
beforeEach(() => {
  path = freshKeyFile();
  file = createEpochFile({ path, keyring });
});

const filesBeside = (): readonly string[] => readdirSync(dirname(path));
const codeOf = (done: Promise<unknown>): Promise<string> => done.then(String, errorCode);

describe('the key file', () => {
  test('is made once, for its owner alone, and says again what was written', async () => {
    expect(await file.read()).toBeNull();
    const first = await file.create(firstEpochs(start));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await file.read()).toEqual(first);
    expect(filesBeside()).toEqual([basename(path)]);
    const second = withNewEpoch(first, start + 1000);
    expect(await file.replace(second)).toBe(true);
    expect(await file.read()).toEqual(second);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('of ten first starts at once stands for all as one', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => file.create(firstEpochs(start))));
    expect(new Set(made.map(({ fileId }) => fileId)).size).toBe(1);
    expect(await file.read()).toEqual(made[0]);
    expect(filesBeside()).toEqual([basename(path)]);
  });

  test('holds no key in clear', async () => {
    const { epochs } = await file.create(firstEpochs(start));
    const text = readFileSync(path, 'utf8');
    for (const { key } of epochs) {
      for (const form of ['base64', 'base64url', 'hex'] as const) expect(text).not.toContain(key?.toString(form));
    }
  });

  test.each([0o644, 0o640, 0o604, 0o660])(
    'that others may read (mode %o) is refused, with what to do',
    async (mode) => {
      await file.create(firstEpochs(start));
      chmodSync(path, mode);
      await expect(file.read()).rejects.toMatchObject({ code: 'key_file_open', message: /chmod 600/ });
    },
  );

  test('cut off anywhere is refused with the way out, and never written over', async () => {
    const first = await file.create(firstEpochs(start));
    const whole = readFileSync(path);
    for (const length of [0, 1, Math.floor(whole.length / 2), whole.length - 3]) {
      writeFileSync(path, whole.subarray(0, length));
      await expect(file.read()).rejects.toMatchObject({ code: 'key_file_damaged', message: /newest copy/ });
      expect(await codeOf(file.replace(withNewEpoch(first, start)))).toBe('key_file_damaged');
      expect(await codeOf(file.create(firstEpochs(start)))).toBe('key_file_damaged');
      expect(readFileSync(path)).toEqual(whole.subarray(0, length));
    }
  });

  test.each(['generation', 'startedAt', 'key'])('whose %s was changed by hand is refused', async (field) => {
    await file.create(firstEpochs(start));
    const text = readFileSync(path, 'utf8');
    const changed = {
      generation: '"generation": 9',
      startedAt: '"startedAt": "2030-01-01T00:00:00.000Z"',
      key: '"key": "AAAA"',
    };
    const by = changed[field as keyof typeof changed];
    writeFileSync(path, text.replace(new RegExp(`"${field}": [^,\\n]+`), by));
    expect(readFileSync(path, 'utf8')).not.toBe(text);
    expect(await codeOf(file.read())).toBe('key_file_damaged');
  });

  test('does not open under another master key, in one sentence', async () => {
    await file.create(firstEpochs(start));
    const stranger = createEpochFile({ path, keyring: createKeyring(Buffer.alloc(32, 8)) });
    await expect(stranger.read()).rejects.toMatchObject({ code: 'master_key_wrong' });
  });

  test('is not replaced by a change of what it no longer is', async () => {
    const first = await file.create(firstEpochs(start));
    const [one, other] = [withNewEpoch(first, start + 1), withNewEpoch(first, start + 2)];
    expect(await file.replace(one)).toBe(true);
    expect(await file.replace(other)).toBe(false);
    expect(await file.read()).toEqual(one);
    expect(filesBeside()).toEqual([basename(path)]);
  });

  test('takes with the next change what a crash left beside it: that holds keys, too', async () => {
    const first = await file.create(firstEpochs(start));
    writeFileSync(`${path}.0b1c.tmp`, readFileSync(path), { mode: 0o600 });
    writeFileSync(join(dirname(path), 'somebody-elses.tmp'), '');
    await file.replace(withNewEpoch(first, start));
    expect(filesBeside()).toEqual([basename(path), 'somebody-elses.tmp'].sort());
  });

  test('may be a symbolic link, and stays one', async () => {
    const first = await file.create(firstEpochs(start));
    const linked = join(dirname(path), 'linked.json');
    symlinkSync(path, linked);
    const throughLink = createEpochFile({ path: linked, keyring });
    await throughLink.replace(withNewEpoch(first, start));
    expect(await file.read()).toEqual(await throughLink.read());
    expect((await file.read())?.generation).toBe(2);
  });

  test('in a folder that is not there is told so', async () => {
    const nowhere = createEpochFile({ path: join(dirname(path), 'none', 'keys.json'), keyring });
    expect(await nowhere.read()).toBeNull();
    await expect(nowhere.create(firstEpochs(start))).rejects.toMatchObject({ code: 'key_file_unwritable' });
  });
});

describe('epochs as a process sees them', () => {
  test('one that another process began is found the moment a key names it', async () => {
    const first = await file.create(firstEpochs(start));
    const epochs = createEpochKeys({ provider: file });
    const old = await epochs.current();
    const second = withNewEpoch(first, start + 1);
    await file.replace(second);
    const fresh = await epochs.find(currentOf(second).epochId);
    expect(fresh?.epochId).toBe(currentOf(second).epochId);
    expect((await epochs.current()).epochId).toBe(currentOf(second).epochId);
    expect((await epochs.find(old.epochId))?.keys).toEqual(old.keys);
    expect(await codeOf(epochs.find('never-was'))).toBe('epoch_unknown');
  });

  test('a destroyed one opens nothing any more, and its key leaves the memory', async () => {
    const first = await file.create(firstEpochs(start));
    const second = withNewEpoch(first, start + 1);
    await file.replace(second);
    const epochs = createEpochKeys({ provider: file });
    const [old] = first.epochs;
    const held = await epochs.find(old?.epochId ?? '');
    await file.replace(withoutKey(second, old?.epochId ?? '', start + 2));
    await epochs.refresh();
    expect(await epochs.find(old?.epochId ?? '')).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    for (const key of Object.values(held?.keys ?? {})) expect(key.every((byte) => byte === 0)).toBe(true);
    expect((await epochs.current()).keys['person-key-wrap'].some((byte) => byte !== 0)).toBe(true);
  });

  test('a file that is away, old or another’s is refused by who asks anew, and those at work go on', async () => {
    const first = await file.create(firstEpochs(start));
    const old = readFileSync(path);
    await file.replace(withNewEpoch(first, start));
    const epochs = createEpochKeys({ provider: file });
    const before = await epochs.current();
    writeFileSync(path, old);
    expect(await codeOf(epochs.refresh())).toBe('key_file_old');
    expect(await epochs.current()).toEqual(before);
    const elsewhere = freshKeyFile();
    await createEpochFile({ path: elsewhere, keyring }).create(firstEpochs(start));
    writeFileSync(path, readFileSync(elsewhere));
    expect(await codeOf(epochs.refresh())).toBe('key_file_foreign');
    expect(await epochs.current()).toEqual(before);
  });

  test('a clock that stepped back ends no epoch before it began', () => {
    const first = firstEpochs(start);
    const second = withNewEpoch(first, start - 3_600_000);
    expect(second.epochs[0]?.endedAt).toBe(start);
    expect(currentOf(second).startedAt).toBe(start);
  });

  test('an epoch is gone for the receipt only once it and all before it are destroyed', async () => {
    const first = await file.create(firstEpochs(start));
    const second = withNewEpoch(first, start + 1);
    const third = withNewEpoch(second, start + 2);
    const ledger = createEpochLedger({ epochs: createEpochKeys({ provider: file }) });
    const [one = '', two = '', three = ''] = third.epochs.map(({ epochId }) => epochId);
    expect(await ledger.current()).toBe(one);
    await file.replace(second);
    await file.replace(third);
    expect(await ledger.current()).toBe(three);
    const withoutTwo = withoutKey(third, two, start + 3);
    await file.replace(withoutTwo);
    expect(await ledger.isGone(two)).toBe(false);
    await file.replace(withoutKey(withoutTwo, one, start + 4));
    expect([await ledger.isGone(one), await ledger.isGone(two), await ledger.isGone(three)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await codeOf(ledger.isGone('never-was'))).toBe('epoch_unknown');
    // Nobody can take the current one away.
    expect(currentOf(withoutKey(third, three, start)).key).not.toBeNull();
  });
});
