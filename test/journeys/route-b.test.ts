import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type AddedTenant } from '../../src/tenants/add-tenant.ts';
import { runCli } from '../cli/run-cli.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { businessIds, otherIds, tenantFileFor } from '../support/product/business.ts';
import { expectTaken, isFarewell, nextCode, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { addBusiness, type Product, serversOf, startProduct } from '../support/product/product.ts';
import { countsOf, identityOf, nothing, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { asks, confirms, operatorIds, referencesIn, shapeOf, to } from './operator-chat.ts';

let database: TestDatabase;
let product: Product;
let teas: AddedTenant;
let operator: AddedTenant;
let operatorWebhook: WebhookReceiver;
let teasWebhook: WebhookReceiver;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database));
  [operatorWebhook, teasWebhook] = await Promise.all([startWebhookReceiver(), startWebhookReceiver()]);
  teas = await addOther('Made-Up Teas', otherIds, { webhook: teasWebhook });
  operator = await addOther('Made-Up Messaging', operatorIds, { webhook: operatorWebhook, rest: { isOperator: true } });
  product.graph.addTemplate({
    ...{ wabaId: operatorIds.wabaId, name: 'oubli_code', language: 'en_US', category: 'AUTHENTICATION' },
    ...{ parameterCount: 1, hasCodeButton: true },
  });
  addStaff(product.graph);
}, 60_000);
afterAll(async () => {
  await product.close();
  await Promise.all([operatorWebhook.close(), teasWebhook.close()]);
  await database.giveBack();
});

async function addOther(
  name: string,
  ids: typeof operatorIds | typeof otherIds,
  { webhook, rest = {} }: { readonly webhook: WebhookReceiver; readonly rest?: Readonly<Record<string, unknown>> },
): Promise<AddedTenant> {
  const { wabaId, portfolioId, token, phoneNumberId, displayPhoneNumber } = ids;
  product.graph.addNumber({ ...ids, appSecret: product.appSecret });
  const file = { name, wabaId, portfolioId, accessToken: token, phoneNumbers: [{ phoneNumberId, displayPhoneNumber }] };
  const isOperator = ids === operatorIds;
  return addBusiness(
    product.container,
    tenantFileFor({
      rest: {
        ...file,
        codeChannels: isOperator ? { template: { name: 'oubli_code' } } : { chat: true },
        channels: { webhook: { url: webhook.url } },
        ...rest,
      },
    }),
  );
}

/** Has written to these businesses before. */
async function wroteTo(person: Person, ...numbers: readonly string[]): Promise<void> {
  for (const number of numbers) {
    await expectTaken(person.writes('Hello', { to: number }));
    await person.nextMessage();
  }
  await untilHandled(product.container);
}

interface Told {
  readonly type: string;
  readonly data: {
    readonly what?: string;
    readonly reference: string;
    readonly reveal: { readonly url: string } | null;
    readonly receipt?: { readonly jws: string };
  };
}

async function toldOf(webhook: WebhookReceiver, reference: string, type: string): Promise<Told['data']> {
  const found = (): Told | undefined =>
    webhook.received
      .map(({ body }) => JSON.parse(body) as Told)
      .find((one) => one.type === type && one.data.reference === reference);
  await until(() => found() !== undefined, 20_000);
  const told = found();
  if (told === undefined) throw new Error('Nobody was told.');
  return told.data;
}

