import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { marginMs } from '../../src/notifications/deliver.ts';
import { verified } from '../support/webhook-receiver.ts';
import { erasedNotice, type NoticeWorld, openNoticeWorld, secrets, tenantWith, verifiedOrder } from './notice-world.ts';

const hour = 3_600_000;

let world: NoticeWorld;
/** The end of the hour in which the notices come. It lies within the last hour: a signature made now is then fresh. */
let hourEnd: number;
beforeAll(async () => {
  world = await openNoticeWorld();
});
beforeEach(async () => {
  await world.empty();
  hourEnd = Math.floor(Date.now() / hour) * hour;
  world.clock.time = hourEnd - hour / 2;
});
afterAll(() => world.close());

interface DigestBody {
  readonly type: string;
  readonly data: {
    readonly count: number;
    readonly notices: readonly { id: string; type: string; data: { requestId: string } }[];
  };
}

async function announceMany(count: number, from = 0): Promise<void> {
  for (let index = from; index < from + count; index += 1) {
    await world.notices.announce(world.tenant, {
      ...erasedNotice,
      requestId: `request-${String(index).padStart(3, '0')}`,
    });
  }
}

const onlyWebhook = (): void => {
  world.tenant = tenantWith(world.receiver, { channels: { webhook: { url: world.receiver.url } } });
};
const states = async () => (await world.models.notices.find().lean()).map((row) => row.state);

test('five notices of an hour go out one by one, the sixth and later ones together at its end', async () => {
  await announceMany(8);
  const outcomes = await world.deliverDue();
  expect(outcomes.filter((one) => one === 'held')).toHaveLength(6);
  expect([world.receiver.received.length, world.smtp.mails.length]).toEqual([5, 5]);
  world.clock.time = hourEnd - 1;
  expect(await world.deliverDue()).toEqual([]);
  world.clock.time = hourEnd;
  expect(await world.deliverDue()).toEqual(['delivered', 'delivered']);
  expect([world.receiver.received.length, world.smtp.mails.length]).toEqual([6, 6]);
  expect(new Set(await states())).toEqual(new Set(['delivered']));
});

test('the digest webhook loses nothing: each notice in it is whole, and verifies under the signature', async () => {
  onlyWebhook();
  await announceMany(5);
  await world.notices.announceVerified(world.tenant, verifiedOrder(world, 'request-late-1'));
  await announceMany(2, 5);
  await world.deliverDue();
  world.clock.time = Date.now();
  await world.deliverDue();
  const digest = world.receiver.received.at(-1);
  if (digest === undefined) throw new Error('nothing came');
  const body = verified(digest, secrets.new) as DigestBody;
  expect(body).toMatchObject({ type: 'dsr.digest', data: { tenantId: 'tenant-plants', count: 3 } });
  const { event, ...facts } = erasedNotice;
  const late = body.data.notices.find((one) => one.data.requestId === 'request-late-1');
  expect(late).toMatchObject({ type: 'dsr.verified', data: { reveal: { url: expect.stringContaining('#') } } });
  const others = body.data.notices.filter((one) => one !== late);
  expect(others).toMatchObject([
    { type: event, data: { ...facts, requestId: 'request-005' } },
    { type: event, data: { ...facts, requestId: 'request-006' } },
  ]);
  expect(new Set(body.data.notices.map((one) => one.id)).size).toBe(3);
});

