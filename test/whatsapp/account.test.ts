import { afterEach, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Account, createAccount } from '../../src/whatsapp/account.ts';
import { type ContactBook, createContactBook } from '../../src/whatsapp/contact-book.ts';
import { type Listener, startListener } from './listener.ts';
import { anaBsuid, anaPhone, openRig, plants, type Rig } from './rig.ts';

let rig: Rig;
let account: Account;
let contactBook: ContactBook;
let listener: Listener;

beforeEach(async () => {
  rig = await openRig();
  account = createAccount({ client: rig.client });
  contactBook = createContactBook({ client: rig.client });
  listener = await startListener();
});

afterEach(async () => {
  await rig.close();
  await listener.close();
});

const { token, wabaId, phoneNumberId } = plants;

describe('token, WABA and number', () => {
  test('a good token reaches both', async () => {
    expect(await account.waba({ token, wabaId })).toEqual({ name: 'ok', value: { wabaId } });
    expect(await account.number({ token, phoneNumberId })).toEqual({
      name: 'ok',
      value: { displayPhoneNumber: '+15550001111', verifiedName: 'Made-Up Plants', quality: 'GREEN' },
    });
  });

  test('a bad one is an authorisation fault (190)', async () => {
    const answer = await account.waba({ token: 'EAAG-made-up', wabaId });
    expect(answer).toEqual({ name: 'refused', reason: 'authorisation', code: 190 });
  });

  test("somebody else's WABA is an authorisation fault (100, subcode 33)", async () => {
    const answer = await account.waba({ token, wabaId: '999000999000999' });
    expect(answer).toEqual({ name: 'refused', reason: 'authorisation', code: 100 });
  });

  test('an unknown field is refused by the server (100) [graph-api]', async () => {
    expect((await rig.request('GET', `${wabaId}?fields=colour`)).code).toBe(100);
  });
});

describe('webhook subscriptions [WA/webhooks/override]', () => {
  const override = { callbackUrl: '', verifyToken: 'right' };
  const apps = async (): Promise<unknown> => {
    const found = await account.subscribedApps({ token, wabaId });
    return found.name === 'ok' ? found.value.map(({ overrideUrl }) => overrideUrl) : found;
  };

  test('none is seen as none, and subscribing mends it (pitfall 30)', async () => {
    await rig.request('DELETE', `${wabaId}/subscribed_apps`);
    expect(await apps()).toEqual([]);
    expect(await account.subscribe({ token, wabaId })).toEqual({ name: 'ok', value: { name: 'subscribed' } });
    expect(await apps()).toEqual([null]);
  });

  test('an override is set once its URL has answered the challenge', async () => {
    const result = await account.subscribe({ token, wabaId, override: { ...override, callbackUrl: listener.url } });
    expect(result).toEqual({ name: 'ok', value: { name: 'subscribed' } });
    expect(await apps()).toEqual([listener.url]);
    await rig.ana.writes('Hello');
    expect(listener.messages()).toHaveLength(1);
  });

  test('subscribing again without one does not wipe it (pitfall 31)', async () => {
    await account.subscribe({ token, wabaId, override: { ...override, callbackUrl: listener.url } });
    expect(await account.subscribe({ token, wabaId })).toMatchObject({ value: { name: 'override-in-place' } });
    expect(await apps()).toEqual([listener.url]);
  });

  test('the server itself wipes it on an empty body, as Meta does (pitfall 31)', async () => {
    await account.subscribe({ token, wabaId, override: { ...override, callbackUrl: listener.url } });
    await rig.request('POST', `${wabaId}/subscribed_apps`);
    expect(await apps()).toEqual([null]);
  });

  test('an override whose URL does not know the token is refused (2200)', async () => {
    const wrong = { callbackUrl: listener.url, verifyToken: 'wrong' };
    expect(await account.subscribe({ token, wabaId, override: wrong })).toMatchObject({ name: 'refused', code: 2200 });
    expect(await apps()).toEqual([null]);
  });
});

describe('templates [WA/templates/template-management]', () => {
  test('all languages of that very name come, with status, category and code button', async () => {
    rig.graph.addTemplate({
      wabaId,
      name: 'dsr_code_old',
      language: 'en_US',
      category: 'AUTHENTICATION',
      parameterCount: 1,
    });
    const found = await account.template({ token, wabaId, name: 'dsr_code' });
    const facts = {
      name: 'dsr_code',
      status: 'APPROVED',
      category: 'AUTHENTICATION',
      hasCodeButton: true,
      quickReplies: 0,
    };
    expect(found).toEqual({
      name: 'ok',
      value: [
        { ...facts, language: 'en_US' },
        { ...facts, language: 'fr' },
      ],
    });
  });

  test('a pause is seen, and told by webhook', async () => {
    rig.graph.deliverTo(listener.url);
    await rig.graph.setTemplateStatus({ wabaId, name: 'dsr_done', language: 'en_US' }, 'PAUSED');
    expect(await account.template({ token, wabaId, name: 'dsr_done' })).toMatchObject({
      value: [{ status: 'PAUSED' }],
    });
    expect(listener.values()).toMatchObject([{ event: 'PAUSED', message_template_name: 'dsr_done' }]);
  });

  test('one that is not there is an empty list', async () => {
    expect(await account.template({ token, wabaId, name: 'dsr_none' })).toEqual({ name: 'ok', value: [] });
  });
});

describe('the contact book [WA/business-scoped-user-ids]', () => {
  const forget = (bsuid: string): Promise<unknown> => contactBook.forget({ token, phoneNumberId, bsuid });

  test('a pair is forgotten once', async () => {
    expect(await forget(anaBsuid)).toEqual({ name: 'ok', value: { deleted: true } });
    expect(await forget(anaBsuid)).toEqual({ name: 'ok', value: { deleted: false } });
  });

  test('any later message writes it again (pitfall 37)', async () => {
    await forget(anaBsuid);
    await rig.send({ kind: 'text', body: 'Farewell' });
    expect(await forget(anaBsuid)).toEqual({ name: 'ok', value: { deleted: true } });
  });

  test('a parent BSUID and a phone are refused (131009)', async () => {
    expect(await forget('US.ENT.2000')).toMatchObject({ name: 'refused', code: 131009 });
    expect(await forget(anaPhone)).toMatchObject({ name: 'refused', code: 131009 });
  });

  test('an answer that did not come is asked for again', async () => {
    rig.graph.script.failNext({ how: 'drop', edge: 'contact_book' });
    expect(await forget(anaBsuid)).toMatchObject({ name: 'try-later' });
  });
});
