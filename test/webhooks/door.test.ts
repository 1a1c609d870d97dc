import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import mongoose from 'mongoose';

import { type InboxEventRow } from '../../models/inbox-event.ts';
import {
  ana,
  anaCard,
  type Door,
  first,
  openDoor,
  operatorSecrets,
  ownSecret,
  second,
  sign,
  text,
  webhook,
} from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterEach(async () => {
  await door.model.collection.deleteMany({});
  door.said.length = 0;
  door.woken.length = 0;
});
afterAll(() => door.close());

const count = (): Promise<number> => door.model.collection.countDocuments({});
const deletion = webhook({ contacts: [anaCard], messages: [text('wamid.1')] });

describe('what is accepted', () => {
  test('a signed text is durable before its 200, and its lane is looked at afterwards', async () => {
    expect((await door.post(deletion)).status).toBe(200);
    expect(await door.events()).toMatchObject([
      { kind: 'message', content: { kind: 'text', text: ana.text }, profileName: ana.name },
    ]);
    const row = await door.model.findOne({}).lean<InboxEventRow>();
    expect(row).toMatchObject({ tenantId: first.tenantId, state: 'pending', attempts: 0, kind: 'message' });
    expect(row?.expiresAt.getTime()).toBe((row?.receivedAt.getTime() ?? 0) + 8 * 86_400_000);
    expect(door.woken).toEqual([row?.lane]);
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
    expect(answers.filter((answer) => answer.text === 'accepted')).toHaveLength(1);
    expect(await count()).toBe(1);
    expect(door.woken).toHaveLength(1);
  });

  test('pitfall 6: a redelivery after the work is done is a duplicate', async () => {
    await door.post(deletion);
    const row = await door.model.findOne({}).lean<InboxEventRow>();
    await door.inbox.done([row?._id ?? '']);
    expect((await door.post(deletion)).text).toBe('duplicate');
    expect((await door.model.findOne({}).lean<InboxEventRow>())?.state).toBe('done');
  });

  test('pitfall 7: a tap that is delivered twice is one tap', async () => {
    const tap = webhook({ messages: [text('wamid.1', { type: 'button', button: { payload: 'erase', text: 'Yes' } })] });
    expect((await door.post(tap)).text).toBe('accepted');
    expect((await door.post(tap)).text).toBe('duplicate');
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
    expect(new Set(await door.model.distinct('lane')).size).toBe(2);
  });

  test('pitfall 15: the same BSUID at two tenants has no hash in common', async () => {
    await door.post(deletion);
    await door.post(webhook({ messages: [text('wamid.1')] }, { tenant: second }), { secret: ownSecret }).expect(200);
    const rows = await door.model.find().lean<InboxEventRow[]>();
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
      expect((await door.post(body)).text).toBe('ignored');
    }
    expect(await count()).toBe(0);
  });

  test('a history that comes before the live message does not make it a duplicate', async () => {
    await door.post(
      webhook({ history: [{ threads: [{ id: ana.phone, messages: [text('wamid.1')] }] }] }, { field: 'history' }),
    );
    expect((await door.post(deletion)).text).toBe('accepted');
  });

  test('two numbers of one tenant may use the same message id', async () => {
    await door.post(deletion);
    await door.post(webhook({ message_echoes: [text('wamid.1')] }, { field: 'smb_message_echoes' }));
    expect(await count()).toBe(2);
  });
});

