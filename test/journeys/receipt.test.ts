import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type Receipt } from '../../src/proof/receipt.ts';
import { type RequestEntry } from '../../src/proof/audit-entry.ts';
import { verifyLog } from '../../src/proof/verify-log.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { askForCode, deleteEverything, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let product: Product;
let person: Person;
let last: string;
let reference: string;
let jws: string;
let receipt: Receipt;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database), { tenant: { rest: { codeChannels: { chat: true } } } });
  addStaff(product.graph);
  person = addSomebody(product.graph, 1);
  await person.writes('Hello, is the made-up fern still there?');
  await person.nextMessage();
  const message = await deleteEverything(person);
  last = message.text;
  reference = referenceIn(message);
  jws = await (await fetch(`${product.url}/r/${reference}/live.jws`)).text();
  receipt = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Receipt;
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

describe('the receipt of an erasure', () => {
  test('is signed by a key of the provider, over everything in it', async () => {
    const [header = '', payload = '', signature = ''] = jws.split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { readonly kid: string };
    const keys = await product.container.stores.signingKeys.publicKeys();
    const key = keys.find((one) => one.kid === kid);
    if (key === undefined) throw new Error('The key is not published.');
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    const signed = Buffer.from(`${header}.${payload}`);
    expect(verify(null, signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
    signed[signed.length - 1] = (signed.at(-1) ?? 0) ^ 1;
    expect(verify(null, signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(false);
  });

  test('says how it was asked for, every store of the register, and nothing that was left', () => {
    const { container } = product;
    expect(receipt).toMatchObject({ kind: 'live', reference, prev: null, coverage: { scan: 'names-and-keys' } });
    expect(receipt.method.verification).toEqual(['wa-signed-inbound', expect.stringMatching(/^code-/)]);
    expect(receipt.stores.map(({ store }) => store)).toEqual(
      container.stages.register.erasers.map(({ store }) => store),
    );
    expect(new Set(receipt.stores.map(({ residual }) => residual))).toEqual(new Set([0]));
    expect(receipt.stores.find(({ store }) => store === 'contacts')).toMatchObject({ matched: 1, deleted: 1 });
    expect(receipt.heldUntil.map(({ what }) => what)).toContain('farewell');
  });

  test('names nobody: only the secret of the farewell shows whose it is', () => {
    const secret = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}-[0-9A-Z]{6}/.exec(last)?.[0].replaceAll('-', '') ?? '';
    const claim = createHmac('sha256', secret).update(`oubli-claim-v1\nphone\n${person.phone ?? ''}`);
    expect(receipt.commit).toContainEqual({ kind: 'phone', hash: claim.digest('base64url') });
    const text = JSON.stringify(receipt);
    expect(text).not.toContain(person.phone ?? 'nobody');
    expect(text).not.toContain(secret);
  });

  test('stands in a log in which nothing was changed, together with every step of the request', async () => {
    const { stores } = product.container;
    const entries = async (): Promise<readonly RequestEntry[]> => {
      const stored = await stores.auditStore.entries(0, 100);
      return stored
        .map(({ text }) => JSON.parse(text) as RequestEntry)
        .filter(({ type }) => type.startsWith('request.'));
    };
    await until(async () => (await entries()).some(({ type }) => type === 'request.erased'));
    const steps = await entries();
    expect([...steps].sort((left, right) => left.seq - right.seq).map(({ type }) => type)).toEqual([
      'request.intent_shown',
      'request.code_sent',
      'request.verified',
      'request.planning',
      'request.erasing',
      'request.scanning',
      'request.erased',
    ]);
    expect(new Set(steps.map(({ p }) => p)).size).toBe(1);
    const { size, root } = receipt.log;
    expect((await verifyLog(stores.auditStore, [{ size, root }])).fault).toBeNull();
  });

  test('is what the business gets with its notice', async () => {
    await until(() => product.webhook.received.some(({ body }) => body.includes('"dsr.erased"')));
    const told = product.webhook.received.map(({ body }) => JSON.parse(body) as { type: string; data: object });
    expect(told.find(({ type }) => type === 'dsr.erased')?.data).toMatchObject({ receipt: { jws } });
  });
});

describe('the page behind a reference', () => {
  const pageOf = async (path: string): Promise<{ status: number; text: string; headers: Headers }> => {
    const answer = await fetch(`${product.url}${path}`);
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };

  test('is the one in the farewell, takes the reference as it is typed, and offers the file', async () => {
    expect(last).toContain(`/r/${reference}`);
    const { status, text, headers } = await pageOf(`/r/${reference.toLowerCase().replaceAll('-', '')}`);
    expect(status).toBe(200);
    expect(text).toContain('Your data is deleted.');
    expect(text).toContain(`/r/${reference}/live.jws`);
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('speaks five languages, Arabic from the right', async () => {
    expect((await pageOf(`/r/${reference}?lang=ar`)).text).toContain('dir="rtl"');
    expect((await pageOf(`/r/${reference}?lang=pt`)).text).toContain('Recibo assinado');
  });

  test('says the same of what never was, is mistyped, or is not confirmed', async () => {
    await askForCode(addSomebody(product.graph, 2));
    const { operator } = product.container.stages;
    const open = (): ReturnType<typeof operator.list> => operator.list({ states: ['code_sent'], limit: 1 });
    await until(async () => (await open()).length === 1);
    const unconfirmed = (await open())[0]?.reference ?? '';
    expect(unconfirmed).toMatch(/^ER-/);
    const strip = (page: string): string => page.replaceAll(/nonce="[^"]*"/g, '');
    const [one, two, three, file] = await Promise.all([
      pageOf(`/r/${unconfirmed}?lang=en`),
      pageOf('/r/ER-0000-0000-0000?lang=en'),
      pageOf('/r/nonsense?lang=en'),
      pageOf('/r/ER-0000-0000-0000/live.jws?lang=en'),
    ]);
    expect([one.status, two.status, three.status, file.status]).toEqual([404, 404, 404, 404]);
    expect(
      new Set([one, two, three, file].map(({ text }) => createHash('sha256').update(strip(text)).digest('hex'))).size,
    ).toBe(1);
  });
});
