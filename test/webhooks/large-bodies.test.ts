import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { createInboxStore } from '../../src/stores/inbox.ts';
import { createPipeline, type Delivery } from '../../webhooks/pipeline.ts';
import { mostItems } from '../../webhooks/whatsapp/parse.ts';
import { anaCard, type Door, openDoor, operatorSecrets, outcomeOf, type Raw, sign, text, webhook } from './door.ts';
import { eventsOf, parse } from './parsed.ts';

const maxBytes = 3 * 1024 * 1024;

const list = <Item>(length: number, make: (index: number) => Item): Item[] =>
  Array.from({ length }, (_, index) => make(index));

/** Fictional numbers and ids, all different. */
const phoneOf = (index: number): string => `1650555${String(index).padStart(6, '0')}`;
const bsuidOf = (index: number): string => `US.${String(index + 1)}`;

describe('a change with many messages and many cards', () => {
  test('reads each card once, whether every message has its own or they all look alike', () => {
    const many = 20_000;
    const alike = (index: number): Raw => ({ wa_id: phoneOf(0), user_id: bsuidOf(index) });
    for (const cardOf of [(index: number): Raw => ({ wa_id: phoneOf(index) }), alike]) {
      let reads = 0;
      const contacts = list(many, (index) => ({
        ...cardOf(index),
        get profile() {
          reads += 1;
          return { name: 'Ana Fictive' };
        },
      }));
      const from = (index: number): Raw =>
        cardOf === alike ? { from: phoneOf(0), from_user_id: 'FR.1' } : { from: phoneOf(many - 1 - index) };
      const messages = list(many, (index) => ({ id: `wamid.${String(index)}`, ...from(index) }));
      const events = eventsOf(webhook({ contacts, messages }));
      expect(events).toHaveLength(many);
      expect(events.every((event) => 'profileName' in event && event.profileName === null)).toBe(cardOf === alike);
      expect(reads).toBe(many);
    }
  });

  test('takes the first card that fits, and none that contradicts the message', () => {
    const card = (name: string, ids: Raw): Raw => ({ profile: { name }, ...ids });
    const contacts = [
      card('another id', { wa_id: phoneOf(1), user_id: bsuidOf(2) }),
      card('another number', { wa_id: phoneOf(2), user_id: bsuidOf(1) }),
      card('number alone', { wa_id: phoneOf(1) }),
      card('both', { wa_id: phoneOf(1), user_id: bsuidOf(1) }),
      card('id alone', { user_id: bsuidOf(3) }),
      card('parent alone', { parent_user_id: 'US.ENT.1' }),
    ];
    const names = (sender: Raw): unknown =>
      eventsOf(
        webhook({ contacts, messages: [text('wamid.1', { from: undefined, from_user_id: undefined, ...sender })] }),
      ).map((event) => ('profileName' in event ? event.profileName : undefined));
    expect(names({ from: phoneOf(1), from_user_id: bsuidOf(1) })).toEqual(['number alone']);
    expect(names({ from: phoneOf(1), from_user_id: bsuidOf(4) })).toEqual(['number alone']);
    expect(names({ from: phoneOf(1) })).toEqual(['another id']);
    expect(names({ from_user_id: bsuidOf(1) })).toEqual(['another number']);
    expect(names({ from: phoneOf(3), from_user_id: bsuidOf(3) })).toEqual(['id alone']);
    expect(names({ from: phoneOf(3), from_user_id: bsuidOf(2) })).toEqual([null]);
    expect(names({ from_parent_user_id: 'US.ENT.1' })).toEqual([null]);
  });
});

