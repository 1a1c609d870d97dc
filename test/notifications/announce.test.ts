import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { revealLifeMs } from '../../src/notifications/reveals.ts';
import { foundIn } from '../stores/forms-of.ts';
import {
  anaNames,
  anaWamid,
  erasedNotice,
  type NoticeWorld,
  openNoticeWorld,
  publicBaseUrl,
  reference,
  tenantWith,
  verifiedOrder,
} from './notice-world.ts';

let world: NoticeWorld;
beforeAll(async () => {
  world = await openNoticeWorld();
});
beforeEach(() => world.empty());
afterAll(() => world.close());

describe('announcing', () => {
  test('makes one row for each channel the business has, and says that it is to be looked at', async () => {
    await world.notices.announce(world.tenant, erasedNotice);
    const ids = ['request-1.dsr.erased.email', 'request-1.dsr.erased.webhook'];
    expect((await world.models.notices.find().lean()).map((row) => row._id).sort()).toEqual(ids);
    expect(world.woken).toEqual(ids);
    expect(await world.notices.due(world.clock.time, 10)).toHaveLength(2);
    expect(await world.notices.due(world.clock.time - 1, 10)).toEqual([]);
  });

  test('announcing the same again, also ten times at once, tells the business once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => world.notices.announce(world.tenant, erasedNotice)));
    await world.deliverDue();
    await world.notices.announce(world.tenant, erasedNotice);
    await world.deliverDue();
    expect([world.smtp.mails.length, world.receiver.received.length]).toEqual([1, 1]);
  });

  test('is all or nothing: where one row was there before, no other is made', async () => {
    const row = { tenantId: 'tenant-plants', notice: erasedNotice, createdAt: world.clock.time };
    expect(await world.store.insertAll([{ ...row, channel: 'webhook' }])).toBe(true);
    expect(
      await world.store.insertAll([
        { ...row, channel: 'email' },
        { ...row, channel: 'webhook' },
      ]),
    ).toBe(false);
    expect(await world.models.notices.countDocuments()).toBe(1);
  });

  test('a row that is delivered holds nothing of what was said', async () => {
    await world.notices.announceVerified(world.tenant, verifiedOrder(world));
    expect((await world.models.notices.find().lean()).every((row) => row.sealed !== undefined)).toBe(true);
    await world.deliverDue();
    const rows = await world.models.notices.find().lean();
    expect(rows.map((row) => [row.state, row.sealed])).toEqual([
      ['delivered', undefined],
      ['delivered', undefined],
    ]);
    expect(rows.map((row) => Number(row.expiresAt) - Number(row.createdAt))).toEqual([
      45 * 86_400_000,
      45 * 86_400_000,
    ]);
  });

  test('a business without a channel is told nothing, and the operator is', async () => {
    world.tenant = tenantWith(world.receiver, { channels: {} });
    await world.notices.announce(world.tenant, erasedNotice);
    expect(await world.models.notices.countDocuments()).toBe(0);
    expect(world.said.map((one) => one.name)).toEqual(['notice_without_channel']);
  });
});

describe('announcing a verified request', () => {
  test('stores, before and after delivery, no form of any name of the person and no key of the link', async () => {
    await world.notices.announceVerified(world.tenant, verifiedOrder(world));
    const before = await world.rawBytes();
    await world.deliverDue();
    const { data } = JSON.parse(world.receiver.received[0]?.body ?? '') as { data: { reveal: { url: string } } };
    const key = data.reveal.url.split('#')[1] ?? '';
    expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const hidden = [...anaNames, anaWamid, key, Buffer.from(key, 'base64url').toString('latin1')];
    for (const bytes of [before, await world.rawBytes()]) {
      expect(foundIn(bytes, hidden)).toEqual([]);
      expect(bytes.includes(Buffer.from(key, 'base64url'))).toBe(false);
    }
    expect(foundIn(before, [reference])).toEqual([0]);
  });

  test('sends the same link, good for 72 hours, on every channel, and keeps one reveal', async () => {
    const { heldUntil } = await world.notices.announceVerified(world.tenant, verifiedOrder(world));
    await world.deliverDue();
    const { data } = JSON.parse(world.receiver.received[0]?.body ?? '') as { data: { reveal: { url: string } } };
    expect(data.reveal.url).toMatch(new RegExp(`^${publicBaseUrl}/n/[A-Za-z0-9_-]{22}#[A-Za-z0-9_-]{43}$`));
    expect(world.smtp.mails[0]?.parsed.text).toContain(data.reveal.url);
    expect(heldUntil).toBe(new Date(world.clock.time + revealLifeMs).toISOString());
    expect(await world.models.reveals.countDocuments()).toBe(1);
  });

  test('announced again, also at once, makes no second link: the one that went out still opens', async () => {
    const orders = Array.from({ length: 8 }, () => world.notices.announceVerified(world.tenant, verifiedOrder(world)));
    const [first, ...others] = await Promise.all(orders);
    const again = await world.notices.announceVerified(world.tenant, verifiedOrder(world));
    expect(others.concat(again).map((one) => one.subjectRef)).toEqual(
      Array.from({ length: 8 }, () => first?.subjectRef),
    );
    await world.deliverDue();
    expect(await world.models.reveals.countDocuments()).toBe(1);
    const { data } = JSON.parse(world.receiver.received[0]?.body ?? '') as { data: { reveal: { url: string } } };
    const [, revealId = '', key = ''] = /\/n\/(.+)#(.+)$/.exec(data.reveal.url) ?? [];
    expect(await world.reveals.reveal(revealId, key)).toMatchObject({ name: 'revealed' });
  });

  test('makes no link where no channel can carry one: a template holds no key', async () => {
    const staffPhone = { phone: '15550002222', template: 'dsr_notice' };
    world.tenant = tenantWith(world.receiver, { channels: { staffPhone } });
    const { heldUntil } = await world.notices.announceVerified(world.tenant, verifiedOrder(world));
    expect([heldUntil, await world.models.reveals.countDocuments()]).toEqual([null, 0]);
  });

  test('a request that is cancelled takes its link with it', async () => {
    await world.notices.announceVerified(world.tenant, verifiedOrder(world));
    await world.notices.announceVerified(world.tenant, verifiedOrder(world, 'request-2'));
    const others = ['request-10', 'request-1-x', 'request-2.reminder-1'];
    for (const id of ['request-1.reminder-1', 'request-1.operator-2', ...others]) {
      await world.notices.announceVerified(world.tenant, verifiedOrder(world, id));
    }
    const at = new Date(world.clock.time).toISOString();
    await world.notices.announce(world.tenant, { event: 'dsr.cancelled', requestId: 'request-1', reference, at });
    expect(await world.reveals.heldUntil('request-1')).toBeNull();
    expect(await world.reveals.heldUntil('request-2')).not.toBeNull();
    // Those of its reminders too, and of no other request.
    const left = (await world.models.reveals.find().lean()).map(({ requestId }) => requestId);
    expect(left.sort()).toEqual(['request-2', ...others].sort());
  });
});
