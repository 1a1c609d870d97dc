import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { ana, text, webhook } from './door.ts';
import { bsuid, eventOf, eventsOf, other, parse, phone } from './parsed.ts';

describe('whose words they are', () => {
  const staff = { from: '15550001111', from_user_id: undefined, to: ana.phone, to_user_id: ana.bsuid };

  test("pitfall 28: staff who type the keyword are an echo to the person, never the person's words", () => {
    const echo = { kind: 'echo', names: [bsuid, phone] };
    expect(eventOf({ message_echoes: [text('wamid.1', staff)] }, 'smb_message_echoes')).toMatchObject(echo);
    expect(eventOf({ messages: [text('wamid.1', staff)] }, 'smb_message_echoes')).toMatchObject(echo);
    expect(eventOf({ messages: [text('wamid.1', staff)] })).toMatchObject(echo);
    expect(eventOf({ standby: { message_echoes: [text('wamid.1', staff)] } }, 'standby')).toMatchObject(echo);
  });

  test('shape 14: messages of a history are history, in and out, and belong to the thread', () => {
    const threads = [{ id: ana.phone, messages: [text('wamid.1'), text('wamid.2', staff)] }];
    expect(eventsOf(webhook({ history: [{ threads }] }, { field: 'history' }))).toMatchObject([
      { kind: 'history', direction: 'in', names: [phone] },
      { kind: 'history', direction: 'out', names: [phone] },
    ]);
    expect(eventOf({ messages: [text('wamid.1')] }, 'history')).toMatchObject({
      kind: 'history',
      names: [bsuid, phone],
    });
  });

  test('pitfall 16 and 24: a system message without contacts links the former names to the new ones', () => {
    const system = {
      type: 'user_changed_number',
      wa_id: '16505550199',
      user_id: other.value,
      previous_user_id: ana.bsuid,
    };
    expect(
      eventOf({ messages: [{ id: 'wamid.1', from: ana.phone, from_user_id: ana.bsuid, type: 'system', system }] }),
    ).toMatchObject({
      kind: 'identity-change',
      names: [other, { kind: 'phone', value: '16505550199' }],
      previous: [bsuid, phone],
    });
    const hidden = { type: 'user_changed_user_id', user_id: other.value, previous_user_id: ana.bsuid };
    expect(eventOf({ messages: [{ id: 'wamid.1', type: 'system', system: hidden }] })).toMatchObject({
      names: [other],
      previous: [bsuid],
    });
    const phones = { type: 'customer_identity_changed', customer: ana.phone };
    expect(eventOf({ messages: [text('wamid.1', { type: 'system', system: phones })] })).toMatchObject({
      names: [bsuid, phone],
      previous: [],
    });
    expect(eventOf({ messages: [{ id: 'wamid.1', type: 'system' }] })).toMatchObject({ kind: 'message', names: [] });
  });

  test('pitfall 17: the withdrawn field user_id_update is nothing special', () => {
    expect(eventOf({ user_id_update: [{}] }, 'user_id_update')).toMatchObject({
      kind: 'unsupported',
      field: 'user_id_update',
    });
  });
});

describe('hostile payloads', () => {
  const names = [
    'messages',
    'statuses',
    'history',
    'threads',
    'contacts',
    'from',
    'id',
    'type',
    'text',
    'errors',
    '__proto__',
    'calls',
  ];
  const hostile = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, '', 0, -1, 1e300, 'system', 'text', ana.phone, ana.bsuid, true),
      fc.string(),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(
        fc.constantFrom(...names, 'body', 'system', 'interactive', 'contact', 'value', 'status'),
        tie('node'),
      ),
    ),
  })).node;

  test('never throw, and never take a good item with them', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (one, two, three) => {
        const value = {
          contacts: three,
          messages: [one, text('wamid.good'), two],
          statuses: three,
          history: one,
          state_sync: two,
        };
        const good = eventsOf(webhook(value)).filter(
          (event) => 'messageId' in event && event.messageId === 'wamid.good',
        );
        expect(good).toMatchObject([{ kind: 'message', content: { kind: 'text', text: ana.text } }]);
        parse({ entry: [one, { changes: two }, { id: 1, changes: [{ value: three }] }] });
      }),
      { numRuns: 300 },
    );
  });
});
