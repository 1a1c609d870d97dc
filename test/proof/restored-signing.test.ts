import { afterAll, beforeAll, expect, test } from '../support/jest.ts';

import { createKeyring } from '../../src/keys/keyring.ts';
import { createSigningKeys, type SigningKeys } from '../../src/proof/signing-keys.ts';
import { createSigningKeyStore } from '../../src/stores/signing-keys.ts';
import { openTestModels, type TestModels } from '../support/models.ts';

let opened: TestModels;
beforeAll(async () => {
  opened = await openTestModels();
});
afterAll(() => opened.close());

function signingKeys(): SigningKeys {
  return createSigningKeys({
    store: createSigningKeyStore({ model: opened.models.signingKey }),
    keyring: createKeyring(Buffer.alloc(32, 5)),
    clock: { now: () => Date.parse('2026-11-26T03:00:00.000Z') },
  });
}

test('after a restore, rotate-signing takes the private half from the key that came back, and the key set from before has the lost one', async () => {
  const { collection } = opened.models.signingKey;
  const { kid: old } = await signingKeys().signer();
  const dump = await collection.find({}).toArray();
  const lost = await signingKeys().rotate();
  const kept = (await signingKeys().publicKeys()).map(({ kid }) => kid);
  await collection.deleteMany({});
  await collection.insertMany(dump);
  expect((await signingKeys().signer()).kid).toBe(old);
  const fresh = await signingKeys().rotate();
  expect((await signingKeys().signer()).kid).toBe(fresh);
  expect(await collection.countDocuments({ sealed: { $exists: true } })).toBe(1);
  const published = (await signingKeys().publicKeys()).map(({ kid }) => kid);
  expect(new Set(published)).toEqual(new Set([old, fresh]));
  expect(new Set(kept)).toEqual(new Set([old, lost]));
});
