import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';
import mongoose from 'mongoose';

import { ana, anaCard, type Door, first, openDoor, text, webhook } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterEach(() => door.empty());
afterAll(() => door.close());

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
    const arrived = await door.arrivals.collection.find({}).toArray();
    await door.takeIn();
    const rows = await door.model.collection.find({}).toArray();
    expect([arrived.length, rows.length]).toEqual([1, 7]);
    const said = JSON.stringify([door.said, door.woken]);
    const stored = Buffer.concat([
      ...[...arrived, ...rows].map((row) => Buffer.from(mongoose.mongo.BSON.serialize(row))),
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
    expect((await door.rows())[0]?.names).toHaveLength(4);
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
      await door.empty();
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