describe('what is refused', () => {
  test('pitfall 2 and 3: forged, absent and malformed signatures are 401 and store nothing', async () => {
    for (const signature of [
      null,
      '',
      'sha256=',
      'sha256=00',
      `sha256=${'0'.repeat(64)}`,
      sign('other', operatorSecrets[0] ?? ''),
    ]) {
      expect((await door.post(deletion, { signature })).status).toBe(401);
    }
    expect((await door.post(deletion, { secret: 'guessed' })).status).toBe(401);
    expect(await count()).toBe(0);
  });

  test('pitfall 1: the bytes as Meta writes them verify, escapes and all', async () => {
    const raw = JSON.stringify(webhook({ messages: [text('wamid.1', { text: { body: 'EFFACER é ☺' } })] }))
      .replaceAll('é', '\\u00e9')
      .replaceAll('☺', '\\u263a');
    expect((await door.post(raw)).text).toBe('accepted');
    expect(await door.events()).toMatchObject([{ content: { text: 'EFFACER é ☺' } }]);
  });

  test('the operator may rotate: the old secret is accepted beside the new one', async () => {
    expect((await door.post(deletion, { secret: operatorSecrets[1] ?? '' })).status).toBe(200);
  });

  test('what is no JSON object is 400', async () => {
    for (const body of ['', ' ', '{', 'null', '7', '"text"', '[]', Buffer.from([0xff, 0xfe, 0x00])]) {
      expect((await door.post(body)).status).toBe(400);
    }
  });

  test('deep or hostile JSON is 400, quickly', async () => {
    const deep = [
      `{"entry":${'['.repeat(1_500_000)}`,
      `${'['.repeat(100)}${']'.repeat(100)}`,
      `{"entry":${'{"a":'.repeat(300_000)}1`,
    ];
    for (const body of deep) {
      const start = performance.now();
      expect((await door.post(body)).status).toBe(400);
      expect(performance.now() - start).toBeLessThan(1_000);
    }
  });

  test('brackets inside strings are not depth', async () => {
    const messages = [text('wamid.1', { text: { body: `\\"${'[{'.repeat(100)}` } })];
    expect((await door.post(webhook({ messages }))).text).toBe('accepted');
  });

  test('__proto__ in a body is harmless', async () => {
    const raw = JSON.stringify(deletion).replace(
      '{"field"',
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},"field"',
    );
    expect((await door.post(raw)).text).toBe('accepted');
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  test('pitfall 34: 3 MB pass, more is 413', async () => {
    const padded = (bytes: number): string => {
      const body = JSON.stringify({ ...deletion, padding: '' });
      return `${body.slice(0, -2)}${'x'.repeat(bytes - body.length)}"}`;
    };
    expect((await door.post(padded(3 * 1024 * 1024))).text).toBe('accepted');
    expect((await door.post(padded(3 * 1024 * 1024 + 1))).status).toBe(413);
  });
});

describe('who may speak for whom', () => {
  const foreign = (): unknown => door.said.at(-1)?.facts['foreign'];

  test("a tenant's own app speaks for it, on the shared path and on its own", async () => {
    const own = webhook({ messages: [text('wamid.1')] }, { tenant: second });
    expect((await door.post(own, { secret: ownSecret })).text).toBe('accepted');
    expect((await door.post(own, { secret: ownSecret, path: '/webhooks/whatsapp/tenant-second' })).text).toBe(
      'duplicate',
    );
  });

  test("a tenant's own app stores nothing of another tenant's", async () => {
    const path = '/webhooks/whatsapp/tenant-second';
    expect((await door.post(deletion, { secret: ownSecret, path })).text).toBe('ignored');
    expect(foreign()).toBe(1);
    const mixed = {
      entry: [
        ...(webhook({ messages: [text('wamid.2')] }, { tenant: second })['entry'] as unknown[]),
        ...(deletion['entry'] as unknown[]),
      ],
    };
    expect((await door.post(mixed, { secret: ownSecret })).text).toBe('accepted');
    expect(foreign()).toBe(1);
    expect(await door.events(first.tenantId)).toEqual([]);
    expect(await door.events(second.tenantId)).toHaveLength(1);
  });

  test("the operator's app no longer speaks for a tenant with an app of its own, nor on any tenant's path", async () => {
    const own = webhook({ messages: [text('wamid.1')] }, { tenant: second });
    expect((await door.post(own)).text).toBe('ignored');
    expect((await door.post(own, { path: '/webhooks/whatsapp/tenant-second' })).status).toBe(401);
    expect((await door.post(deletion, { path: '/webhooks/whatsapp/tenant-first' })).status).toBe(401);
    expect((await door.post(deletion, { path: '/webhooks/whatsapp/nobody' })).status).toBe(401);
    expect(await count()).toBe(0);
  });

  test("another's number under the own WABA, and the own number under another's, are nobody's", async () => {
    const messages = [text('wamid.1')];
    const crossed = webhook({ messages }, { tenant: second, phoneNumberId: '222000222000222' });
    expect((await door.post(crossed, { secret: ownSecret })).text).toBe('ignored');
    expect((await door.post(webhook({ messages }, { phoneNumberId: '444000444000444' }))).text).toBe('ignored');
    expect((await door.post(webhook({ messages }, { wabaId: '999000999000999' }))).text).toBe('ignored');
    expect(await count()).toBe(0);
  });

  test('a message that names no number is nobody’s, an account field goes by its WABA', async () => {
    const bare = (value: unknown, field: string) => ({
      entry: { id: first.wabaId, time: 1790000000, changes: { field, value } },
    });
    expect((await door.post(bare({ messages: [text('wamid.1')] }, 'messages'))).text).toBe('ignored');
    expect((await door.post(bare({ event: 'PARTNER_REMOVED' }, 'account_update'))).text).toBe('accepted');
    expect(await door.events()).toMatchObject([
      { kind: 'account', field: 'account_update', facts: { event: 'PARTNER_REMOVED' } },
    ]);
    expect(await door.model.distinct('lane')).toEqual([`account:${first.tenantId}`]);
  });
});

describe('what is left on disk and in the log', () => {
  test('pitfall 38: no row, log line or wake-up holds the number, BSUID, name, text or wamid, plain or in base64', async () => {
    const wamid = `wamid.${Buffer.from(`\x1d\x02\x0b${ana.phone}\x15\x02`).toString('base64')}`;
    const system = { type: 'user_changed_number', wa_id: '16505550199', user_id: 'US.77', previous_user_id: ana.bsuid };
    const status = { id: wamid, status: 'sent', recipient_id: ana.phone, recipient_user_id: ana.bsuid };
    const card = { type: 'contacts', contacts: [{ origin: 'contact_request', phones: [{ wa_id: ana.phone }] }] };
    const messages = [
      text(wamid),
      text(`${wamid}s`, { type: 'system', system }),
      text(`${wamid}c`, card),
      { ...text(''), id: null },
      'x',
    ];
    const value = {
      contacts: [anaCard],
      messages,
      statuses: [status],
      message_echoes: [text(wamid)],
      calls: [text(wamid)],
    };
    await door.post(webhook(value)).expect(200);
    const rows = await door.model.collection.find({}).toArray();
    expect(rows).toHaveLength(7);
    const said = JSON.stringify([door.said, door.woken]);
    const stored = Buffer.concat([
      ...rows.map((row) => Buffer.from(mongoose.mongo.BSON.serialize(row))),
      Buffer.from(said),
    ]);
    for (const secret of [ana.phone, '16505550199', ana.bsuid, 'US.77', ana.name, ana.text, wamid]) {
      for (const form of formsOf(secret)) expect(stored.includes(form)).toBe(false);
    }
    // The scan can see: what is in the clear is found.
    expect(stored.includes(first.tenantId)).toBe(true);
  });

  test('erasing by any name finds the row: former names and an own number that was shown stand in its index', async () => {
    const system = { type: 'user_changed_number', wa_id: '16505550199', user_id: 'US.77', previous_user_id: ana.bsuid };
    await door.post(webhook({ messages: [text('wamid.1', { type: 'system', system })] }));
    expect((await door.model.findOne({}).lean<InboxEventRow>())?.names).toHaveLength(4);
  });
});

test('mutated payloads are never answered 5xx, and the DELETE beside them is kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json({ maxDepth: 6 }), fc.json(), fc.nat(), async (one, two, seed) => {
      const good = text(`wamid.good${String(seed)}`);
      const value = {
        contacts: JSON.parse(two) as unknown,
        messages: [JSON.parse(one) as unknown, good, JSON.parse(two) as unknown],
      };
      expect((await door.post(webhook(value))).status).toBe(200);
      expect((await door.post(one)).status).toBeLessThan(500);
      const kept = (await door.events()).filter((event) => 'messageId' in event && event.messageId === good['id']);
      expect(kept).toHaveLength(1);
      await door.model.collection.deleteMany({});
    }),
    { numRuns: 60 },
  );
});

/** A text, and what stays of it in base64 at each of the three alignments. */
function formsOf(secret: string): readonly string[] {
  const aligned = [0, 1, 2].map((pad) => {
    const encoded = Buffer.concat([Buffer.alloc(pad), Buffer.from(secret)]).toString('base64');
    return encoded.slice(pad === 0 ? 0 : 4, Math.floor((secret.length + pad) / 3) * 4);
  });
  return [secret, Buffer.from(secret).toString('hex'), ...aligned.filter((form) => form.length >= 4)];
}
