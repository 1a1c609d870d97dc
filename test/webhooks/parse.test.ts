import { describe, expect, test } from '../support/jest.ts';

import { ana, anaCard, now, text, webhook } from './door.ts';
import { bsuid, contentOf, eventOf, eventsOf, other, phone } from './parsed.ts';

describe('who a message is from', () => {
  test('BSUID first, then phone, from the message and the contact with the same id', () => {
    const message = text('wamid.1', { from: undefined });
    expect(eventOf({ contacts: [anaCard], messages: [message] })).toMatchObject({
      names: [bsuid, phone],
      profileName: ana.name,
    });
  });

  test('contacts are joined by id, not by place', () => {
    const contacts = [{ profile: { name: 'Bilal Imaginaire' }, user_id: other.value, wa_id: '33639980012' }, anaCard];
    const messages = [
      text('wamid.1', { from: undefined }),
      text('wamid.2', { from: undefined, from_user_id: other.value }),
    ];
    const events = eventsOf(webhook({ contacts, messages }));
    expect(events[0]).toMatchObject({ names: [bsuid, phone], profileName: ana.name });
    expect(events[1]).toMatchObject({
      names: [other, { kind: 'phone', value: '33639980012' }],
      profileName: 'Bilal Imaginaire',
    });
  });

  test('a contact that contradicts the message is not its sender: same number, another BSUID', () => {
    const contacts = [{ ...anaCard, user_id: other.value }];
    expect(eventOf({ contacts, messages: [text('wamid.1')] })).toMatchObject({
      names: [bsuid, phone],
      profileName: null,
    });
  });

  test('pitfall 13: nobody gets a name out of an empty, missing or nonsense sender, so strangers never share one', () => {
    for (const from of ['', undefined, null, 'undefined', '0', {}, [], true, 'system']) {
      const messages = [text('wamid.1', { from, from_user_id: from }), text('wamid.2')];
      expect(eventsOf(webhook({ contacts: [anaCard], messages }))[0]).toMatchObject({ kind: 'message', names: [] });
    }
  });

  test('shape 2: a BSUID in from or wa_id is a BSUID', () => {
    const message = text('wamid.1', { from: ana.bsuid, from_user_id: undefined });
    expect(eventOf({ contacts: [{ wa_id: ana.bsuid }], messages: [message] })).toMatchObject({ names: [bsuid] });
  });

  test('a parent BSUID is kept as such, a user name is no name', () => {
    const contacts = [{ ...anaCard, profile: { username: 'ana.fictive' }, parent_user_id: 'US.ENT.2000' }];
    expect(eventOf({ contacts, messages: [text('wamid.1')] })).toMatchObject({
      names: [bsuid, phone, { kind: 'parent_bsuid', value: 'US.ENT.2000' }],
      profileName: 'ana.fictive',
    });
  });

  test('pitfall 29: a number stays as Meta writes it', () => {
    for (const from of ['16505550100', 16505550100, '+16505550100']) {
      expect(eventOf({ messages: [text('wamid.1', { from, from_user_id: undefined })] })).toMatchObject({
        names: [phone],
      });
    }
  });

  test('pitfall 14: a status that only knows the BSUID names the BSUID; a group status its participant', () => {
    const status = { id: 'wamid.1', status: 'read', timestamp: '1790000000' };
    const group = {
      ...status,
      recipient_type: 'group',
      recipient_id: '16505550199',
      recipient_participant_id: ana.phone,
    };
    expect(eventOf({ statuses: [{ ...status, recipient_user_id: ana.bsuid }] })).toMatchObject({ names: [bsuid] });
    expect(eventOf({ statuses: [group] })).toMatchObject({ names: [phone] });
  });
});

