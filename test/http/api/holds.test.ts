import { afterAll, beforeAll, describe, expect, test } from '../../support/jest.ts';

import { type Api, openApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.world.close());

const reference = 'ER-0000-0000-0000';
const path = `/v1/requests/${reference}/hold`;

describe('the objection of a business', () => {
  test('needs a ground of the list and a date, and nothing else', async () => {
    const reviewAt = '2027-01-01T00:00:00Z';
    for (const body of [
      {},
      { ground: 'because', reviewAt },
      { ground: 'legal_duty' },
      { ground: 'legal_duty', reviewAt, note: 'x' },
    ]) {
      expect((await api.post(path, body)).status).toBe(422);
    }
    expect(api.held).toEqual([]);
    expect((await api.post(path, { ground: 'legal_duty', reviewAt })).body).toEqual({ reference, state: 'on_hold' });
    expect(api.held).toEqual([`tenant-first ${reference} legal_duty`]);
  });

  test('of a reference that is none is answered 404, and what cannot be released 409 with its code', async () => {
    expect((await api.post('/v1/requests/ER-1/hold', {})).status).toBe(404);
    const answer = await api.post(`/v1/requests/${reference}/release`, {});
    expect([answer.status, (JSON.parse(answer.text) as { code: string }).code]).toEqual([409, 'request_not_held']);
  });
});
