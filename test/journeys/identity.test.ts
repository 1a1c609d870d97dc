import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { identitySetOf } from '../../src/conversation/subjects.ts';
import { type Identifier, type IdentitySet } from '../../src/domain/subject.ts';
import { type Receipt } from '../../src/proof/receipt.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { type Person } from '../support/graph/person.ts';
import { businessIds } from '../support/product/business.ts';
import { askForCode, confirm, deleteEverything, farewell, nextCode, referenceIn } from '../support/product/chat.ts';
import { addSomebody, addStaff } from '../support/product/people.ts';
import { type Product, serversOf, startProduct } from '../support/product/product.ts';
import { countsOf, identityOf, nothing, tenantOf, untilHandled } from '../support/product/rows.ts';

const texts = deletionTexts.en;
const atOnce = { raisedDelayHours: 0, highDelayHours: 0 };
let database: TestDatabase;
let product: Product;
beforeAll(async () => {
  database = await testDatabase();
  // The template alone, as a business has it that sends no code in the chat.
  product = await startProduct(serversOf(database), {
    // Names that moved lately make an erasure wait (test/requests/delays); what it erases is looked at here.
    tenant: { rest: { codeChannels: { template: { name: 'oubli_code' } }, risk: atOnce } },
  });
  addStaff(product.graph);
});
afterAll(async () => {
  await product.close();
  await database.giveBack();
});

async function receiptOf(message: { readonly text: string }, { url }: Product): Promise<Receipt> {
  const jws = await (await fetch(`${url}/r/${referenceIn(message as never)}/live.jws`)).text();
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Receipt;
}

async function settled(): Promise<void> {
  await product.graph.settled();
  await untilHandled(product.container);
}

const find = async (...names: readonly Identifier[]) =>
  product.container.stores.subjects.find(await tenantOf(product.container, product.business.tenantId), names);
const identity = (person: Person): Promise<IdentitySet> =>
  identityOf(product.container, product.business.tenantId, person);

describe('a person with an id and no number', () => {
  test('is asked to share it, gets the code there, and is erased; the receipt says so', async () => {
    const { graph, container } = product;
    const nemo = graph.addPerson({
      ...{ phone: '16505550171', bsuid: 'US.1000000000000000071', name: 'Nemo Fictive', hasUsername: true },
    });
    await nemo.writes('DELETE');
    await confirm(nemo);
    const request = await nemo.waitFor(({ asksForContact }) => asksForContact);
    expect(request).toMatchObject({
      text: expect.stringContaining(texts.numberNeeded),
      body: { recipient: nemo.bsuid },
    });
    expect('to' in request.body).toBe(false);
    const before = await identity(nemo);
    // Somebody else's card is no answer, and neither are words.
    const card = { contacts: [{ origin: 'other', phones: [{ phone: '+16505550172', wa_id: '16505550172' }] }] };
    await nemo.sends({ type: 'contacts', ...card });
    expect(await nemo.nextMessage()).toMatchObject({ asksForContact: true });
    await nemo.writes('why?');
    expect((await nemo.nextMessage()).text).toBe(protectionTexts.en.withoutNumber.offer);
    await nemo.sharesContact();
    await nemo.writes(await nextCode(nemo));
    const last = await farewell(nemo);
    expect((await receiptOf(last, product)).method.verification).toEqual([
      ...['wa-signed-inbound', 'number-shared-in-chat', 'code-by-template'],
    ]);
    await settled();
    expect(await countsOf(container, before)).toEqual(nothing(container));
  });

  test('may call it off instead of sharing the number', async () => {
    const lea = product.graph.addPerson({ bsuid: 'US.1000000000000000073', name: 'Lea Fictive', hasUsername: true });
    await lea.writes('DELETE');
    await confirm(lea);
    await lea.waitFor(({ asksForContact }) => asksForContact);
    await lea.writes('CANCEL');
    expect((await lea.nextMessage()).text).toContain('Nothing was deleted');
  });

  test('whose number was known apart is one person from then on: both halves are erased', async () => {
    const { graph, container, business } = product;
    const phone = { kind: 'phone', value: '16505550174' } as const;
    const tenant = await tenantOf(container, business.tenantId);
    await container.stages.intake.contact(
      tenant,
      { identifiers: [phone], name: 'Max', email: 'max@fiction.example' },
      'import',
    );
    const imported = await find(phone);
    const max = graph.addPerson({
      ...{ phone: phone.value, bsuid: 'US.1000000000000000074', name: 'Max Fictive', hasUsername: true },
    });
    await max.writes('DELETE');
    await confirm(max);
    await max.waitFor(({ asksForContact }) => asksForContact);
    expect((await identity(max)).subjectId).not.toBe(imported?.subjectId);
    await max.sharesContact();
    const code = await nextCode(max);
    const whole = await identity(max);
    expect(whole.keyIds).toContain(imported?.keyId);
    expect((await countsOf(container, whole))['contacts']).toBe(1);
    const joined = await find(phone);
    const card = joined === null ? null : await container.stores.contacts.read(joined);
    expect(card).toMatchObject({ email: 'max@fiction.example', names: { import: 'Max', whatsapp: 'Max Fictive' } });
    await max.writes(code);
    await farewell(max);
    await settled();
    expect(await countsOf(container, whole)).toEqual(nothing(container));
  });
});

