import { afterAll, afterEach, beforeAll, describe, expect, test } from '../../support/jest.ts';

import { ana } from '../../messaging/log.ts';
import { anaText, type Api, bodyOf, openApi, template } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterEach(async () => {
  await api.world.empty();
  api.requests.clear();
});
afterAll(() => api.world.close());

describe('POST /v1/messages', () => {
  test('sends, and logs what went out under an id of our own', async () => {
    const answer = await api.post('/v1/messages', anaText);
    expect([answer.status, bodyOf(answer)['result']]).toEqual([202, 'accepted']);
    expect(api.world.meta.sent).toMatchObject([
      { phoneNumberId: '222000222000222', to: { phone: ana.phone.value }, message: { kind: 'text' } },
    ]);
    const row = await api.world.models.message.findOne().lean();
    expect(row).toMatchObject({ _id: bodyOf(answer)['id'], direction: 'out', type: 'text', statusRank: 0 });
    expect(answer.text).not.toContain('wamid');
    expect(await api.world.counts()).toEqual({ person_keys: 1, subjects: 1, messages: 1, message_contents: 1 });
  });

  test('a template is logged by its name, its parameters are not kept', async () => {
    await api.post('/v1/messages', template('utility')).expect(202);
    expect(await api.world.counts()).toEqual({ person_keys: 1, subjects: 1, messages: 1, template_sends: 1 });
    expect(await api.world.models.templateSend.findOne().lean()).toMatchObject({
      templateName: 'roses',
      language: 'en_US',
    });
  });

  test('marketing to somebody who said no is refused, anything else is not', async () => {
    await api.post('/v1/opt-ins', { phone: ana.phone.value, category: 'marketing', state: 'out' });
    const refused = await api.post('/v1/messages', template('marketing'));
    expect([refused.status, bodyOf(refused)['code']]).toEqual([409, 'subject_objected']);
    expect(api.world.meta.sent).toEqual([]);
    await api.post('/v1/messages', template('utility')).expect(202);
    api.world.clock.time += 1_000;
    await api.post('/v1/opt-ins', { phone: ana.phone.value, category: 'marketing', state: 'in' });
    await api.post('/v1/messages', template('marketing')).expect(202);
  });

  test('a template without its category is refused', async () => {
    const answer = await api.post('/v1/messages', { ...template('utility'), category: undefined });
    expect(bodyOf(answer)).toMatchObject({ code: 'invalid', field: 'category' });
  });

  test('somebody locked out is sent nothing', async () => {
    api.world.lockedOut.add(ana.phone.value);
    const answer = await api.post('/v1/messages', anaText);
    expect([answer.status, bodyOf(answer)['code']]).toEqual([409, 'subject_locked_out']);
    expect(api.world.meta.sent).toEqual([]);
  });

  test('somebody locked out between sending and logging leaves nothing', async () => {
    const send = api.world.meta.results;
    send.push({ name: 'accepted', messageId: 'wamid.late' });
    const isLockedOut = api.world.lockedOut.has.bind(api.world.lockedOut);
    let asked = 0;
    // The lock-out falls between the two looks.
    api.world.lockedOut.has = (value) => (asked++ > 0 ? true : isLockedOut(value));
    const answer = await api.post('/v1/messages', anaText);
    api.world.lockedOut.has = isLockedOut;
    expect([answer.status, answer.body]).toEqual([202, { id: null, result: 'accepted' }]);
    expect(await api.world.counts()).toEqual({});
  });

  test('each answer of WhatsApp has its own, and a refused message leaves nobody behind', async () => {
    const { results } = api.world.meta;
    results.push({ name: 'refused', reason: 'window-closed', code: 131047 });
    const refused = await api.post('/v1/messages', anaText);
    expect([refused.status, bodyOf(refused)['code']]).toEqual([422, 'send_refused_window_closed']);
    results.push({ name: 'try-later', afterMs: 1_500, code: 130429 });
    const later = await api.post('/v1/messages', anaText);
    expect([later.status, later.headers['retry-after'], bodyOf(later)['code']]).toEqual([503, '2', 'send_later']);
    results.push({ name: 'unknown' });
    const unknown = await api.post('/v1/messages', anaText);
    expect([unknown.status, bodyOf(unknown)['code']]).toEqual([504, 'send_unknown']);
    expect(await api.world.counts()).toEqual({});
  });

  test('only the tenant’s own numbers send', async () => {
    const answer = await api.post('/v1/messages', { ...anaText, phoneNumberId: '444000444000444' });
    expect(bodyOf(answer)).toMatchObject({ status: 422, code: 'number_unknown', field: 'phoneNumberId' });
  });
});