describe('a signed body of 3 MB', () => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoor();
  });
  afterEach(() => door.empty());
  afterAll(() => door.close());

  const deliveryOf = (text: string): Delivery => {
    const body = Buffer.from(text);
    return { body, signature: sign(body, operatorSecrets[0] ?? ''), tenantId: null };
  };
  const count = async (): Promise<number> => (await door.rows()).length;

  test('with 20,000 messages and as many cards is stored whole', async () => {
    const contacts = list(20_000, (index) => ({ ...anaCard, wa_id: phoneOf(index), user_id: bsuidOf(index) }));
    const messages = list(20_000, (index) => ({ id: `w.${String(index)}`, from: phoneOf(index) }));
    const body = JSON.stringify(webhook({ contacts, messages }));
    expect(body.length).toBeLessThan(maxBytes);
    // However slow this machine is just now.
    const inbox = createInboxStore({ ...door, dayKeys: door.parts.dayKeys, limits: { timeoutMs: 100_000 } });
    const accept = createPipeline({ ...door.parts, inbox });
    expect(await accept(deliveryOf(body))).toMatchObject({ outcome: 'accepted' });
    expect(await count()).toBe(20_000);
  });

  test('lets another webhook through the door between its rows', async () => {
    const stored: number[] = [];
    const accept = createPipeline({
      ...door.parts,
      inbox: {
        accept(rows) {
          stored.push(rows.length);
          return door.inbox.accept(rows);
        },
      },
    });
    const messages = list(2_000, (index) => text(`wamid.${String(index)}`));
    const large = accept(deliveryOf(JSON.stringify(webhook({ messages }))));
    const small = accept(deliveryOf(JSON.stringify(webhook({ messages: [text('wamid.small')] }))));
    await Promise.all([large, small]);
    expect(stored).toEqual([1, 2_000]);
  });

  test('is not made many times as large by a long name, which stands beside each of its messages', async () => {
    const profile = { name: 'Ana '.repeat(100_000) };
    const messages = list(200, (index) => text(`wamid.${String(index)}`));
    await door.post(webhook({ contacts: [{ ...anaCard, profile }], messages })).expect(200);
    const events = await door.events();
    expect(events).toHaveLength(200);
    expect(JSON.stringify(events).length).toBeLessThan(500_000);
    expect(events[0]).toMatchObject({ profileName: expect.stringMatching(/^(?:Ana ){128}$/) as unknown });
  });

  test('is refused when it holds more items than 3 MB of Meta’s own can, wherever they stand', async () => {
    const many = list(200_000, () => ({}));
    const history = [{ errors: [{ code: 2593109 }] }];
    for (const value of [
      { statuses: list(1_000_000, () => ({})) },
      { messages: many },
      { standby: { messages: many } },
      { history: [{ threads: [{ messages: many }] }] },
      { history: list(100_000, () => history[0]) },
      { statuses: { id: 1 }, message_echoes: list(20_000, () => 1), calls: list(10_000, () => 1) },
    ]) {
      const answer = await door.post(JSON.stringify(webhook(value)));
      expect([answer.status, outcomeOf(answer)]).toEqual([413, 'too-large']);
    }
    const changes = list(100_000, () => ({ value: {} }));
    expect((await door.post({ entry: [{ id: '1', changes }] })).status).toBe(413);
    expect(await count()).toBe(0);
  });

  test('is not refused for items that are as short as Meta writes them', () => {
    const wamid = `wamid.${'A'.repeat(40)}`;
    const at = '1790000000';
    const shortest: Readonly<Record<string, (index: number) => Raw>> = {
      statuses: () => ({ id: wamid, status: 'read', timestamp: at, recipient_id: phoneOf(1) }),
      state_sync: () => ({
        type: 'contact',
        contact: { phone_number: phoneOf(1) },
        action: 'remove',
        metadata: { timestamp: at },
      }),
      message_echoes: () => ({ from: '15550001111', to: phoneOf(1), id: wamid, timestamp: at, type: 'sticker' }),
    };
    for (const [key, make] of Object.entries(shortest)) {
      const items = list(Math.floor(maxBytes / JSON.stringify(make(0)).length), make);
      expect(items.length).toBeLessThanOrEqual(mostItems);
      expect(parse(webhook({ [key]: items }))[0]?.items).toHaveLength(items.length);
    }
  });
});