async function revealed(url: string): Promise<readonly unknown[]> {
  const { pathname, hash } = new URL(url);
  const answer = await fetch(`${product.url}${pathname}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: hash.slice(1) }),
  });
  return ((await answer.json()) as { readonly identifiers: readonly unknown[] }).identifiers;
}

describe('on the operator’s own number', () => {
  test('two businesses are asked at once: each erases, and hears of its own request alone', async () => {
    const ana = addSomebody(product.graph, 1, { bsuids: { [otherIds.portfolioId]: 'US.3000000000000000001' } });
    await wroteTo(ana, businessIds.phoneNumberId, otherIds.phoneNumberId);
    const [atPlants, atTeas] = await Promise.all([
      identityOf(product.container, product.business.tenantId, ana),
      identityOf(product.container, teas.tenantId, ana),
    ]);
    await asks(ana, 'made up plnats, Made-Up Teas');
    expect(product.webhook.received.length + teasWebhook.received.length).toBe(0);
    const [plants = '', tea = ''] = referencesIn(await confirms(ana));
    const erased = await toldOf(product.webhook, plants, 'dsr.erased');
    await toldOf(teasWebhook, tea, 'dsr.erased');
    await ana.waitFor((message) => isFarewell(message));
    await untilHandled(product.container);
    expect(await countsOf(product.container, atPlants)).toEqual(nothing(product.container));
    expect(await countsOf(product.container, atTeas)).toEqual(nothing(product.container));
    const [, body = ''] = erased.receipt?.jws.split('.') ?? [];
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({
      method: { verification: ['wa-signed-inbound', 'asked-at-operator', 'code-by-template'] },
    });
    expect(JSON.stringify(teasWebhook.received)).not.toContain(plants);
    await expectTaken(ana.writes(`STATUS ${tea}`, to));
    expect((await ana.waitFor(({ text }) => text.includes(tea))).text).toContain('deleted');
  }, 60_000);

  test('a customer, a stranger and a business that nobody knows read the same, word for word', async () => {
    const customer = addSomebody(product.graph, 2);
    const [stranger, another] = [addSomebody(product.graph, 3), addSomebody(product.graph, 8)];
    await wroteTo(customer, businessIds.phoneNumberId);
    const read = async (person: Person, words: string): Promise<readonly unknown[]> => {
      const shown = await asks(person, words);
      return [shapeOf(shown, words), shapeOf(await confirms(person), words)];
    };
    const asCustomer = await read(customer, 'Made-Up Plants');
    expect(await read(stranger, 'Made-Up Plants')).toEqual(asCustomer);
    expect(await read(another, 'Quite Another Shop')).toEqual(asCustomer);
  }, 60_000);

  test('an unknown business is recorded, answered, and told to the operator’s people with what was written', async () => {
    const ben = addSomebody(product.graph, 4);
    await asks(ben, 'Quite Another Shop');
    const reference = referenceIn(await confirms(ben));
    const told = await toldOf(operatorWebhook, reference, 'dsr.asked');
    expect(told.what).toBe('relay');
    expect(JSON.stringify(told)).not.toContain('Quite Another');
    const facts = await revealed(told.reveal?.url ?? '');
    expect(facts).toContainEqual({ kind: 'asked_business', value: 'Quite Another Shop' });
    expect(facts).toContainEqual({ kind: 'asked_about', value: 'Ana Fictive, spring 2024' });
    await expectTaken(ben.writes(`STATUS ${reference}`, to));
    expect((await ben.waitFor(({ text }) => text.includes('passing it on'))).text).toContain(reference);
    // It is listed until somebody says that it is answered: by the command too, once.
    const headers = { authorization: `Bearer ${operator.apiKey}` };
    const listed = async (): Promise<string> => (await fetch(`${product.url}/v1/relays`, { headers })).text();
    expect(await listed()).toContain(`{"reference":"${reference}","what":"relay"`);
    const relay = (...args: readonly string[]) => runCli(['relay', ...args], product.environment);
    expect((await relay('list', '--tenant', operator.tenantId)).out).toMatch(new RegExp(`${reference} +relay`));
    expect(await relay('answered', reference)).toMatchObject({ code: 0, err: '' });
    expect(await listed()).not.toContain(reference);
    expect(await relay('answered', reference)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('before'),
    });
    // And says nothing of it to anybody else.
    const other = addSomebody(product.graph, 5);
    await expectTaken(other.writes(`STATUS ${reference}`, to));
    expect((await other.nextMessage()).text).toContain('no open request');
  }, 60_000);

  test('CANCEL in this chat takes it back: whoever was told hears so, and the person reads which', async () => {
    const fay = addSomebody(product.graph, 9);
    await asks(fay, 'Made-Up Teas and Quite Another Shop');
    const [tea = '', shop = ''] = referencesIn(await confirms(fay));
    // The business holds nothing about her: it is told itself, with a link to who she is, and hears of no other business.
    const told = await toldOf(teasWebhook, tea, 'dsr.asked');
    expect(told.what).toBe('nothing-held');
    const facts = await revealed(told.reveal?.url ?? '');
    expect(facts).toContainEqual({ kind: 'phone', value: fay.phone });
    expect(JSON.stringify(facts)).not.toContain('Another');
    await expectTaken(fay.writes(`STATUS ${tea}`, to));
    await fay.waitFor(({ text }) => text.includes('I hold nothing about you'));
    await expectTaken(fay.writes('CANCEL', to));
    const answer = await fay.waitFor(({ text }) => text.includes('told them to stop'));
    expect(referencesIn(answer)).toEqual([tea, shop]);
    await toldOf(teasWebhook, tea, 'dsr.cancelled');
    await toldOf(operatorWebhook, shop, 'dsr.cancelled');
    expect(await revealed(told.reveal?.url ?? '')).toBeUndefined();
    await expectTaken(fay.writes('CANCEL', to));
    await fay.waitFor(({ text }) => text.includes('nothing to cancel'));
  }, 60_000);

  test('without the code nothing is asked of anybody', async () => {
    const cleo = addSomebody(product.graph, 6);
    await wroteTo(cleo, otherIds.phoneNumberId);
    const before = teasWebhook.received.length;
    await asks(cleo, 'Made-Up Teas');
    await expectTaken(cleo.taps('dd.confirm', to));
    const code = await nextCode(cleo);
    await expectTaken(cleo.writes(code === '111111' ? '222222' : '111111', to));
    await cleo.waitFor(({ text }) => text.includes('not'));
    await expectTaken(cleo.writes('CANCEL', to));
    await cleo.waitFor(({ text }) => text.includes('cancelled'));
    await untilHandled(product.container);
    expect(teasWebhook.received.length).toBe(before);
    const { subjectId } = await identityOf(product.container, teas.tenantId, cleo);
    const requests = product.container.connection.collection('requests');
    expect(await requests.countDocuments({ 'person.subjectId': subjectId })).toBe(0);
    const there = await identityOf(product.container, operator.tenantId, cleo);
    const relays = product.container.connection.collection('relays');
    expect(await relays.countDocuments({ subjectId: there.subjectId })).toBe(0);
  }, 60_000);

  test('what is written lies sealed, and nothing of it is in a log', async () => {
    const rows = await product.container.connection.collection('relays').find().toArray();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('Fictive');
    for (const row of rows)
      expect(Buffer.from((row['sealed'] as { buffer: Uint8Array }).buffer).includes('Another')).toBe(false);
    expect(product.log.join('\n')).not.toMatch(/Fictive|Another Shop|Plnats/i);
  });

  test('for somebody else: a human hears who and why behind a link, and nothing is erased', async () => {
    const dora = addSomebody(product.graph, 7);
    await expectTaken(dora.writes('DELETE', to));
    await dora.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'ask.other'));
    await expectTaken(dora.taps('ask.other', to));
    await dora.waitFor(({ text }) => text.includes('human'));
    const words = 'I am the mother of Eli Fictive, please delete my child’s data at Made-Up Teas';
    await expectTaken(dora.writes(words, to));
    await dora.waitFor(({ text }) => text.includes('mother of Eli'));
    await expectTaken(dora.taps('dd.confirm', to));
    const answer = await dora.waitFor(({ text }) => text.startsWith('I passed it on'));
    expect(answer.text).toContain('The person is told');
    const told = await toldOf(operatorWebhook, referenceIn(answer), 'dsr.asked');
    expect(told.what).toBe('mandate');
    expect(await revealed(told.reveal?.url ?? '')).toContainEqual({ kind: 'asked_mandate', value: words });
    const { subjectId } = await identityOf(product.container, operator.tenantId, dora);
    const requests = product.container.connection.collection('requests');
    expect(await requests.countDocuments({ 'person.subjectId': subjectId })).toBe(0);
    // Taken back, they hear that too, and the link is dead.
    await expectTaken(dora.writes('CANCEL', to));
    const stopped = await dora.waitFor(({ text }) => text.includes('I told them to stop'));
    expect(referenceIn(stopped)).toBe(referenceIn(answer));
    // It may wait for the digest of a busy hour.
    const notices = product.container.connection.collection('notices');
    const ofIt = { tenantId: operator.tenantId, reference: referenceIn(answer), event: 'dsr.cancelled' };
    expect(await notices.countDocuments(ofIt)).toBe(1);
    expect(await product.container.connection.collection('reveals').countDocuments({ subjectId })).toBe(0);
    await expectTaken(dora.writes(`STATUS ${referenceIn(answer)}`, to));
    await dora.waitFor(({ text }) => text.includes(referenceIn(answer)) && text.includes('It has ended'));
  }, 60_000);
});
