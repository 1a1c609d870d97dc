import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { runTenantIdentityCheck } from '../../src/cli/tenant-identity-check.ts';
import { errorCode } from '../../src/domain/errors.ts';
import { type RequestRecord } from '../../src/requests/request-record.ts';
import { keptOutput } from '../cli/run-cli.ts';
import { foundIn } from '../stores/forms-of.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { businessIds } from '../support/product/business.ts';
import { askForCode, codeIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { identityOf, tenantOf, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let product: Product;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database));
  addStaff(product.graph);
  const { edges, stores } = product.container;
  const parts = { account: edges.account, store: stores.tenantStore };
  const { output, text } = keptOutput();
  await runTenantIdentityCheck(output, parts, product.business.tenantId, true);
  expect(text()).toBe(`Number ${businessIds.phoneNumberId}: identity check on.`);
}, 60_000);
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

/** Bodies of messages that Meta was asked to send to them, oldest first. */
function bodiesTo({ phone }: Person): readonly Record<string, unknown>[] {
  return product.graph.calls
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    .filter((body) => body['to'] === `+${phone ?? ''}`);
}

async function heard(index: number, identityKeyHash: string): Promise<Person> {
  const person = addSomebody(product.graph, index, { identityKeyHash });
  await person.writes('Hello');
  await person.nextMessage();
  await untilHandled(product.container);
  return person;
}

/** @param verifiedAt when the code of the request was typed. */
async function answers(person: Person, verifiedAt = Date.now()): Promise<string> {
  const { container, business } = product;
  const [tenant, identity] = [
    await tenantOf(container, business.tenantId),
    await identityOf(container, business.tenantId, person),
  ];
  const request = {
    ...{ requestId: `request-${identity.subjectId}`, reference: 'ER-0000-0000-0000', locale: 'en' },
    ...{ phoneNumberId: businessIds.phoneNumberId, verifiedAt, openedAt: verifiedAt },
  } as RequestRecord;
  const asked = { stillOurs: () => Promise.resolve(), stillStands: () => Promise.resolve() };
  const order = { tenant, request, identity, part: 'all', ...asked } as const;
  return container.stages.answerAccess(order).then(() => 'sent', errorCode);
}

describe('the key that somebody had', () => {
  test('goes along with their code, so that Meta refuses it to whoever has the number since', async () => {
    const ana = await heard(1, 'KeyOfAna1=');
    await askForCode(ana);
    const codes = bodiesTo(ana).filter(({ type }) => type === 'template');
    expect(codes.map((body) => body['recipient_identity_key_hash'])).toEqual(['KeyOfAna1=']);
    // Small talk goes to whoever is there.
    const talk = bodiesTo(ana).filter(({ type }) => type !== 'template');
    expect(talk.some((body) => 'recipient_identity_key_hash' in body)).toBe(false);
  });

  test('rests nowhere in clear, and in no log', async () => {
    const { connection } = product.container;
    const rows = (await connection.listCollections()).map(({ name }) =>
      connection.collection(name).find({}, { raw: true }).toArray(),
    );
    const bytes = Buffer.concat((await Promise.all(rows)).flat() as unknown as Buffer[]);
    expect(bytes.length).toBeGreaterThan(1_000);
    expect(foundIn(bytes, ['KeyOfAna1='])).toEqual([]);
    expect(product.log.join('\n')).not.toContain('KeyOfAna1');
  });

  test('goes along with a copy: whoever got the number gets no link, not then and not at the next try', async () => {
    const bilal = await heard(2, 'KeyOfBilal=');
    const typedAt = Date.now();
    expect(await answers(bilal, typedAt)).toBe('sent');
    await bilal.waitFor(({ text }) => text.includes('/c/'));
    bilal.givesNumberUp();
    const newcomer = addSomebody(product.graph, 2, { bsuid: 'US.2000000000000000077', identityKeyHash: 'Another=' });
    await answers(bilal, typedAt);
    await product.graph.settled();
    await untilHandled(product.container);
    const { subjectId } = await identityOf(product.container, product.business.tenantId, bilal);
    const changedAt = async () => (await product.container.stores.subjects.byId(subjectId))?.identityKeyChangedAt;
    await until(async () => typeof (await changedAt()) === 'string');
    expect(await answers(bilal, typedAt)).toBe('copy_withheld');
    expect(newcomer.arrived.filter((one) => one.text.includes('/c/') || codeIn(one) !== '')).toEqual([]);
  });

  test('is asked for by a command, and what Meta refuses is a sentence', async () => {
    const { edges, stores } = product.container;
    const parts = { account: edges.account, store: stores.tenantStore };
    product.graph.script.failNext({ edge: 'settings', code: 190 });
    const { output } = keptOutput();
    const asked = runTenantIdentityCheck(output, parts, product.business.tenantId, false);
    expect(await asked.then(() => 'none', errorCode)).toBe('identity_check_refused');
  });

  test('is left out when none is known, and the code still comes', async () => {
    const chen = addSomebody(product.graph, 3);
    await chen.writes('Hello');
    await chen.nextMessage();
    await askForCode(chen);
    expect(JSON.stringify(bodiesTo(chen))).not.toContain('recipient_identity_key_hash');
  });
});
