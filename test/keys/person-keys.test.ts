import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { createKeyring } from '../../src/keys/keyring.ts';
import { createPersonKeys } from '../../src/keys/person-keys.ts';
import { openJson, sealJson } from '../../src/keys/seal.ts';
import { type OpenStores, openStores } from '../stores/open-stores.ts';
import { freshEpochs } from '../support/key-file.ts';

let stores: OpenStores;

beforeAll(async () => {
  stores = await openStores();
});
afterEach(() => stores.empty());
afterAll(() => stores.close());

const broken = expect.objectContaining({ code: 'seal_broken' });

describe('the key of a person', () => {
  test('opens again as it was made, in another process as well', async () => {
    const made = await stores.personKeys.create('tenant-1');
    expect(made.key).toHaveLength(32);
    const elsewhere = createPersonKeys({ store: stores.personKeyStore, epochs: stores.epochs });
    expect(await elsewhere.open(made.keyId)).toEqual(made);
  });

  test('is one of its own, for each person', async () => {
    const [one, other] = await Promise.all([
      stores.personKeys.create('tenant-1'),
      stores.personKeys.create('tenant-1'),
    ]);
    expect(one.keyId).not.toBe(other.keyId);
    expect(one.key).not.toEqual(other.key);
  });

  test('rests wrapped: the database does not hold it', async () => {
    const { key } = await stores.personKeys.create('tenant-1');
    expect((await stores.rawBytes()).includes(key)).toBe(false);
  });

  test('once destroyed opens no more, and nothing sealed under it does', async () => {
    const { keyId, key } = await stores.personKeys.create('tenant-1');
    const place = { tenantId: 'tenant-1', collection: 'contacts', field: 'sealed', keyId };
    const sealed = sealJson(key, { name: 'Ana Example' }, place);
    const other = await stores.personKeys.create('tenant-1');
    expect(await stores.personKeys.destroy([keyId, 'never-was'])).toBe(1);
    expect(await stores.personKeys.open(keyId)).toBeNull();
    expect(await stores.personKeys.destroy([keyId])).toBe(0);
    expect(() => openJson(other.key, sealed, place)).toThrow(broken);
    expect(await stores.personKeys.open(other.keyId)).toEqual(other);
  });

  test('does not open when its row was moved to another tenant or another id', async () => {
    const { keyId } = await stores.personKeys.create('tenant-1');
    const row = await stores.models.personKeys.findById(keyId).lean();
    if (row === null) throw new Error('no row');
    await stores.models.personKeys.collection.insertOne({ ...row, _id: 'another' as never });
    await expect(stores.personKeys.open('another')).rejects.toThrow(broken);
    await stores.models.personKeys.updateOne({ _id: keyId }, { $set: { tenantId: 'tenant-2' } });
    await expect(stores.personKeys.open(keyId)).rejects.toThrow(broken);
  });

  test('does not open with another key file', async () => {
    const { keyId } = await stores.personKeys.create('tenant-1');
    const epochs = await freshEpochs(createKeyring(Buffer.alloc(32, 8)));
    const stranger = createPersonKeys({ store: stores.personKeyStore, epochs });
    await expect(stranger.open(keyId)).rejects.toMatchObject({ code: 'epoch_unknown' });
  });
});
