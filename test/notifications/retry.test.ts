import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { leaseMs } from '../../src/notifications/deliver.ts';
import { erasedNotice, type NoticeWorld, openNoticeWorld, reference, tenantWith } from './notice-world.ts';

const minute = 60_000;
const hour = 60 * minute;
const email = { address: 'privacy@plants.example.org' };
const emailId = 'request-1.dsr.erased.email';
const webhookId = 'request-1.dsr.erased.webhook';

let world: NoticeWorld;
beforeAll(async () => {
  world = await openNoticeWorld();
});
beforeEach(async () => {
  await world.empty();
  world.tenant = tenantWith(world.receiver, { channels: { webhook: { url: world.receiver.url } } });
});
afterAll(() => world.close());

const stateOf = async (id: string): Promise<string | undefined> =>
  (await world.models.notices.findById(id).lean())?.state;
const failures = (name: string) => world.said.filter((one) => one.name === name).map((one) => one.facts);

/** How long each next try waits, by moving the clock to when it is due. */
async function pauses(): Promise<readonly number[]> {
  const waited: number[] = [];
  for (;;) {
    const row = await world.models.notices.findById(webhookId).lean();
    if (row?.state !== 'pending') return waited;
    const pause = Number(row.dueAt) - world.clock.time;
    expect(await world.notices.deliver(webhookId)).toBe(pause > 0 ? 'idle' : 'later');
    if (pause > 0) waited.push(pause);
    world.clock.time += pause;
    if (pause > 0) await world.notices.deliver(webhookId);
  }
}

describe('a webhook that does not work', () => {
  test('is tried for days, each time under the same id, and then given up', async () => {
    world.receiver.answerNext(...Array.from({ length: 20 }, () => ({ status: 500 })));
    await world.notices.announce(world.tenant, erasedNotice);
    expect(await pauses()).toEqual([1, 5, 15, 60, 180, 360, 720, 1440, 1440].map((minutes) => minutes * minute));
    expect(world.receiver.received).toHaveLength(10);
    expect(new Set(world.receiver.received.map((one) => one.headers['webhook-id'])).size).toBe(1);
    const stamps = world.receiver.received.map((one) => Number(one.headers['webhook-timestamp']));
    expect((stamps.at(-1) ?? 0) - (stamps[0] ?? 0)).toBe((70 * hour + 21 * minute) / 1_000);
    expect(await world.models.notices.findById(webhookId).lean()).toMatchObject({
      state: 'failed',
      errorCode: 'webhook_500',
    });
    expect((await world.models.notices.findById(webhookId).lean())?.sealed).toBeUndefined();
    expect(failures('notice_failed')).toEqual([
      { channel: 'webhook', event: 'dsr.erased', tries: 10, code: 'webhook_500' },
    ]);
  });

  test('is delivered by the try that works, and by none after it', async () => {
    world.receiver.answerNext({ status: 503 }, { status: 404 });
    await world.notices.announce(world.tenant, erasedNotice);
    expect(await world.deliverDue()).toEqual(['later']);
    world.clock.time += minute;
    expect(await world.deliverDue()).toEqual(['later']);
    world.clock.time += 5 * minute;
    expect(await world.deliverDue()).toEqual(['delivered']);
    expect(await world.notices.deliver(webhookId)).toBe('idle');
    expect(world.receiver.received).toHaveLength(3);
  });

  test('that asks for patience is heeded', async () => {
    world.receiver.answerNext({ status: 429, headers: { 'retry-after': '7200' } });
    await world.notices.announce(world.tenant, erasedNotice);
    await world.deliverDue();
    world.clock.time += 2 * hour - 1;
    expect(await world.deliverDue()).toEqual([]);
    world.clock.time += 1;
    expect(await world.deliverDue()).toEqual(['delivered']);
  });

  test('that is gone (410) is over at once, and the business hears of it by e-mail', async () => {
    world.tenant = tenantWith(world.receiver, { channels: { email, webhook: { url: world.receiver.url } } });
    world.receiver.answerNext({ status: 410 });
    await world.notices.announce(world.tenant, erasedNotice);
    expect([...(await world.deliverDue())].sort()).toEqual(['delivered', 'delivered', 'failed']);
    expect(world.receiver.received).toHaveLength(1);
    const subjects = world.smtp.mails.map((mail) => mail.parsed.subject).sort();
    expect(subjects).toEqual([`A notice did not reach you: ${reference}`, `Data deleted and checked: ${reference}`]);
    expect(world.smtp.mails.map((mail) => mail.parsed.text).join()).toContain('this way: webhook.');
  });

  test('that fails for a day is told of on the other channels, once a day, while it is tried on', async () => {
    world.tenant = tenantWith(world.receiver, { channels: { email, webhook: { url: world.receiver.url } } });
    world.receiver.answerNext(...Array.from({ length: 40 }, () => ({ status: 500 })));
    for (const requestId of ['request-1', 'request-2'])
      await world.notices.announce(world.tenant, { ...erasedNotice, requestId });
    const warnings = () =>
      world.smtp.mails.filter((mail) => mail.parsed.subject?.includes('did not reach you') === true);
    for (const pause of [0, 1, 5, 15, 60, 180, 360]) {
      world.clock.time += pause * minute;
      await world.deliverDue();
    }
    expect(warnings()).toHaveLength(0);
    world.clock.time += 720 * minute;
    await world.deliverDue();
    expect(warnings()).toHaveLength(1);
    expect(await stateOf(webhookId)).toBe('pending');
  });

  test('a warning that fails is not warned about: two broken channels do not write about each other for ever', async () => {
    world.tenant = tenantWith(world.receiver, { channels: { email, webhook: { url: world.receiver.url } } });
    world.receiver.answerNext({ status: 410 });
    const at = new Date(world.clock.time).toISOString();
    const warning = { event: 'channel.failed', requestId: 'request-9', reference, at, channel: 'staff' } as const;
    await world.notices.announce(world.tenant, warning);
    expect([...(await world.deliverDue())].sort()).toEqual(['delivered', 'failed']);
    expect(await world.models.notices.countDocuments()).toBe(2);
  });
});