describe('what a message says', () => {
  test('pitfall 20: a tap is a choice, on a template as on a session message, in a list as on a button', () => {
    const choice = { kind: 'choice', id: 'erase', title: 'Yes' };
    const reply = { id: 'erase', title: 'Yes' };
    expect(contentOf({ type: 'button', button: { payload: 'erase', text: 'Yes' } })).toEqual(choice);
    expect(contentOf({ type: 'interactive', interactive: { type: 'button_reply', button_reply: reply } })).toEqual(
      choice,
    );
    expect(contentOf({ type: 'interactive', interactive: { type: 'list_reply', list_reply: reply } })).toEqual(choice);
  });

  test('pitfall 21: a tap without context is the same tap', () => {
    const button = { type: 'button', button: { payload: 'erase', text: 'Yes' } };
    expect(contentOf({ ...button, context: { forwarded: true } })).toEqual(contentOf(button));
  });

  test('pitfall 22: nothing that the client wrote is taken for more than a claim: flow answers stay behind', () => {
    for (const response_json of ['{"flow_token":"t","number":"447700900123"}', '[]', 'null', '{', 7, undefined]) {
      const nfm_reply = { name: 'flow', body: 'Sent', response_json };
      expect(contentOf({ type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply } })).toEqual({
        kind: 'form',
        name: 'flow',
      });
    }
  });

  test('pitfall 23: what Meta calls unsupported, and every type of tomorrow, is kept by its type', () => {
    for (const type of [
      'unsupported',
      'order',
      'request_welcome',
      'ephemeral',
      'hologram',
      '__proto__',
      'constructor',
    ]) {
      expect(contentOf({ type, errors: [{ code: 131060 }] })).toEqual({ kind: 'unsupported', type });
    }
    expect(contentOf({ type: 'interactive' })).toEqual({ kind: 'unsupported', type: 'interactive.unknown' });
    expect(contentOf({ type: 'interactive', interactive: { type: 'call_permission_reply' } })).toMatchObject({
      type: 'interactive.call_permission_reply',
    });
  });

  test('pitfall 25: forms, cards, reactions, media, edits and revokes are all read', () => {
    expect(contentOf({ type: 'reaction', reaction: { message_id: 'wamid.0' } })).toEqual({
      kind: 'reaction',
      emoji: null,
    });
    expect(contentOf({ type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '' } })).toEqual({
      kind: 'reaction',
      emoji: null,
    });
    expect(contentOf({ type: 'image', image: { id: 5, mime_type: 'image/png' } })).toMatchObject({
      kind: 'media',
      mediaId: '5',
    });
    expect(contentOf({ type: 'revoke', revoke: { original_message_id: 'wamid.0' } })).toMatchObject({ kind: 'revoke' });
    const edit = { original_message_id: 'wamid.0', message: { type: 'text', text: { body: 'DELETE' } } };
    expect(contentOf({ type: 'edit', edit })).toEqual({ kind: 'edit', originalMessageId: 'wamid.0', text: 'DELETE' });
    expect(contentOf({ type: 'location', location: {} })).toEqual({ kind: 'location' });
  });

  test('pitfall 26: only a card that answers our request is the own number', () => {
    const phones = [{ phone: '+1 650 555 0100', wa_id: ana.phone }];
    const own = { origin: 'contact_request', phones };
    expect(contentOf({ type: 'contacts', contacts: [own] })).toEqual({
      kind: 'contacts',
      isOwnNumber: true,
      phones: [ana.phone],
    });
    for (const contacts of [[{ origin: 'other', phones }], [{ phones }], [own, { origin: 'other', phones }], [], {}]) {
      expect(contentOf({ type: 'contacts', contacts })).toMatchObject({ isOwnNumber: false });
    }
  });

  test('a time of a message that is ahead of us is kept beside that of receipt: our clock was put back', () => {
    const aheadOf = (timestamp: unknown) => eventOf({ messages: [text('wamid.1', { timestamp })] });
    const later = '2026-11-24T13:00:00.000Z';
    expect(aheadOf(String(now / 1000 + 3600))).toMatchObject({ at: '2026-11-24T12:00:00.000Z', aheadAt: later });
    expect(aheadOf(now + 3_600_000)).toMatchObject({ aheadAt: later });
    for (const timestamp of [undefined, 'soon', -1, 1e300, '1790000000', String(now / 1000 + 27 * 3600)]) {
      expect(aheadOf(timestamp)).not.toHaveProperty('aheadAt');
    }
  });

  test('a time that is absent, absurd or ahead of us is the time of receipt', () => {
    for (const timestamp of [undefined, 'soon', -1, 1e300, String(now / 1000 + 3600)]) {
      expect(eventOf({ messages: [text('wamid.1', { timestamp })] }).at).toBe('2026-11-24T12:00:00.000Z');
    }
    for (const timestamp of ['1790000000', 1790000000, 1790000000000]) {
      expect(eventOf({ messages: [text('wamid.1', { timestamp })] }).at).toBe('2026-09-21T14:13:20.000Z');
    }
  });
});