test('the digest mail lists every notice with reference, event and time, and the links of the verified', async () => {
  world.tenant = tenantWith(world.receiver, { channels: { email: { address: 'privacy@plants.example.org' } } });
  await announceMany(5);
  await world.notices.announceVerified(world.tenant, verifiedOrder(world, 'request-late-1'));
  await announceMany(2, 5);
  await world.deliverDue();
  world.clock.time = hourEnd;
  await world.deliverDue();
  const mail = world.smtp.mails.at(-1)?.parsed;
  expect(mail?.subject).toBe('Several notices at once: ER-0000-1111-2222 (+2)');
  expect(mail?.text).toContain('so here are 3 notices together');
  expect(mail?.text?.match(/^- ER-0000-1111-2222 · .+ UTC$/gm)).toHaveLength(3);
  expect(mail?.text).toMatch(/^https:\/\/oubli\.example\.org\/n\/\S+#\S+$/m);
});

test('a single notice that was held comes as itself', async () => {
  onlyWebhook();
  await announceMany(6);
  await world.deliverDue();
  world.clock.time = hourEnd;
  await world.deliverDue();
  expect(world.receiver.received.map((one) => (JSON.parse(one.body) as DigestBody).type)).toEqual(
    Array.from({ length: 6 }, () => 'dsr.erased'),
  );
});

test('many workers at once let no more than five through one by one', async () => {
  onlyWebhook();
  await announceMany(20);
  const ids = await world.notices.due(world.clock.time, 100);
  const outcomes = await Promise.all(ids.map((id) => world.notices.deliver(id)));
  expect(outcomes.filter((one) => one === 'delivered')).toHaveLength(5);
  expect(outcomes.filter((one) => one === 'held')).toHaveLength(15);
});

test('the next hour begins anew, also for another channel or business', async () => {
  onlyWebhook();
  await announceMany(7);
  await world.deliverDue();
  world.clock.time = hourEnd;
  await announceMany(5, 7);
  const outcomes = await world.deliverDue();
  expect(outcomes).toEqual(Array.from({ length: 6 }, () => 'delivered'));
  expect(world.receiver.received).toHaveLength(11);
});

test('more than one digest holds go out in several, none lost and none twice', async () => {
  onlyWebhook();
  const notices = Array.from({ length: 215 }, (_, index) => ({ ...erasedNotice, requestId: `request-${index}` }));
  await world.store.insertAll(
    notices.map((notice) => ({ tenantId: 'tenant-plants', channel: 'webhook', notice, createdAt: world.clock.time })),
  );
  await world.deliverDue();
  world.clock.time = hourEnd;
  await world.deliverDue();
  const digests = world.receiver.received.slice(5).map((one) => JSON.parse(one.body) as DigestBody);
  expect(digests.map((one) => one.data.count)).toEqual([200, 10]);
  const told = digests.flatMap((one) => one.data.notices.map((notice) => notice.data.requestId));
  expect([told.length, new Set(told).size]).toEqual([210, 210]);
  expect(new Set(await states())).toEqual(new Set(['delivered']));
});

describe('a digest that does not arrive', () => {
  test('is tried again with the same notices under the same id; what it holds waits with it', async () => {
    onlyWebhook();
    await announceMany(8);
    await world.deliverDue();
    world.receiver.answerNext({ status: 500 });
    world.clock.time = hourEnd;
    expect(await world.deliverDue()).toEqual(['later']);
    world.clock.time += 60_000;
    expect(await world.deliverDue()).toEqual(['delivered']);
    const [first, second] = world.receiver.received.slice(-2);
    expect(first?.body).toBe(second?.body);
    expect(first?.headers['webhook-id']).toBe(second?.headers['webhook-id']);
  });

  test('and is given up after days: then each notice in it is failed, and none stays sealed', async () => {
    onlyWebhook();
    await announceMany(8);
    await world.deliverDue();
    world.receiver.answerNext({ status: 410 });
    world.clock.time = hourEnd;
    expect(await world.deliverDue()).toEqual(['failed']);
    const rows = await world.models.notices.find({ state: 'failed' }).lean();
    expect(rows.map((row) => [row.event, row.sealed])).toEqual([
      ...Array.from({ length: 3 }, () => ['dsr.erased', undefined]),
      ['dsr.digest', undefined],
    ]);
  });

  test('keeps back what it holds for as long as it is tried', async () => {
    onlyWebhook();
    await announceMany(7);
    await world.deliverDue();
    world.receiver.answerNext(...Array.from({ length: 4 }, () => ({ status: 500 })));
    for (const pause of [0, 60_000, 5 * 60_000, 15 * 60_000]) {
      world.clock.time = Math.max(world.clock.time, hourEnd) + pause;
      await world.deliverDue();
    }
    // Two held and one digest: no try of the four was a single one.
    expect(world.receiver.received.slice(5).map((one) => (JSON.parse(one.body) as DigestBody).type)).toEqual(
      Array.from({ length: 4 }, () => 'dsr.digest'),
    );
    expect((await world.models.notices.find({ state: 'pending' }).lean()).map((row) => row.attempts).sort()).toEqual([
      0, 0, 4,
    ]);
  });
});

test('a notice that came too late for its digest is not lost: it goes out by itself', async () => {
  onlyWebhook();
  await announceMany(7);
  await world.deliverDue();
  world.clock.time = hourEnd;
  await world.deliverDue();
  await announceMany(1, 50);
  const late = 'request-050.dsr.erased.webhook';
  const digestId = (await world.models.notices.findOne({ event: 'dsr.digest' }).lean())?._id ?? '';
  // As a worker with a slow clock would leave it.
  await world.models.notices.updateOne({ _id: late }, { $set: { digestId, dueAt: new Date(hourEnd + marginMs) } });
  world.clock.time = hourEnd + marginMs;
  expect(await world.deliverDue()).toEqual(['delivered']);
  expect(
    (JSON.parse(world.receiver.received.at(-1)?.body ?? '') as { data: { requestId: string } }).data.requestId,
  ).toBe('request-050');
});
