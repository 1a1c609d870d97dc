import { afterAll, beforeAll, describe, expect, test } from '../../support/jest.ts';

import { type Api, bodyOf, openApi, second } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.world.close());

const reference = 'ER-0000-0000-0000';

describe('the answer of a business', () => {
  test('takes a reason of the list to take longer, and nothing else', async () => {
    const path = `/v1/requests/${reference}/extend`;
    for (const body of [{}, { reason: 'holidays' }, { reason: 'complex', note: 'x' }]) {
      expect((await api.post(path, body)).status).toBe(422);
    }
    expect(api.held).toEqual([]);
    const answer = await api.post(path, { reason: 'many-requests' });
    expect(answer.body).toEqual({ reference, until: '2027-03-01T00:00:00.000Z' });
    expect(api.held.splice(0)).toEqual([`extend tenant-first ${reference} many-requests`]);
  });

  test('takes a ground of the list to refuse, and words of a bounded length', async () => {
    const path = `/v1/requests/${reference}/refuse`;
    for (const body of [
      {},
      { ground: 'no' },
      { ground: 'contract', words: '' },
      { ground: 'contract', words: 'x'.repeat(501) },
    ]) {
      expect((await api.post(path, body)).status).toBe(422);
    }
    expect(api.held).toEqual([]);
    const answer = await api.post(path, { ground: 'not_the_person', words: ' Please come by. ' });
    expect(answer.body).toEqual({ reference, state: 'refused' });
    expect(api.held.splice(0)).toEqual([`refuse tenant-first ${reference} not_the_person Please come by.`]);
  });

  test('of a reference that is none is answered 404', async () => {
    for (const verb of ['extend', 'refuse']) expect((await api.post(`/v1/requests/ER-1/${verb}`, {})).status).toBe(404);
    expect((await api.post('/v1/relays/ER-1/answered', {})).status).toBe(404);
  });

  test('to what the operator passed on is noted, by its reference alone and for itself alone', async () => {
    const path = `/v1/relays/${reference}/answered`;
    expect((await api.post(path, {}, second)).body).toEqual({ reference, state: 'answered' });
    expect(api.held.splice(0)).toEqual([`answered tenant-second ${reference}`]);
    expect(bodyOf(await api.get(path))['code']).toBe('method_not_allowed');
  });

  test('can be looked for: what is still to be answered, its own alone, page by page, and nothing else of it', async () => {
    const times = { openedAt: '2026-11-24T12:00:00.000Z', dueAt: '2026-12-24T12:00:00.000Z' } as const;
    const open = { reference, what: 'nothing-held', ...times, rung: 2 } as const;
    api.relays.open = [{ ...open, tenantId: 'tenant-second', ...{ words: 'Made-Up Plants' } }];
    expect((await api.get('/v1/relays', second)).body).toEqual({ relays: [open] });
    const page = { limit: 1, after: reference };
    const typed = reference.toLowerCase();
    expect((await api.get(`/v1/relays?limit=1&after=${typed}`)).body).toEqual({ relays: [open], next: reference });
    expect(api.relays.asked).toEqual([
      { tenantId: 'tenant-second', limit: 50 },
      { tenantId: 'tenant-first', ...page },
    ]);
  });

  test('is looked for with a page that is one, and a key that is one', async () => {
    const before = api.relays.asked.length;
    for (const [query, field] of [
      ['limit=0', 'limit'],
      ['limit=201', 'limit'],
      ['limit=many', 'limit'],
      ['after=ER-1', 'after'],
      ['phone=16505550100', undefined],
    ] as const) {
      const answer = await api.get(`/v1/relays?${query}`);
      expect([answer.status, answer.type]).toEqual([422, 'application/problem+json']);
      expect(bodyOf(answer)).toMatchObject({ code: 'invalid', ...(field === undefined ? {} : { field }) });
      expect(answer.text).not.toMatch(/16505550100|ER-1|many/);
    }
    expect((await api.get('/v1/relays').set('Authorization', 'Bearer another')).status).toBe(401);
    expect(bodyOf(await api.post('/v1/relays', {}))['code']).toBe('method_not_allowed');
    expect(api.relays.asked).toHaveLength(before);
  });

  test('lets what the breaker holds go on with one tap, its own alone', async () => {
    expect((await api.get('/v1/breaker')).body).toEqual({ held: 3 });
    expect((await api.post('/v1/breaker/release', {})).body).toEqual({ released: 3 });
    expect(api.held.splice(0)).toEqual(['breaker tenant-first']);
    expect(bodyOf(await api.get('/v1/breaker/release'))['code']).toBe('method_not_allowed');
  });

  test('notes what came by letter with its kind and day, and nothing more; the list stays where it was', async () => {
    const good = { phone: '+16505550100', right: 'erasure', channel: 'letter', receivedAt: '2026-11-20T00:00:00Z' };
    for (const rest of [
      { channel: 'pigeon' },
      { right: 'all' },
      { receivedAt: 'today' },
      { phone: 'Ana' },
      { note: 'x' },
    ]) {
      expect((await api.post('/v1/requests', { ...good, ...rest })).status).toBe(422);
    }
    expect((await api.post('/v1/requests', { ...good, phone: undefined })).status).toBe(422);
    expect(api.held).toEqual([]);
    const answer = await api.post('/v1/requests', good);
    expect([answer.status, bodyOf(answer)['told']]).toEqual([202, 'queued']);
    expect(api.held.splice(0)).toEqual(['log tenant-first erasure letter 1']);
    expect((await api.get('/v1/requests')).body).toEqual({ requests: [] });
  });
});
