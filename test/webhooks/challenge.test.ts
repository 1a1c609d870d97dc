import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';
import request from 'supertest';

import { answerChallenge } from '../../webhooks/whatsapp/challenge.ts';
import { type Door, openDoor, verifyToken } from './door.ts';

const query = (mode: string, token: string, challenge: string): string =>
  `/webhooks/whatsapp?${new URLSearchParams({ 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge }).toString()}`;

describe('the handshake', () => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoor();
  });
  afterAll(() => door.close());

  test('sends the challenge back as plain text and nothing else', async () => {
    for (const path of [
      query('subscribe', verifyToken, '1158201444'),
      query('subscribe', verifyToken, '1').replace('?', '/tenant-second?'),
    ]) {
      const answer = await request(door.app).get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(answer.text).toBe(path.includes('tenant-second') ? '1' : '1158201444');
    }
  });

  test('refuses a wrong, empty, missing or doubled token, another mode, and a challenge that is markup', async () => {
    const good = query('subscribe', verifyToken, '1');
    const bad = [
      query('subscribe', 'wrong', '1'),
      query('subscribe', '', '1'),
      query('unsubscribe', verifyToken, '1'),
      query('subscribe', verifyToken, '<script>alert(1)</script>'),
      '/webhooks/whatsapp',
      `${good}&hub.verify_token=${verifyToken}`,
    ];
    for (const path of bad) expect((await request(door.app).get(path)).status).toBe(403);
  });

  test('pitfall 2: an unset token opens nothing', () => {
    expect(answerChallenge(query('subscribe', '', '1'), '')).toBeNull();
  });
});
