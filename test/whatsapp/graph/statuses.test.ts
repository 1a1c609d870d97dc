import { afterEach, beforeEach, describe, expect, test } from '../../support/jest.ts';

import { type GraphOptions } from '../../support/graph/graph.ts';
import { type Listener, startListener } from '../listener.ts';
import { anaBsuid, anaPhone, chiaraBsuid, openRig, plants, type Rig } from '../rig.ts';

let listener: Listener;
let rig: Rig;

async function open(options: GraphOptions = {}): Promise<void> {
  rig = await openRig(options);
  rig.graph.deliverTo(listener.url);
}

beforeEach(async () => {
  listener = await startListener();
});

afterEach(async () => {
  await rig.close();
  await listener.close();
});

const hello = { kind: 'text', body: 'Hello' } as const;
const names = (): unknown[] => listener.statuses().map((one) => one['status']);

describe('of a message that arrives [WA/webhooks/reference/messages/status]', () => {
  test('sent, delivered and read come in order, signed, with the id that was given out', async () => {
    await open();
    const result = await rig.send(hello, { phone: anaPhone }, 'correlation-1');
    await rig.graph.settled();
    expect(names()).toEqual(['sent', 'delivered', 'read']);
    expect(listener.signed).toEqual([true, true, true]);
    const id = result.name === 'accepted' ? result.messageId : '';
    for (const status of listener.statuses()) {
      expect(status).toMatchObject({
        id,
        recipient_id: anaPhone,
        recipient_user_id: anaBsuid,
        biz_opaque_callback_data: 'correlation-1',
      });
    }
  });

  test('to a BSUID they name no phone when a user name hides it', async () => {
    await open();
    await rig.send(hello, { bsuid: chiaraBsuid });
    await rig.graph.settled();
    for (const value of listener.values()) {
      expect(value).toMatchObject({ contacts: [{ user_id: chiaraBsuid }] });
      expect(JSON.stringify(value)).not.toMatch(/wa_id|recipient_id/);
    }
  });

  test('shuffled, the same three come in another order for some seed', async () => {
    const orders = new Set<string>();
    for (const seed of [1, 2, 3, 4]) {
      await open({ seed, statuses: { order: 'shuffled' } });
      listener.bodies.length = 0;
      await rig.send(hello);
      await rig.graph.settled();
      expect([...names()].sort()).toEqual(['delivered', 'read', 'sent']);
      orders.add(names().join());
      if (seed < 4) await rig.close();
    }
    expect(orders.size).toBeGreaterThan(1);
  });

  test('batched, all stand in one webhook', async () => {
    await open({ statuses: { areBatched: true } });
    await rig.send(hello);
    await rig.graph.settled();
    expect(listener.bodies).toHaveLength(1);
    expect(names()).toEqual(['sent', 'delivered', 'read']);
  });

  test('they go as far as told', async () => {
    await open({ statuses: { upTo: 'delivered' } });
    await rig.send(hello);
    await rig.graph.settled();
    expect(names()).toEqual(['sent', 'delivered']);
  });
});

describe('of a message that fails late [WA/support/error-codes]', () => {
  const failure = (code: number): unknown => ({ status: 'failed', errors: [{ code }] });

  test('a closed window is answered 200, then failed with 131047, without contacts or BSUID', async () => {
    await open();
    rig.graph.closeWindow(anaPhone);
    expect((await rig.send(hello)).name).toBe('accepted');
    await rig.graph.settled();
    expect(listener.statuses()).toMatchObject([failure(131047)]);
    expect(listener.values()[0]).not.toHaveProperty('contacts');
    expect(listener.statuses()[0]).not.toHaveProperty('recipient_user_id');
    expect(rig.ana.arrived).toHaveLength(0);
  });

  test('where it is told so, 131047 stands in the answer itself', async () => {
    await open({ failsLate: [] });
    rig.graph.closeWindow(anaPhone);
    expect(await rig.send(hello)).toEqual({ name: 'refused', reason: 'window-closed', code: 131047 });
  });

  test('a number that is not on WhatsApp fails with 131026', async () => {
    await open();
    expect((await rig.send(hello, { phone: '16505550177' })).name).toBe('accepted');
    await rig.graph.settled();
    expect(listener.statuses()).toMatchObject([{ ...(failure(131026) as object), recipient_id: '16505550177' }]);
  });

  test("an identity hash that is no longer the person's fails with 137000 [WA/business-phone-numbers]", async () => {
    await open();
    const body = { messaging_product: 'whatsapp', to: `+${anaPhone}`, type: 'text', text: { body: 'Hi' } };
    expect((await rig.post({ ...body, recipient_identity_key_hash: 'OldHash=' })).status).toBe(200);
    await rig.graph.settled();
    expect(listener.statuses()).toMatchObject([failure(137000)]);
  });

  test('the script can accept a message and fail it later', async () => {
    await open();
    rig.graph.script.failNext({ how: 'accept-and-fail-later', code: 131000 });
    expect((await rig.send(hello)).name).toBe('accepted');
    await rig.graph.settled();
    expect(listener.statuses()).toMatchObject([failure(131000)]);
    expect(rig.ana.arrived).toHaveLength(0);
  });

  test('the script can accept a message and lose it', async () => {
    await open();
    rig.graph.script.failNext({ how: 'accept-and-lose' });
    expect((await rig.send(hello)).name).toBe('accepted');
    await rig.graph.settled();
    expect([names(), rig.ana.arrived]).toEqual([[], []]);
  });
});

describe('webhooks', () => {
  test('no live webhook comes without a subscription (pitfall 30)', async () => {
    await open();
    await rig.request('DELETE', `${plants.wabaId}/subscribed_apps`);
    expect(await rig.ana.writes('Hello?')).toBe(0);
    expect(listener.bodies).toEqual([]);
  });

  test('one that is not answered 2xx is posted again, byte for byte', async () => {
    await open({ redeliverForMs: 2000 });
    listener.answers.push(503);
    expect(await rig.ana.writes('Hello?')).toBe(200);
    expect(listener.bodies).toHaveLength(2);
    expect(listener.bodies[0]).toBe(listener.bodies[1]);
  });

  test('the body is escaped as Meta escapes it: hashing re-serialised JSON fails (pitfall 1)', async () => {
    await open();
    await rig.ana.writes('été / صيف');
    const [body = ''] = listener.bodies;
    expect(body).toMatch(/^[\x20-\x7e]+$/);
    expect(body).toContain('\\u00e9t\\u00e9 \\/');
    expect(listener.signed).toEqual([true]);
  });
});
