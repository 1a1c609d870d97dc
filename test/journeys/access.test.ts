import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type Copy, copySchema } from '../../src/access/copy-format.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { confirm, deleteEverything, expectTaken, nextCode, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { identityOf, tenantOf } from '../support/product/rows.ts';
import { until } from '../support/until.ts';

const words = 'Is the made-up fern still there?';
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

/** Somebody of whom there is something: words, a file, a card, a wish about advertising. */
async function somebody(index: number): Promise<Person> {
  const person = addSomebody(product.graph, index);
  await person.writes(words);
  await person.nextMessage();
  await person.sendsMedia({ kind: 'image', bytes: Buffer.from('a made-up rose'), mimeType: 'image/jpeg' });
  await person.nextMessage();
  await person.writes('STOP');
  await person.waitFor(({ text }) => text.includes('ads'));
  const files = product.container.connection.collection('media');
  await until(async () => (await files.countDocuments({ dueAt: { $exists: true } })) === 0);
  return person;
}

async function asksFor(person: Person, id: string): Promise<void> {
  await expectTaken(person.taps('menu.rights'));
  await person.waitFor(({ text }) => text.includes('What would you like to do?'));
  await expectTaken(person.taps(id));
  await confirm(person);
  await expectTaken(person.writes(await nextCode(person)));
}

/** The link in the chat, on the address where this product listens. */
async function linkOf(
  person: Person,
): Promise<{ readonly page: string; readonly key: string; readonly reference: string }> {
  const message = await person.waitFor(({ text }) => text.includes('/c/'), 20_000);
  const [url = ''] = /https?:\S+/.exec(message.text) ?? [];
  const { pathname, hash } = new URL(url);
  return { page: `${product.url}${pathname}`, key: hash.slice(1), reference: referenceIn(message) };
}

function openWith(page: string, key: string): Promise<Response> {
  return fetch(page, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  });
}

describe('a copy of one’s data', () => {
  let ana: Person;
  let copy: Copy;
  let link: Awaited<ReturnType<typeof linkOf>>;

  test('comes as a link after a code, holds everything that the business has here, and names every store', async () => {
    ana = await somebody(1);
    await asksFor(ana, 'menu.access');
    link = await linkOf(ana);
    expect(await (await fetch(link.page)).text()).not.toContain(ana.phone ?? '');
    const answer = await openWith(link.page, link.key);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    copy = copySchema.parse(await answer.json());
    expect(copy).toMatchObject({ reference: link.reference, business: { name: 'Made-Up Plants' } });
    expect(copy.you).toEqual({ phones: [ana.phone], businessScopedUserIds: [ana.bsuid], usernames: [] });
    const { erasers } = product.container.stages.register;
    const shown = erasers.filter((one) => one.describe('en') !== null).map(({ store }) => store);
    // And what somebody asked to have corrected, which an erasure takes along without naming it.
    expect(copy.sections.map(({ store }) => store)).toEqual([...shown, 'corrections', 'logged_requests']);
    const of = (store: string): readonly unknown[] => copy.sections.find((one) => one.store === store)?.items ?? [];
    expect(of('messages')).toContainEqual(expect.objectContaining({ direction: 'in', text: words }));
    expect(of('contacts')).toEqual([expect.objectContaining({ names: { whatsapp: ana.name } })]);
    expect(of('opt_ins')).toEqual([expect.objectContaining({ state: 'out', source: 'chat' })]);
    const bytes = Buffer.from('a made-up rose').toString('base64');
    expect(of('media')).toEqual([expect.objectContaining({ kind: 'image', mimeType: 'image/jpeg', bytes })]);
  });

  test('holds what somebody asked to have corrected, words and answer, and no one else’s', async () => {
    const farid = await somebody(6);
    await expectTaken(farid.taps('menu.rights'));
    await farid.waitFor(({ text }) => text.includes('What would you like to do?'));
    await expectTaken(farid.taps('menu.correct'));
    await farid.waitFor(({ text }) => text.includes('What is wrong?'));
    await expectTaken(farid.taps('fix.name'));
    await farid.waitFor(({ text }) => text.includes('right name'));
    await expectTaken(farid.writes('Farid Invented'));
    await farid.waitFor(({ text }) => text.includes('Farid Invented'));
    await expectTaken(farid.taps('dd.confirm'));
    const asked = referenceIn(await farid.waitFor(({ text }) => text.startsWith('I passed it on.')));
    await farid.writes('Hello');
    await farid.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'menu.rights'));
    await asksFor(farid, 'menu.access');
    const { page, key } = await linkOf(farid);
    const mine = copySchema.parse(await (await openWith(page, key)).json());
    const section = mine.sections.find(({ store }) => store === 'corrections');
    expect(section).toMatchObject({
      what: 'What you asked to have corrected',
      howLong: expect.stringMatching(/itself/),
    });
    expect(section?.items).toEqual([
      expect.objectContaining({
        reference: asked,
        field: 'name',
        value: 'Farid Invented',
        state: 'asked',
        reason: null,
      }),
    ]);
    expect(JSON.stringify(copy)).not.toContain('Farid');
  });

  test('opens for nobody without the key of the link, and trying ends nothing', async () => {
    const bilal = await somebody(2);
    await asksFor(bilal, 'menu.access');
    const { page, key } = await linkOf(bilal);
    expect((await openWith(page, Buffer.alloc(32).toString('base64url'))).status).toBe(403);
    expect((await openWith(page, link.key)).status).toBe(403);
    expect((await fetch(page, { method: 'POST', body: 'no json' })).status).toBe(403);
    expect((await openWith(`${product.url}/c/nothing`, key)).status).toBe(404);
    const mine = copySchema.parse(await (await openWith(page, key)).json());
    expect(mine.you.phones).toEqual([bilal.phone]);
    expect(JSON.stringify(mine)).not.toContain(ana.phone ?? '');
  });

  test('is told to the business, which holds copies of its own', async () => {
    const isIt = ({ body }: { readonly body: string }): boolean =>
      body.includes(link.reference) && body.includes('dsr.asked');
    await until(() => product.webhook.received.some(isIt));
    const told = product.webhook.received.find(isIt) ?? { body: '{}' };
    expect(JSON.parse(told.body)).toMatchObject({
      type: 'dsr.asked',
      data: { what: 'copy', reference: link.reference },
    });
    expect(told.body).not.toContain(ana.phone ?? '');
  });

  test('locks nobody out: the person goes on writing and being answered', async () => {
    const { lockOuts } = product.container.stages;
    const tenant = await tenantOf(product.container, product.business.tenantId);
    expect(await lockOuts.isLockedOut(tenant, [{ kind: 'phone', value: ana.phone ?? '' }])).toBe(false);
    await ana.writes(`STATUS ${link.reference}`);
    expect((await ana.waitFor(({ text }) => text.includes(link.reference) && text.includes('Request'))).text).toContain(
      'Your copy was sent to you on WhatsApp.',
    );
  });

  test('that was not opened goes with an erasure, link and all', async () => {
    const carla = await somebody(3);
    const { container, business } = product;
    const tenant = await tenantOf(container, business.tenantId);
    const person = await identityOf(container, business.tenantId, carla);
    const order = {
      tenant,
      person,
      reference: 'ER-0000-0000-0000',
      locale: 'en',
      madeAt: new Date().toISOString(),
      stillOurs: () => Promise.resolve(),
    } as const;
    const { url } = await container.stages.copies.make({ ...order, requestId: randomUUID() });
    const { pathname, hash } = new URL(url);
    const [page, key] = [`${product.url}${pathname}`, hash.slice(1)];
    expect((await fetch(page)).status).toBe(200);
    await deleteEverything(carla);
    expect((await openWith(page, key)).status).toBe(404);
    const { connection } = product.container;
    expect(await connection.collection('copy_chunks').countDocuments({ copyId: page.split('/').at(-1) ?? '' })).toBe(0);
  });
});

