import { afterAll, afterEach, beforeAll, describe, expect, test } from '../../support/jest.ts';
import mongoose from 'mongoose';
import request from 'supertest';

import { type StoredCorrection } from '../../../src/requests/correction-store.ts';
import { ana, bilal, owner } from '../../messaging/log.ts';
import { type Api, bodyOf, openApi, second } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterEach(async () => {
  await api.world.empty();
  api.requests.clear();
});
afterAll(() => api.world.close());

describe('who is let in', () => {
  test('a missing, malformed and wrong key get the same answer, and nothing is read or written', async () => {
    const answers = await Promise.all(
      [undefined, 'Bearer ', 'Basic a2V5', 'Bearer wrong', `Bearer ${'x'.repeat(300)}`].map((header) => {
        const sent = request(api.app).post('/v1/contacts');
        if (header !== undefined) sent.set('Authorization', header);
        return sent.send({ phone: ana.phone.value });
      }),
    );
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.type).toBe('application/problem+json');
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(bodyOf(answer)).toEqual({
        type: 'about:blank',
        title: 'Unauthorized',
        status: 401,
        code: 'unauthorised',
        detail: 'A valid API key is needed.',
      });
    }
    expect(await api.world.counts()).toEqual({});
  });

  test('what is not there is 404 and what is there another way is 405, as problems', async () => {
    const unknown = await api.get('/v1/people');
    expect([unknown.status, bodyOf(unknown)['code']]).toEqual([404, 'not_found']);
    const wrong = await api.get('/v1/contacts');
    expect([wrong.status, wrong.headers['allow'], bodyOf(wrong)['code']]).toEqual([405, 'POST', 'method_not_allowed']);
    const posted = await api.post('/v1/corrections', {});
    expect([posted.status, posted.headers['allow']]).toEqual([405, 'GET, HEAD']);
    const deleted = await request(api.app).delete('/v1/requests').set('Authorization', 'Bearer key-of-tenant-first');
    expect([deleted.status, deleted.headers['allow']]).toEqual([405, 'GET, HEAD, POST']);
    expect((await request(api.app).get('/v1/people')).status).toBe(401);
  });
});

test('what fails because of us just now says when to ask again', async () => {
  const { collection } = api.world.models.contact;
  const insertOne = collection.insertOne.bind(collection);
  collection.insertOne = () => Promise.reject(new mongoose.mongo.MongoNetworkError('gone'));
  try {
    const answer = await api.post('/v1/contacts', { phone: ana.phone.value, name: 'Ana' });
    expect([answer.status, bodyOf(answer)['code'], answer.headers['retry-after']]).toEqual([503, 'unavailable', '5']);
  } finally {
    collection.insertOne = insertOne;
  }
});

describe('bad bodies', () => {
  const problem = async (body: string | Buffer, type = 'application/json') => {
    const sent = request(api.app).post('/v1/contacts').set('Authorization', `Bearer key-of-${owner.tenantId}`);
    const answer = await sent
      .set('Content-Type', type)
      .serialize((raw: unknown) => raw as string)
      .send(body as never);
    return bodyOf(answer);
  };

  test('say what is wrong with a stable code', async () => {
    expect(await problem('{')).toMatchObject({ status: 400, code: 'not_json' });
    expect(await problem('7')).toMatchObject({ status: 400, code: 'not_json' });
    expect(await problem('[]')).toMatchObject({ status: 422, code: 'invalid' });
    expect(await problem('', 'text/plain')).toMatchObject({ status: 415, code: 'unsupported_type' });
    expect(await problem('{}', 'application/json; charset=latin1')).toMatchObject({ status: 415 });
    const large = JSON.stringify({ phone: ana.phone.value, name: 'x'.repeat(1024 * 1024) });
    expect(await problem(large)).toMatchObject({ status: 413, code: 'too_large' });
    expect(await problem('{"phone":"16505550100","__proto__":{"name":"x"}}')).toMatchObject({ status: 422 });
  });

  test('name the field, and never quote what stood in it', async () => {
    const cases: readonly (readonly [object, string | undefined])[] = [
      [{}, 'phone'],
      [{ phone: 'call me' }, 'phone'],
      [{ phone: '0016505550100' }, 'phone'],
      [{ bsuid: 'us.1' }, 'bsuid'],
      [{ phone: ana.phone.value, email: 'nonsense' }, 'email'],
      [{ phone: ana.phone.value, attributes: { [bilal.phone.value]: 7 } }, 'attributes'],
      [{ phone: ana.phone.value, [bilal.phone.value]: 'x' }, undefined],
    ];
    for (const [body, field] of cases) {
      const answer = await api.post('/v1/contacts', body);
      expect(bodyOf(answer)).toMatchObject({
        status: 422,
        code: 'invalid',
        ...(field === undefined ? {} : { field }),
      });
      expect(answer.text).not.toContain(bilal.phone.value);
      expect(answer.text).not.toContain('call me');
    }
    expect(await api.world.counts()).toEqual({});
  });
});

