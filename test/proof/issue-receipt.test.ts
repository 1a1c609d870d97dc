import { createPublicKey, verify } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { makeReference } from '../../src/domain/reference.ts';
import { createKeyring } from '../../src/keys/keyring.ts';
import { type AuditLog, createAuditLog } from '../../src/proof/audit-log.ts';
import { canonicalJson } from '../../src/proof/canonical-json.ts';
import { createIssueReceipt, type IssueReceipt } from '../../src/proof/issue-receipt.ts';
import { payloadOf } from '../../src/proof/jws.ts';
import { hashLeaf } from '../../src/proof/merkle-hash.ts';
import { isIncluded } from '../../src/proof/merkle-verify.ts';
import { type Receipt } from '../../src/proof/receipt.ts';
import { type ReceiptBody, receiptEntry } from '../../src/proof/receipt-format.ts';
import { createSigningKeys, type SigningKeys } from '../../src/proof/signing-keys.ts';
import { readKeySet } from '../../src/proof/verify/key-set.ts';
import { nodePrimitives } from '../../src/proof/verify/node-primitives.ts';
import { verifyReceipt } from '../../src/proof/verify/verify-receipt.ts';
import { createAuditStore } from '../../src/stores/audit-log.ts';
import { createSigningKeyStore } from '../../src/stores/signing-keys.ts';
import { openTestModels, type TestModels } from '../support/models.ts';

const clock = { now: () => Date.parse('2026-11-26T03:00:00.000Z') };
const at = '2026-11-26T03:00:00.000Z';

let opened: TestModels;
let log: AuditLog;
let signingKeys: SigningKeys;
let issue: IssueReceipt;
const openKeys = (): SigningKeys =>
  createSigningKeys({
    store: createSigningKeyStore({ model: opened.models.signingKey }),
    keyring: createKeyring(Buffer.alloc(32, 5)),
    clock,
  });
beforeAll(async () => {
  opened = await openTestModels();
  log = createAuditLog({
    store: createAuditStore({ entries: opened.models.auditEntry, nodes: opened.models.auditNode }),
  });
  signingKeys = openKeys();
  issue = createIssueReceipt({ log, signingKeys });
});
afterAll(() => opened.close());

const referenceOf = (number: number): string => makeReference(new Uint8Array(11).fill(number));

const body: ReceiptBody = {
  v: 1,
  typ: 'oubli-erasure-receipt',
  kind: 'live',
  reference: referenceOf(1),
  iss: 'https://oubli.example.org',
  controller: { id: 'tenant-first', name: 'Made-Up Plants' },
  scope: 'at this provider for this business',
  policy: { instruction: 'A'.repeat(43), plan: 'B'.repeat(42) + 'A' },
  times: { received: at, verified: at, erasedFrom: at, verifiedAbsent: at, backupsBy: at },
  method: { verification: ['wa-signed-inbound'], risk: 'normal' },
  coverage: { register: 'A'.repeat(43), stores: 1, scan: 'names-and-keys' },
  stores: [
    {
      ...{ store: 'messages', matched: 3, deleted: 2, anonymised: 0, retained: 1 },
      ...{ ground: 'legal_duty', until: at, residual: 0 },
    },
  ],
  heldUntil: [],
  downstream: [],
  limits: ['your-phone'],
  commit: [],
  prev: null,
};
const [store] = body.stores;
if (store === undefined) throw new Error('No store.');

