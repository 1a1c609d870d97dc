import { afterEach, beforeEach, describe, expect, test } from '../../support/jest.ts';

import { type InboundEvent } from '../../../src/domain/inbound.ts';
import { parseChange } from '../../../webhooks/whatsapp/parse.ts';
import { readChanges, type Loose } from '../../../webhooks/whatsapp/payload.ts';
import { type Listener, startListener } from '../listener.ts';
import { anaBsuid, anaPhone, chiaraBsuid, openRig, plants, type Rig } from '../rig.ts';

let listener: Listener;
let rig: Rig;

beforeEach(async () => {
  listener = await startListener();
  rig = await openRig({ statuses: { upTo: 'none' } });
  rig.graph.deliverTo(listener.url);
});

afterEach(async () => {
  await rig.close();
  await listener.close();
});

/** What the product's own door makes of the newest webhook. */
function events(): InboundEvent[] {
  const body = JSON.parse(listener.bodies.at(-1) ?? '{}') as Loose;
  const business = { wabaId: plants.wabaId, phoneNumberId: plants.phoneNumberId };
  return readChanges(body).changes.flatMap((change) => {
    const parsed = parseChange({ business, change, receivedAt: rig.clock.now() });
    expect(parsed.malformed).toBe(0);
    return parsed.items.map(({ event }) => event);
  });
}

const both = [
  { kind: 'bsuid', value: anaBsuid },
  { kind: 'phone', value: anaPhone },
];

describe('what a person sends is read by the product as what it is', () => {
  test('a text, signed, with phone, BSUID and name', async () => {
    expect(await rig.ana.writes('DELETE')).toBe(200);
    expect(listener.signed).toEqual([true]);
    expect(events()).toMatchObject([
      { kind: 'message', names: both, profileName: 'Ana Fictive', content: { kind: 'text', text: 'DELETE' } },
    ]);
  });

  test('of a person with a user name only the BSUID', async () => {
    await rig.chiara.writes('DELETE');
    expect(events()).toMatchObject([{ names: [{ kind: 'bsuid', value: chiaraBsuid }] }]);
  });

  test('a tap on a reply button and on a row, by id or by title', async () => {
    await rig.send({ kind: 'buttons', body: 'Sure?', buttons: [{ id: 'yes:1', title: 'Yes' }] });
    await rig.send({ kind: 'list', body: 'Which?', button: 'Choose', rows: [{ id: 'lang:fr', title: 'Français' }] });
    await rig.ana.taps('Yes');
    expect(events()).toMatchObject([{ content: { kind: 'choice', id: 'yes:1', title: 'Yes' } }]);
    await rig.ana.taps('lang:fr');
    expect(events()).toMatchObject([{ content: { kind: 'choice', id: 'lang:fr', title: 'Français' } }]);
  });

  test('nobody taps a button that is not there', async () => {
    await expect(rig.ana.taps('yes:1')).rejects.toThrow('There is no button');
  });

  test('the own number, once it was asked for, proves itself by its origin (pitfall 26)', async () => {
    const dora = rig.graph.addPerson({
      phone: '16505550133',
      bsuid: 'US.133',
      name: 'Dora Invented',
      hasUsername: true,
    });
    await dora.writes('DELETE');
    expect(events()).toMatchObject([{ names: [{ kind: 'bsuid', value: 'US.133' }] }]);
    await rig.send({ kind: 'contact-request', body: 'Share your number?' }, { bsuid: 'US.133' });
    await dora.sharesContact();
    expect(events()).toMatchObject([{ content: { kind: 'contacts', isOwnNumber: true, phones: ['16505550133'] } }]);
  });

  test('a picture, whose bytes can be fetched', async () => {
    await rig.ana.sendsMedia({
      kind: 'image',
      bytes: Buffer.from('roses'),
      mimeType: 'image/jpeg',
      caption: 'My roses',
    });
    expect(events()).toMatchObject([
      { content: { kind: 'media', media: 'image', mimeType: 'image/jpeg', caption: 'My roses' } },
    ]);
  });

  test('any message there is', async () => {
    await rig.ana.sends({ type: 'reaction', reaction: { message_id: 'wamid.X', emoji: '👍' } });
    expect(events()).toMatchObject([{ content: { kind: 'reaction', emoji: '👍' } }]);
  });

  test('a change of number, with old and new names', async () => {
    await rig.ana.changesNumber({ phone: '16505550199', bsuid: 'US.199' });
    expect(events()).toMatchObject([
      {
        kind: 'identity-change',
        names: [
          { kind: 'bsuid', value: 'US.199' },
          { kind: 'phone', value: '16505550199' },
        ],
        previous: both,
      },
    ]);
    expect(rig.ana.phone).toBe('16505550199');
  });

  test('its id contains the number in base64 [cloud-api.md 1.4]', async () => {
    await rig.ana.writes('DELETE');
    const id = String(listener.messages()[0]?.['id']);
    expect(Buffer.from(id.slice('wamid.'.length), 'base64').toString('latin1')).toContain(anaPhone);
  });
});