describe('GET /v1/requests', () => {
  const reference = 'ER-0000-0000-0000';
  const summary = { reference, state: 'waiting', right: 'erasure', openedAt: '2026-11-24T10:00:00.000Z' } as const;

  test('lists the tenant’s own, page by page, and nothing of the person', async () => {
    const all = [1, 2, 3].map(() => ({ ...summary, identifiers: [ana.phone] }));
    api.requests.set(owner.tenantId, all);
    const page = await api.get('/v1/requests?limit=2');
    expect(page.body).toEqual({ requests: [summary, summary], next: reference });
    expect(bodyOf(await api.get('/v1/requests'))['next']).toBeUndefined();
    expect((await api.get('/v1/requests', second)).body).toEqual({ requests: [] });
    for (const query of ['limit=0', 'limit=x', 'after=ER-1', 'phone=1']) {
      expect((await api.get(`/v1/requests?${query}`)).status).toBe(422);
    }
  });

  test('begins after nobody else’s reference', async () => {
    const others = 'ER-1111-1111-1114';
    api.requests.set(owner.tenantId, [summary]);
    api.requests.set(second.tenantId, [{ ...summary, reference: others }]);
    expect((await api.get(`/v1/requests?after=${others}`, second)).body).toEqual({ requests: [] });
    const answer = await api.get(`/v1/requests?after=${others}`);
    expect(bodyOf(answer)).toMatchObject({ status: 422, code: 'invalid', field: 'after' });
  });

  test('reads one, as it is typed, but not another tenant’s', async () => {
    api.requests.set(owner.tenantId, [summary]);
    expect((await api.get('/v1/requests/er-oooo-0000-0000')).body).toEqual(summary);
    expect((await api.get(`/v1/requests/${reference}`, second)).status).toBe(404);
    expect(bodyOf(await api.get('/v1/requests/nonsense'))).toMatchObject({ code: 'request_unknown' });
  });
});

describe('GET /v1/corrections', () => {
  const reference = 'ER-0000-0000-0000';
  const openedAt = Date.parse('2026-11-24T12:00:00.000Z');
  const stored: StoredCorrection = {
    correctionId: 'correction-1',
    reference,
    tenantId: owner.tenantId,
    subjectId: 'subject-1',
    locale: 'en',
    phoneNumberId: '222000222000222',
    field: 'email',
    state: 'asked',
    reason: null,
    openedAt,
    dueAt: openedAt,
  };

  test('lists what waits page by page, and nothing of the person', async () => {
    api.open.corrections = Array.from({ length: 50 }, () => stored);
    const first = bodyOf(await api.get('/v1/corrections'));
    expect(first).toMatchObject({ next: reference });
    const [shown] = first['corrections'] as readonly unknown[];
    const at = '2026-11-24T12:00:00.000Z';
    expect(shown).toEqual({ reference, field: 'email', openedAt: at, dueAt: at });
    api.open.corrections = [stored];
    expect(bodyOf(await api.get(`/v1/corrections?limit=200&after=${reference}`))).not.toHaveProperty('next');
    expect(api.open.asked).toEqual([{ limit: 50 }, { limit: 200, after: reference }]);
    api.open.corrections = null;
    const answer = await api.get(`/v1/corrections?after=${reference}`);
    expect(bodyOf(answer)).toMatchObject({ status: 422, code: 'invalid', field: 'after' });
    expect((await api.get('/v1/corrections?limit=201')).status).toBe(422);
  });
});
