import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { ana, anaCard, type Door, first, openDoor, ownSecret, second, text, webhook, outcomeOf } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterEach(() => door.empty());
afterAll(() => door.close());

const count = async (): Promise<number> => (await door.rows()).length;
const deletion = webhook({ contacts: [anaCard], messages: [text('wamid.1')] });

describe('what is accepted', () => {
  test('a signed text is durable before its 200, and somebody is woken who puts it in its lane afterwards', async () => {
    expect((await door.post(deletion)).status).toBe(200);
    const [arrival] = await door.arrivals.find().lean();
    expect(door.woken).toEqual([`arrival ${String(arrival?._id)}`]);
    expect(await door.takeIn()).toEqual([arrival?.rows[0]?.lane]);
    expect(await door.arrivals.countDocuments()).toBe(0);
    expect(await door.events()).toMatchObject([
      { kind: 'message', content: { kind: 'text', text: ana.text }, profileName: ana.name },
    ]);
    const [row] = await door.rows();
    expect(row).toMatchObject({ tenantId: first.tenantId, state: 'pending', attempts: 0, kind: 'message' });
    expect(row?.expiresAt.getTime()).toBe((row?.receivedAt.getTime() ?? 0) + 8 * 86_400_000);
  });

  test('pitfall 4: every entry, change, message and status counts, not the first one', async () => {
    const entry = [1, 2].flatMap(
      (index) => webhook({ messages: [text(`wamid.${String(index)}a`), text(`wamid.${String(index)}b`)] })['entry'],
    );
    await door.post({ entry }).expect(200);
    expect(await count()).toBe(4);
  });

  test('pitfall 5: the answer does not wait for the queue, and a queue that is away changes nothing', async () => {
    const broken = await openDoor({ isWakeBroken: true });
    expect((await broken.post(deletion)).status).toBe(200);
    expect(broken.woken).toHaveLength(1);
    await broken.close();
  });

  test('pitfall 6: 100 copies at once insert once, and all are answered 200', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => door.post(deletion)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(answers.filter((answer) => outcomeOf(answer) === 'accepted')).toHaveLength(1);
    expect(await door.takeIn()).toHaveLength(1);
    expect(await count()).toBe(1);
  });

  test('pitfall 6: a redelivery after the work is done is a duplicate', async () => {
    await door.post(deletion);
    const [row] = await door.rows();
    await door.inbox.done([row?._id ?? '']);
    expect(outcomeOf(await door.post(deletion))).toBe('duplicate');
    expect(await door.takeIn()).toEqual([]);
    expect((await door.rows()).map(({ state }) => state)).toEqual(['done']);
  });

  test('pitfall 7: a tap that is delivered twice is one tap', async () => {
    const tap = webhook({ messages: [text('wamid.1', { type: 'button', button: { payload: 'erase', text: 'Yes' } })] });
    expect(outcomeOf(await door.post(tap))).toBe('accepted');
    expect(outcomeOf(await door.post(tap))).toBe('duplicate');
  });

  test('pitfall 8: each status of a message is an event of its own, none replaces another', async () => {
    const status = (name: string) => ({
      id: 'wamid.1',
      status: name,
      timestamp: '1790000000',
      recipient_id: ana.phone,
    });
    await door
      .post(webhook({ statuses: [status('read'), status('sent'), status('failed'), status('sent')] }))
      .expect(200);
    expect((await door.events()).map((event) => event.kind === 'status' && event.status).sort()).toEqual([
      'failed',
      'read',
      'sent',
    ]);
  });

  test('pitfall 9: bad items of 1,000 are counted and 999 are kept', async () => {
    const messages = Array.from({ length: 1_000 }, (_, index) =>
      index === 500 ? 'broken' : text(`wamid.${String(index)}`),
    );
    expect((await door.post(webhook({ messages, statuses: [null] }))).status).toBe(200);
    expect(await count()).toBe(999);
    expect(door.said).toContainEqual({
      name: 'webhook_answered',
      facts: { outcome: 'accepted', foreign: 0, malformed: 2, unsupported: 0 },
    });
  });

  test('pitfall 10 and 11: a failure that comes later is kept with its codes', async () => {
    const failed = {
      id: 'wamid.1',
      status: 'failed',
      recipient_id: ana.phone,
      errors: [{ code: 131026 }, { code: '131047' }],
    };
    await door.post(webhook({ statuses: [failed] }));
    expect(await door.events()).toMatchObject([{ kind: 'status', status: 'failed', errorCodes: [131026, 131047] }]);
  });

  test('pitfall 13: people without a number do not share a lane', async () => {
    const messages = ['US.1', 'US.2'].map((id) => text(`wamid.${id}`, { from: undefined, from_user_id: id }));
    await door.post(webhook({ messages }));
    expect(new Set((await door.rows()).map(({ lane }) => lane)).size).toBe(2);
  });

  test('pitfall 15: the same BSUID at two tenants has no hash in common', async () => {
    await door.post(deletion);
    await door.post(webhook({ messages: [text('wamid.1')] }, { tenant: second }), { secret: ownSecret }).expect(200);
    const rows = await door.rows();
    expect(new Set(rows.map((row) => row.tenantId)).size).toBe(2);
    expect(new Set(rows.flatMap((row) => [row._id, row.lane, ...(row.names ?? [])])).size).toBe(8);
  });

  test('pitfall 24: signed objects that hold nothing are answered 200 and stored nowhere', async () => {
    for (const body of [
      {},
      { entry: null },
      { entry: [] },
      { entry: [{}] },
      { entry: [{ changes: [{}] }] },
      { object: 'page', entry: [] },
    ]) {
      expect(outcomeOf(await door.post(body))).toBe('ignored');
    }
    expect(await count()).toBe(0);
  });

  test('a history that comes before the live message does not make it a duplicate', async () => {
    await door.post(
      webhook({ history: [{ threads: [{ id: ana.phone, messages: [text('wamid.1')] }] }] }, { field: 'history' }),
    );
    expect(outcomeOf(await door.post(deletion))).toBe('accepted');
  });

  test('two numbers of one tenant may use the same message id', async () => {
    await door.post(deletion);
    await door.post(webhook({ message_echoes: [text('wamid.1')] }, { field: 'smb_message_echoes' }));
    expect(await count()).toBe(2);
  });
});