describe('a number that was given to somebody else', () => {
  test('leads the newcomer nowhere near the other’s data, and each is erased alone', async () => {
    const { graph, container } = product;
    const old = addSomebody(graph, 75);
    await old.writes('Hello, this is me with my made-up orders');
    await old.nextMessage();
    const before = await identity(old);
    old.givesNumberUp();
    const newcomer = graph.addPerson({
      bsuid: 'US.1000000000000000076',
      phone: '16505550175',
      name: 'Newcomer Fictive',
    });
    await newcomer.writes('Hello, I am new');
    await settled();
    const left = await identity(old);
    const kept = await countsOf(container, left);
    expect(kept).toMatchObject({ contacts: 1, subjects: 1 });
    await deleteEverything(newcomer);
    await settled();
    expect(await countsOf(container, left)).toEqual(kept);
    const subject = await container.stores.subjects.byId(before.subjectId);
    if (subject === null) throw new Error('The former holder is gone.');
    expect(identitySetOf(subject).identifiers).toEqual([{ kind: 'bsuid', value: old.bsuid }]);
    // Their next number comes with another id: WhatsApp's word alone says that they are the same.
    await old.changesNumber({ phone: '16505550177', bsuid: 'US.1000000000000000077' });
    await deleteEverything(old);
    await settled();
    expect(await countsOf(container, left)).toEqual(nothing(container));
  });
});

describe('a number that changes between the code and its typing', () => {
  test('ends the verification; the person is told, asks again, and is erased under all names', async () => {
    const { graph, container } = product;
    const person = addSomebody(graph, 78);
    const code = await askForCode(person);
    const before = await identity(person);
    await person.changesNumber({ phone: '16505550179', bsuid: 'US.1000000000000000079' });
    await untilHandled(container);
    await person.writes(code);
    await person.waitFor(({ text }) => text === texts.identityChanged);
    expect(await countsOf(container, before)).toMatchObject({ contacts: 1, subjects: 1 });
    const after = await identity(person);
    expect(after.subjectId).toBe(before.subjectId);
    expect(after.identifiers).toHaveLength(4);
    // What the business sends to the old number goes to where they are now.
    const tenant = await tenantOf(container, product.business.tenantId);
    await container.stages.outgoing.send(tenant, {
      ...{ phoneNumberId: businessIds.phoneNumberId, identifiers: [{ kind: 'phone', value: '16505550178' }] },
      ...{ message: { kind: 'text', body: 'Your made-up fern is here.' }, isMarketing: false },
    });
    await person.waitFor(({ text }) => text.includes('fern'));
    // Only a minute later may a new one go out: the wish stays.
    await person.writes('NEW CODE');
    expect((await person.nextMessage()).text).toContain('ask again');
  });
});

describe('a Brazilian number', () => {
  test('imported with the ninth digit is the person who writes without it', async () => {
    const { graph, container, business } = product;
    const tenant = await tenantOf(container, business.tenantId);
    const long = { kind: 'phone', value: '5511987650001' } as const;
    await container.stages.intake.contact(tenant, { identifiers: [long], name: 'Rita Fictive' }, 'import');
    const imported = await find(long);
    const rita = graph.addPerson({
      ...{ phone: '551187650001', otherPhones: [long.value], bsuid: 'BR.1000000000000000080', name: 'Rita Fictive' },
    });
    await rita.writes('Oi');
    await rita.nextMessage();
    const identitySet = await identity(rita);
    expect(identitySet.subjectId).toBe(imported?.subjectId);
    await deleteEverything(rita, 'en');
    await settled();
    expect(await countsOf(container, identitySet)).toEqual(nothing(container));
    // And neither spelling is imported again.
    for (const value of [long.value, '551187650001']) {
      const again = container.stages.intake.contact(tenant, { identifiers: [{ kind: 'phone', value }] }, 'import');
      await expect(again).rejects.toMatchObject({ code: 'subject_suppressed' });
    }
  });
});

describe('where the business chose a phrase', () => {
  let other: Product;
  let otherDatabase: TestDatabase;
  beforeAll(async () => {
    otherDatabase = await testDatabase();
    other = await startProduct(serversOf(otherDatabase), {
      tenant: { rest: { codeChannels: { template: { name: 'oubli_code' }, phrase: true } } },
    });
    addStaff(other.graph);
  });
  afterAll(async () => {
    await other.close();
    await otherDatabase.giveBack();
  });

  test('a person without a number types it back; its number alone is none, and the receipt says how', async () => {
    const nemo = other.graph.addPerson({ bsuid: 'US.1000000000000000081', name: 'Nemo Fictive', hasUsername: true });
    const code = await askForCode(nemo);
    const shown = nemo.arrived.at(-1);
    expect(shown?.text).toContain(`${texts.phraseWords} ${code}`);
    expect(shown?.body).toMatchObject({ recipient: nemo.bsuid, type: 'text' });
    await nemo.writes(code);
    expect((await nemo.nextMessage()).text).toBe(texts.phraseExpected);
    await nemo.writes(`  delete my   data ${code}. `);
    const last = await farewell(nemo);
    const receipt = await receiptOf(last, other);
    expect(receipt.method.verification).toEqual(['wa-signed-inbound', 'phrase-in-chat']);
    expect(receipt.limits).toContain('same-chat-code');
  });

  test('the wrong number in it counts like a wrong code, up to the same limit', async () => {
    const lea = other.graph.addPerson({ bsuid: 'US.1000000000000000082', name: 'Lea Fictive', hasUsername: true });
    const code = await askForCode(lea);
    const wrong = code === '111111' ? '222222' : '111111';
    await lea.writes(`DELETE MY DATA ${wrong}`);
    await lea.waitFor(({ text }) => text.includes('2 more tries'));
  });

  test('a person whose number is known gets the template as before', async () => {
    const ana = addSomebody(other.graph, 83);
    await askForCode(ana);
    expect(ana.arrived.some(({ type }) => type === 'template')).toBe(true);
  });
});