describe('a worker that dies', () => {
  test('before sending: the notice goes out once, after its lease', async () => {
    await world.notices.announce(world.tenant, erasedNotice);
    expect(await world.store.claim(webhookId, world.clock.time, leaseMs)).not.toBeNull();
    expect(await world.deliverDue()).toEqual([]);
    world.clock.time += leaseMs;
    expect(await world.deliverDue()).toEqual(['delivered']);
    expect(world.receiver.received).toHaveLength(1);
  });

  test('between sending and noting it: the notice goes out once more, under the same id (at least once)', async () => {
    await world.notices.announce(world.tenant, erasedNotice);
    const dying = world.noticesOn({ ...world.store, finish: () => Promise.reject(new Error('killed')) });
    await expect(dying.deliver(webhookId)).rejects.toThrow('killed');
    expect(await world.deliverDue()).toEqual([]);
    world.clock.time += leaseMs;
    expect(await world.deliverDue()).toEqual(['delivered']);
    const ids = world.receiver.received.map((one) => one.headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    expect(new Set(world.receiver.received.map((one) => one.body)).size).toBe(1);
  });

  test('who lost the lease changes nothing any more', async () => {
    await world.notices.announce(world.tenant, erasedNotice);
    const late = await world.store.claim(webhookId, world.clock.time, leaseMs);
    world.clock.time += leaseMs;
    await world.store.claim(webhookId, world.clock.time, leaseMs);
    if (late === null) throw new Error('nothing was claimed');
    await world.store.finish(late, { state: 'failed', errorCode: 'too_late' });
    await world.store.postpone(late, { dueAt: 0, attempts: 0 });
    await expect(world.store.takeSlot(late, '2026-11-24T12', 5)).rejects.toMatchObject({ code: 'lease_lost' });
    expect(await world.models.notices.findById(webhookId).lean()).toMatchObject({
      state: 'pending',
      fence: 2,
      attempts: 2,
    });
  });

  test('ten workers that look at once send once', async () => {
    await world.notices.announce(world.tenant, erasedNotice);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => world.notices.deliver(webhookId)));
    expect(outcomes.filter((one) => one === 'delivered')).toHaveLength(1);
    expect(world.receiver.received).toHaveLength(1);
  });

  test('again and again at the same notice: it is given up, not tried for ever', async () => {
    await world.notices.announce(world.tenant, erasedNotice);
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await world.store.claim(webhookId, world.clock.time, leaseMs)).not.toBeNull();
      world.clock.time += leaseMs;
    }
    expect(await world.deliverDue()).toEqual(['failed']);
    expect(world.receiver.received).toEqual([]);
    expect(failures('notice_failed')).toMatchObject([{ code: 'given_up' }]);
  });
});

describe('a mail server', () => {
  test('that is busy is tried again; one that knows no such address is not', async () => {
    world.tenant = tenantWith(world.receiver, { channels: { email } });
    world.smtp.refuseNext(451);
    await world.notices.announce(world.tenant, erasedNotice);
    expect(await world.deliverDue()).toEqual(['later']);
    world.clock.time += minute;
    expect(await world.deliverDue()).toEqual(['delivered']);
    world.smtp.refuseNext(550);
    await world.notices.announce(world.tenant, { ...erasedNotice, requestId: 'request-2' });
    expect(await world.deliverDue()).toEqual(['failed']);
    expect(failures('notice_failed')).toMatchObject([{ channel: 'email', code: 'smtp_550' }]);
  });

  test('a channel that the business gave up meanwhile ends its notices', async () => {
    world.tenant = tenantWith(world.receiver, { channels: { email } });
    await world.notices.announce(world.tenant, erasedNotice);
    world.tenant = tenantWith(world.receiver, { channels: { webhook: { url: world.receiver.url } } });
    await world.deliverDue();
    expect(await world.models.notices.findById(emailId).lean()).toMatchObject({
      state: 'failed',
      errorCode: 'channel_gone',
    });
    expect(world.smtp.mails).toEqual([]);
  });
});
