import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { expectTaken, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { identityOf } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let product: Product;
beforeAll(async () => {
  database = await testDatabase();
  product = await startProduct(serversOf(database));
  addStaff(product.graph);
}, 60_000);
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

interface Asked {
  readonly type: string;
  readonly data: { readonly what: string; readonly reference: string; readonly reveal: { readonly url: string } };
}

/** What the business was told, as its program read it. */
async function told(what: string, reference?: string): Promise<Asked['data']> {
  const found = (): Asked | undefined =>
    product.webhook.received
      .map(({ body }) => JSON.parse(body) as Asked)
      .find(({ type, data }) => {
        return type === 'dsr.asked' && data.what === what && (reference === undefined || data.reference === reference);
      });
  await until(() => found() !== undefined);
  const data = found()?.data;
  if (data === undefined) throw new Error('The business was not told.');
  return data;
}

async function api(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response> {
  return fetch(`${product.url}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${product.business.apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function asksForRights(person: Person, id: string): Promise<void> {
  await expectTaken(person.writes('Hello'));
  await person.nextMessage();
  await expectTaken(person.taps('menu.rights'));
  await person.waitFor(({ text }) => text.includes('What would you like to do?'));
  await expectTaken(person.taps(id));
}

describe('something that is wrong', () => {
  let ana: Person;
  let reference: string;

  test('is read back, passed on with what is right behind a link alone, and answered within thirty days', async () => {
    ana = addSomebody(product.graph, 1);
    await asksForRights(ana, 'menu.correct');
    await ana.waitFor(({ text }) => text.includes('What is wrong?'));
    await expectTaken(ana.taps('fix.email'));
    await ana.waitFor(({ text }) => text.includes('right e-mail address'));
    await expectTaken(ana.writes('not an address'));
    await ana.waitFor(({ text }) => text.includes('does not look like'));
    await expectTaken(ana.writes('ana@made-up.example'));
    const shown = await ana.waitFor(({ text }) => text.includes('ana@made-up.example'));
    expect(shown.buttons.map(({ id }) => id)).toEqual(['dd.confirm', 'dd.cancel']);
    await expectTaken(ana.taps('dd.confirm'));
    reference = referenceIn(await ana.waitFor(({ text }) => text.startsWith('I passed it on.')));
    const notice = await told('correction', reference);
    expect(JSON.stringify(notice)).not.toContain('ana@made-up.example');
    const { pathname, hash } = new URL(notice.reveal.url);
    const revealed = await fetch(`${product.url}${pathname}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: hash.slice(1) }),
    });
    expect(((await revealed.json()) as { readonly identifiers: unknown }).identifiers).toContainEqual({
      kind: 'correct_email',
      value: 'ana@made-up.example',
    });
  });

  test('stands in nobody’s way: the same again keeps its reference, and STATUS tells how it stands', async () => {
    await expectTaken(ana.writes(`STATUS ${reference}`));
    expect(
      (await ana.waitFor(({ text }) => text.includes(reference) && text.includes('has not answered'))).text,
    ).toContain('Made-Up Plants');
    const { corrections } = (await (await api('GET', '/corrections')).json()) as {
      readonly corrections: readonly { readonly reference: string }[];
    };
    expect(corrections).toEqual([expect.objectContaining({ reference, field: 'email' })]);
  });

  test('is decided once by the business, the person hears it, and our own card is put right', async () => {
    expect((await api('POST', `/corrections/${reference}/decide`, { decision: 'maybe' })).status).toBe(422);
    expect((await api('POST', `/corrections/${reference}/decide`, { decision: 'done' })).status).toBe(200);
    await ana.waitFor(({ text }) => text.includes('has put it right'));
    const again = await api('POST', `/corrections/${reference}/decide`, { decision: 'refused', reason: 'is_right' });
    expect([again.status, ((await again.json()) as { readonly code: string }).code]).toEqual([
      409,
      'correction_decided',
    ]);
    const { stores } = product.container;
    const { subjectId } = await identityOf(product.container, product.business.tenantId, ana);
    const subject = await stores.subjects.byId(subjectId);
    expect(subject === null ? null : (await stores.contacts.read(subject))?.email).toBe('ana@made-up.example');
  });

  test('that is refused says why, and where to complain', async () => {
    const bilal = addSomebody(product.graph, 2);
    await asksForRights(bilal, 'menu.correct');
    await bilal.waitFor(({ text }) => text.includes('What is wrong?'));
    await expectTaken(bilal.taps('fix.name'));
    await bilal.waitFor(({ text }) => text.includes('right name'));
    await expectTaken(bilal.writes('Bilal Invented'));
    await bilal.waitFor(({ text }) => text.includes('Bilal Invented'));
    await expectTaken(bilal.writes('yes'));
    const mine = referenceIn(await bilal.waitFor(({ text }) => text.startsWith('I passed it on.')));
    await api('POST', `/corrections/${mine}/decide`, { decision: 'refused', reason: 'not_shown' });
    const { text } = await bilal.waitFor((one) => one.text.includes('did not change it'));
    expect(text).toMatch(/complain to your data protection authority, or go to court/);
  });
});

describe('a pause', () => {
  test('holds at once: the business is told, and what it sends through us is refused until START', async () => {
    const carla = addSomebody(product.graph, 3);
    await asksForRights(carla, 'menu.restrict');
    await carla.waitFor(({ text }) => text.includes('does not use it'));
    await told('restriction');
    const message = {
      type: 'text',
      to: { phone: `+${carla.phone ?? ''}` },
      text: { body: 'Your made-up fern is ready.' },
    };
    const refused = await api('POST', '/messages', message);
    expect([refused.status, ((await refused.json()) as { readonly code: string }).code]).toEqual([
      409,
      'subject_restricted',
    ]);
    await expectTaken(carla.writes('START'));
    await carla.waitFor(({ text }) => text.includes('may use your data again'));
    await told('restriction-lifted');
    expect((await api('POST', '/messages', message)).status).toBeLessThan(300);
  });
});