describe('whether the phone is shown [WA/business-scoped-user-ids]', () => {
  test('a user name hides it until the business writes to that phone; forgetting the pair hides it again', async () => {
    const dora = rig.graph.addPerson({ phone: '16505550133', bsuid: 'US.133', hasUsername: true });
    const done = { kind: 'template', name: 'dsr_done', language: 'en_US', parameters: ['a', 'b'] } as const;
    await rig.send(done, { phone: '16505550133' });
    await dora.writes('Who is this?');
    expect(listener.messages().at(-1)).toHaveProperty('from', '16505550133');
    await rig.request('DELETE', `${plants.phoneNumberId}/contact_book?messaging_product=whatsapp&bsuid=US.133`);
    await dora.writes('Hello?');
    expect(listener.messages().at(-1)).not.toHaveProperty('from');
  });

  test('the identity hash comes once the number asked for it [WA/business-phone-numbers]', async () => {
    const dora = rig.graph.addPerson({ phone: '16505550133', bsuid: 'US.133', identityKeyHash: 'AbC=' });
    await dora.writes('One');
    expect(listener.bodies.at(-1)).not.toContain('AbC=');
    const body = { user_identity_change: { enable_identity_key_check: true } };
    expect((await rig.request('POST', `${plants.phoneNumberId}/settings`, { body })).json).toEqual({ success: true });
    await dora.writes('Two');
    expect(events()).toMatchObject([{ identityKeyHash: 'AbC=' }]);
  });
});

describe('waiting for messages', () => {
  test('nextMessage gives them in order, each once, also those still to come', async () => {
    const first = rig.ana.nextMessage();
    await rig.send({ kind: 'text', body: 'One' });
    await rig.send({ kind: 'text', body: 'Two' });
    expect([(await first).text, (await rig.ana.nextMessage()).text]).toEqual(['One', 'Two']);
    await expect(rig.ana.nextMessage(20)).rejects.toThrow('Nothing arrived');
  });

  test('waitFor passes over what does not fit, and says what came instead', async () => {
    await rig.send({ kind: 'text', body: 'Nothing yet' });
    await rig.send({ kind: 'text', body: 'Your code is 483920' });
    expect((await rig.ana.waitFor((one) => one.text.includes('code'))).text).toContain('483920');
    await rig.send({ kind: 'text', body: 'Bye' });
    await expect(rig.ana.waitFor((one) => one.text === 'Hello', 20)).rejects.toThrow('text "Bye"');
  });

  test('the transcript holds both sides in order', async () => {
    await rig.ana.writes('DELETE');
    await rig.send({ kind: 'text', body: 'Sure?' });
    expect(rig.ana.transcript.slice(-2).map(({ from, text }) => [from, text])).toEqual([
      ['person', 'DELETE'],
      ['business', 'Sure?'],
    ]);
  });
});
