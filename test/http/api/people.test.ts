import { afterAll, afterEach, beforeAll, describe, expect, test } from '../../support/jest.ts';

import { ana, bilal, owner } from '../../messaging/log.ts';
import { anaText, type Api, aside, bodyOf, openApi, second } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterEach(async () => {
  await api.world.empty();
  api.requests.clear();
});
afterAll(() => api.world.close());

describe('POST /v1/contacts', () => {
  test('makes a person once, however the number is written, and updates them', async () => {
    const made = await api.post('/v1/contacts', { phone: '+1 (650) 555-0100', name: 'Ana of the shop' });
    expect([made.status, bodyOf(made)['result']]).toEqual([201, 'created']);
    const again = await api.post('/v1/contacts', { phone: ana.phone.value, email: 'ana@plants.example' });
    expect(again.body).toEqual({ id: bodyOf(made)['id'], result: 'updated' });
    const same = await api.post('/v1/contacts', { phone: ana.phone.value, name: 'Ana of the shop' });
    expect([same.status, bodyOf(same)['result']]).toEqual([200, 'unchanged']);
    const subject = await api.world.stores.subjects.find(owner, [ana.phone]);
    expect(subject && (await api.world.stores.contacts.read(subject))).toEqual({
      names: { api: 'Ana of the shop' },
      email: 'ana@plants.example',
      attributes: {},
      identityKeyHash: null,
    });
    await api.post('/v1/contacts', { phone: ana.phone.value, email: null, name: null, attributes: { colour: 'red' } });
    expect(subject && (await api.world.stores.contacts.read(subject))).toMatchObject({
      names: {},
      email: null,
      attributes: { colour: 'red' },
    });
  });

  test('many at once about one person make one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => api.post('/v1/contacts', { phone: ana.phone.value, name: 'Ana' })),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(await api.world.counts()).toEqual({ person_keys: 1, subjects: 1, contacts: 1 });
  });

  test('never joins two existing people, nor adds an identifier to one', async () => {
    await api.world.stores.subjects.ensure(owner, [ana.phone]);
    await api.world.stores.subjects.ensure(owner, [bilal.bsuid]);
    const both = await api.post('/v1/contacts', { phone: ana.phone.value, bsuid: bilal.bsuid.value });
    expect([both.status, bodyOf(both)['code']]).toEqual([409, 'identity_conflict']);
    expect((await api.post('/v1/contacts', { phone: ana.phone.value, bsuid: ana.bsuid.value })).status).toBe(201);
    expect(await api.world.stores.subjects.find(owner, [ana.bsuid])).toBeNull();
  });

  test('writes nothing about somebody whose data is being deleted, whether their row is there or gone', async () => {
    const { subjectId } = await api.world.stores.subjects.ensure(owner, [ana.phone]);
    await api.world.stores.subjects.lockOut(subjectId, true);
    api.world.lockedOut.add(bilal.phone.value);
    const before = await api.world.counts();
    for (const { phone } of [ana, bilal]) {
      for (const [path, rest] of [
        ['contacts', {}],
        ['opt-ins', { category: 'marketing', state: 'in' }],
      ] as const) {
        const answer = await api.post(`/v1/${path}`, { phone: phone.value, ...rest });
        expect([answer.status, bodyOf(answer)['code']]).toEqual([409, 'subject_locked_out']);
      }
    }
    expect(await api.world.counts()).toEqual(before);
  });

  test('keeps tenants apart', async () => {
    await api.post('/v1/contacts', { phone: ana.phone.value, name: 'Ana' });
    expect(bodyOf(await api.post('/v1/contacts', { phone: ana.phone.value, name: 'Ana' }, second))['result']).toBe(
      'created',
    );
    const rows = await api.world.models.contact.find().lean();
    expect(new Set(rows.map((row) => row.tenantId))).toEqual(new Set([owner.tenantId, second.tenantId]));
    expect(new Set(rows.flatMap((row) => row.names)).size).toBe(2);
  });

  test('is refused to a tenant whose log is not ours', async () => {
    for (const [path, body] of [
      ['contacts', { phone: ana.phone.value }],
      ['messages', anaText],
    ] as const) {
      const answer = await api.post(`/v1/${path}`, body, aside);
      expect([answer.status, bodyOf(answer)['code']]).toEqual([403, 'owner_mode_only']);
    }
    expect((await api.import('/v1/imports/contacts', '{}\n', aside)).status).toBe(403);
    expect(await api.world.counts()).toEqual({});
  });
});

describe('POST /v1/opt-ins', () => {
  const wish = { phone: ana.phone.value, category: 'marketing', state: 'in' };

  test('records a wish once', async () => {
    const at = '2026-11-01T10:00:00+01:00';
    const first = await api.post('/v1/opt-ins', { ...wish, at, proof: 'Ticked the box' });
    expect([first.status, first.body]).toEqual([201, { result: 'recorded' }]);
    const again = await api.post('/v1/opt-ins', { ...wish, at, proof: 'Ticked the box' });
    expect([again.status, again.body]).toEqual([200, { result: 'unchanged' }]);
    expect((await api.world.models.optIn.findOne().lean())?.at.toISOString()).toBe('2026-11-01T09:00:00.000Z');
  });

  test('one dated ahead is refused: it would outlast a later refusal', async () => {
    const answer = await api.post('/v1/opt-ins', { ...wish, at: '2026-11-25T00:00:00Z' });
    expect(bodyOf(answer)).toMatchObject({ status: 422, code: 'invalid', field: 'at' });
  });
});