describe('a copy whose person has not written for a day', () => {
  test('comes with whatever they write next', async () => {
    const gita = await somebody(7);
    const { container, business } = product;
    const { desk } = container.stages;
    const tenant = await tenantOf(container, business.tenantId);
    const { subjectId } = await identityOf(container, business.tenantId, gita);
    const subject = await container.stores.subjects.byId(subjectId);
    const chats = container.connection.collection('conversations');
    const chat = await chats.findOne({ subjectId });
    if (subject === null || chat === null) throw new Error('there is no chat');
    const phoneNumberId = String(chat['phoneNumberId']);
    const matter = { right: 'access', part: 'all' } as const;
    const opened = await desk.open({ tenant, subject, phoneNumberId, matter, locale: 'en' });
    if (opened.name !== 'open') throw new Error('another request is in the way');
    const { requestId } = opened;
    await desk.codeSent(requestId, 'template');
    await chats.updateOne({ subjectId }, { $set: { lastInboundAt: new Date(Date.now() - 90_000_000) } });
    await desk.verified(requestId);
    await until(async () => {
      const found = await container.stores.requests.byId(requestId);
      return found?.told.includes('person.copy-waits') === true && found.lease.until === 0;
    });
    await gita.writes('Is the made-up rose still there?');
    const { page, key } = await linkOf(gita);
    const answer = await openWith(page, key);
    expect(answer.status).toBe(200);
    expect(JSON.stringify(copySchema.parse(await answer.json()))).toContain(gita.phone ?? 'a number');
  });
});

describe('what somebody agreed to', () => {
  test('is shown in the chat, after a code', async () => {
    const dalia = await somebody(4);
    await asksFor(dalia, 'menu.opt-ins');
    const { text } = await dalia.waitFor((one) => one.text.includes('What you told'), 20_000);
    expect(text).toMatch(/no \(said in this chat\)/);
  });
});

describe('a part', () => {
  test('goes alone: the files are gone, the messages stay, and the chat goes on', async () => {
    const emil = await somebody(5);
    await expectTaken(emil.taps('menu.rights'));
    await emil.waitFor(({ text }) => text.includes('What would you like to do?'));
    await expectTaken(emil.taps('menu.part'));
    await emil.waitFor(({ text }) => text.includes('What should be deleted?'));
    await expectTaken(emil.taps('part.media'));
    await confirm(emil);
    await expectTaken(emil.writes(await nextCode(emil)));
    await emil.waitFor(({ text }) => text.startsWith('Done, and we checked.'), 20_000);
    const { connection } = product.container;
    const { subjectId } = await identityOf(product.container, product.business.tenantId, emil);
    for (const gone of ['media', 'media_files.files', 'media_files.chunks']) {
      expect({ gone, left: await connection.collection(gone).countDocuments({ subjectId }) }).toEqual({
        gone,
        left: 0,
      });
    }
    expect(await connection.collection('messages').countDocuments({ subjectId })).toBeGreaterThan(3);
    await emil.writes('Hello again');
    await emil.nextMessage();
  });
});