describe('a receipt', () => {
  test.each([
    ['something was left', { ...body, stores: [{ ...store, residual: 1 as never }] }],
    ['the counts do not add up', { ...body, stores: [{ ...store, deleted: 1 }] }],
    ['something is kept without a ground', { ...body, stores: [{ ...store, ground: null }] }],
    ['a store of the register is missing', { ...body, coverage: { ...body.coverage, stores: 2 } }],
    ['one store stands for two', { ...body, stores: [store, store], coverage: { ...body.coverage, stores: 2 } }],
    ['no store was scanned at all', { ...body, stores: [], coverage: { ...body.coverage, stores: 0 } }],
  ] satisfies readonly (readonly [string, ReceiptBody])[])(
    'is never signed while %s, and leaves nothing in the log (privacy.md 8.7 number 8)',
    async (_why, unclean) => {
      const before = await log.head();
      await expect(issue('tenant-first', unclean, clock.now())).rejects.toMatchObject({ code: 'receipt_unclean' });
      expect(await log.head()).toEqual(before);
    },
  );

  test.each([
    ['the address has capitals', { ...body, iss: 'HTTPS://oubli.example.org' }],
    ['the name of the business has a tab', { ...body, controller: { ...body.controller, name: 'Made-Up\tPlants' } }],
    ['a store has a capital', { ...body, stores: [{ ...store, store: 'Messages' }] }],
    ['the plan has no hash', { ...body, policy: { ...body.policy, plan: '' } }],
  ] satisfies readonly (readonly [string, ReceiptBody])[])(
    'is never signed where no verifier would accept it, and leaves nothing in the log: %s',
    async (_why, refused) => {
      const before = await log.head();
      await expect(issue('tenant-first', refused, clock.now())).rejects.toMatchObject({ code: 'receipt_invalid' });
      expect(await log.head()).toEqual(before);
    },
  );

  test('is accepted by every verifier', async () => {
    const { jws } = await issue('tenant-first', body, clock.now());
    const keys = (await readKeySet({ keys: await signingKeys.publicKeys() }, nodePrimitives)) ?? [];
    expect(await verifyReceipt(jws, keys, nodePrimitives)).toMatchObject({ code: 'valid' });
  });

  test('is in the log at the place it names', async () => {
    const { jws } = await issue('tenant-first', body, clock.now());
    const { log: place, ...rest } = payloadOf(jws) as Receipt;
    const leaf = hashLeaf(Buffer.from(canonicalJson(receiptEntry(rest))));
    const root = Buffer.from(place.root, 'base64url');
    const proof = place.proof.map((hash) => Buffer.from(hash, 'base64url'));
    expect(isIncluded({ leaf, index: place.index, size: place.size, root, proof })).toBe(true);
  });
});

describe('signing keys', () => {
  const isSignedBy = async (jws: string, kid: string): Promise<boolean> => {
    const key = (await signingKeys.publicKeys()).find((one) => one.kid === kid);
    const [header = '', payload = '', signature = ''] = jws.split('.');
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    return verify(null, Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url'));
  };

  test('five processes that need the first key at once make one', async () => {
    await opened.models.signingKey.deleteMany({});
    const signers = await Promise.all(Array.from({ length: 5 }, () => openKeys().signer()));
    expect(new Set(signers.map(({ kid }) => kid)).size).toBe(1);
    expect(await opened.models.signingKey.countDocuments()).toBe(1);
  });

  test('a retired key still checks what it signed, signs nothing, and its private half is gone', async () => {
    const old = await signingKeys.signer();
    const { jws } = await issue('tenant-first', { ...body, reference: referenceOf(2) }, clock.now());
    const kid = await signingKeys.rotate();
    expect(kid).not.toBe(old.kid);
    expect(await isSignedBy(jws, old.kid)).toBe(true);
    expect((await signingKeys.signer()).kid).toBe(kid);
    expect((await opened.models.signingKey.findById(old.kid).lean())?.sealed).toBeUndefined();
    const next = await issue('tenant-first', { ...body, reference: referenceOf(3) }, clock.now());
    expect(await isSignedBy(next.jws, kid)).toBe(true);
  });

  test('of two rotations at once one wins and the other says so', async () => {
    const results = await Promise.allSettled([openKeys().rotate(), openKeys().rotate()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await opened.models.signingKey.countDocuments({ isCurrent: true })).toBe(1);
  });
});

describe('canonical JSON', () => {
  test('is the same whatever the order of members, and reads back as what it was', () => {
    const json = fc.letrec<{ value: never }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 2 },
        fc.string({ unit: 'binary' }),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value')),
      ) as never,
    })).value;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (value) => {
        const shuffled = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 50 },
    );
  });

  test('sorts by UTF-16 code units, as RFC 8785 shows, and refuses a fraction', () => {
    const sample = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(sample)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
    expect(() => canonicalJson({ half: 0.5 })).toThrow(RangeError);
  });
});
