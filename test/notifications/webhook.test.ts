import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { publicLookup } from '../../src/notifications/public-address.ts';
import { createWebhookPost } from '../../src/notifications/webhook-post.ts';
import { startRawServer } from '../support/raw-server.ts';
import { foundIn } from '../stores/forms-of.ts';
import { verified } from '../support/webhook-receiver.ts';
import {
  ana,
  anaNames,
  anaWamid,
  erasedNotice,
  type NoticeWorld,
  openNoticeWorld,
  reference,
  secrets,
  tenantWith,
  verifiedOrder,
} from './notice-world.ts';

let world: NoticeWorld;
beforeAll(async () => {
  world = await openNoticeWorld();
});
beforeEach(async () => {
  await world.empty();
  world.tenant = tenantWith(world.receiver, { channels: { webhook: { url: world.receiver.url } } });
});
afterAll(() => world.close());

describe('the signed webhook', () => {
  test('carries the verified request with hashes and link, and verifies by Standard Webhooks', async () => {
    const order = verifiedOrder(world);
    const { subjectRef } = await world.notices.announceVerified(world.tenant, order);
    expect(await world.deliverDue()).toEqual(['delivered']);
    const [delivery] = world.receiver.received;
    if (delivery === undefined) throw new Error('nothing came');
    const { requestId, verifiedAt, startsAt, dueAt } = order;
    expect(verified(delivery, secrets.new)).toEqual({
      type: 'dsr.verified',
      timestamp: new Date(world.clock.time).toISOString(),
      data: {
        ...{
          tenantId: 'tenant-plants',
          requestId,
          reference,
          right: 'erasure',
          confirmedBy: 'code',
          verifiedAt,
          startsAt,
          dueAt,
          subjectRef,
        },
        reveal: { url: expect.stringContaining('/n/'), expiresAt: expect.stringMatching(/Z$/) },
      },
    });
    expect(subjectRef.map((one) => one.kind)).toEqual(['phone', 'bsuid']);
    expect(delivery.path).toBe('/hooks/oubli');
    expect(delivery.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': expect.stringMatching(/^msg_[A-Za-z0-9_-]+$/),
      'webhook-timestamp': String(Math.floor(world.clock.time / 1_000)),
    });
    expect(() => verified({ ...delivery, body: delivery.body.replace('erasure', 'erasurE') }, secrets.new)).toThrow();
  });

  test('tells of the erasure in counts, times and grounds alone', async () => {
    await world.notices.announce(world.tenant, erasedNotice);
    await world.deliverDue();
    const [delivery] = world.receiver.received;
    if (delivery === undefined) throw new Error('nothing came');
    const { event, ...facts } = erasedNotice;
    expect(verified(delivery, secrets.new)).toMatchObject({
      type: event,
      data: { tenantId: 'tenant-plants', ...facts },
    });
  });

  test('holds no form of any name of the person: neither body nor header nor path', async () => {
    await world.notices.announceVerified(world.tenant, verifiedOrder(world));
    await world.notices.announce(world.tenant, erasedNotice);
    await world.deliverDue();
    expect(world.receiver.received).toHaveLength(2);
    const bytes = Buffer.from(JSON.stringify(world.receiver.received));
    expect(foundIn(bytes, [...anaNames, anaWamid, ana.phone.slice(1)])).toEqual([]);
  });

  test('is signed under both secrets while they are rotated, so that old and new receivers verify', async () => {
    world.tenant = { ...world.tenant, webhookSecrets: [secrets.new, secrets.old] };
    await world.notices.announce(world.tenant, erasedNotice);
    await world.deliverDue();
    const [delivery] = world.receiver.received;
    if (delivery === undefined) throw new Error('nothing came');
    expect(delivery.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
    expect(verified(delivery, secrets.new)).toEqual(verified(delivery, secrets.old));
    expect(() => verified(delivery, `whsec_${Buffer.alloc(32, 3).toString('base64')}`)).toThrow(
      'No matching signature',
    );
  });

  test('a rotation between two tries signs the second with the secrets then in force', async () => {
    world.receiver.answerNext({ status: 500 });
    await world.notices.announce(world.tenant, erasedNotice);
    await world.deliverDue();
    world.tenant = { ...world.tenant, webhookSecrets: [secrets.old] };
    world.clock.time += 60_000;
    await world.deliverDue();
    const [first, second] = world.receiver.received;
    if (first === undefined || second === undefined) throw new Error('two were expected');
    expect(verified(second, secrets.old)).toEqual(verified(first, secrets.new));
  });
});

describe('posting to an address that a tenant named', () => {
  const post = createWebhookPost({ allowPrivateHosts: false, timeoutMs: 500 });
  const order = (url: string) => ({ url, headers: {}, body: '{}' });

  test('goes over https alone, and never to this machine or a private network', async () => {
    for (const url of [
      world.receiver.url,
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://10.1.2.3/',
      'https://169.254.169.254/latest',
    ]) {
      expect(await post(order(url))).toEqual({ name: 'not-allowed', code: 'webhook_not_allowed' });
    }
    expect(world.receiver.received).toEqual([]);
  });

  test('a name that leads to this machine yields no address to connect to; a public address is left alone', async () => {
    const found = (name: string) =>
      new Promise((resolve) => publicLookup(name, { all: true }, (error, addresses) => resolve(error ?? addresses)));
    expect(await found('localhost')).toMatchObject({ code: 'address_not_public' });
    expect(await found('10.0.0.1')).toMatchObject({ code: 'address_not_public' });
    expect(await found('8.8.8.8')).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });

  test('follows no redirect, and reads nothing of the answer', async () => {
    const open = createWebhookPost({ allowPrivateHosts: true, timeoutMs: 500 });
    world.receiver.answerNext({ status: 302, headers: { location: world.receiver.url, 'retry-after': '7' } });
    expect(await open(order(world.receiver.url))).toEqual({ name: 'answered', status: 302, retryAfter: '7' });
    expect(world.receiver.received).toHaveLength(1);
  });

  test('gives up on who does not answer, and on who is not there', async () => {
    const open = createWebhookPost({ allowPrivateHosts: true, timeoutMs: 50 });
    world.receiver.answerNext('hang');
    expect(await open(order(world.receiver.url))).toMatchObject({ name: 'no-answer' });
    expect(await open(order('http://127.0.0.1:1/'))).toEqual({ name: 'no-answer', code: 'webhook_econnrefused' });
  });

  test('settles for a program that changes the protocol: that is an answer, and no success', async () => {
    const open = createWebhookPost({ allowPrivateHosts: true, timeoutMs: 500 });
    const switching = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    const server = await startRawServer(switching);
    try {
      expect(await open(order(server.url))).toEqual({ name: 'answered', status: 101, retryAfter: null });
    } finally {
      await server.close();
    }
  });
});
