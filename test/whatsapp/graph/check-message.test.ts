import { afterAll, beforeAll, describe, expect, test } from '../../support/jest.ts';

import { anaBsuid, anaPhone, chiaraBsuid, openRig, plants, type RawAnswer, type Rig } from '../rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await openRig({ rates: { messagesPerSecond: 10_000, pairBurst: 10_000 } });
});

afterAll(async () => {
  await rig.close();
});

const base = { messaging_product: 'whatsapp', recipient_type: 'individual', to: `+${anaPhone}` };

function text(body: unknown, rest: object = {}): Promise<RawAnswer> {
  return rig.post({ ...base, type: 'text', text: { body }, ...rest });
}

async function expectRefused(answer: Promise<RawAnswer>, code: number): Promise<void> {
  const arrived = rig.ana.arrived.length;
  expect((await answer).code).toBe(code);
  expect(rig.ana.arrived).toHaveLength(arrived);
}

describe('who may call', () => {
  test('no token is refused (104, 401) [WA/overview/auth]', async () => {
    const answer = await rig.post(base, { token: null });
    expect([answer.status, answer.code]).toEqual([401, 104]);
  });

  test('a token nobody gave is refused (190, 401) [WA/support/error-codes]', async () => {
    const answer = await rig.post(base, { token: 'EAAG-made-up' });
    expect([answer.status, answer.code]).toEqual([401, 190]);
  });

  test("another number's token does not reach this one (100, subcode 33) [cloud-api.md 14]", async () => {
    rig.graph.addNumber({
      ...plants,
      wabaId: '888000888000888',
      phoneNumberId: '777000777000777',
      token: 'EAAG-other',
    });
    const answer = await rig.post(base, { token: 'EAAG-other' });
    expect(answer.json['error']).toMatchObject({ code: 100, error_subcode: 33 });
  });

  test.each(['v20.0', 'v19.0'])(
    'the expired version %s is refused (2635) [graph-api/changelog/versions]',
    async (version) => {
      expect((await rig.post(base, { version })).code).toBe(2635);
    },
  );

  test.each(['v27.0', 'vNext', '24.0'])(
    'the version %s is refused (2500) [graph-api/changelog/versions]',
    async (version) => {
      expect((await rig.post(base, { version })).code).toBe(2500);
    },
  );

  test.each(['v21.0', 'v26.0'])('the version %s answers [graph-api/changelog/versions]', async (version) => {
    expect((await rig.post({ ...base, type: 'text', text: { body: 'Hi' } }, { version })).status).toBe(200);
  });

  test('an edge that is not there is refused (2500)', async () => {
    expect((await rig.request('POST', `${plants.phoneNumberId}/letters`, { body: {} })).code).toBe(2500);
  });
});

describe('the body', () => {
  test('anything but application/json is refused (100) [WA/messages/send-messages]', async () => {
    await expectRefused(rig.post(JSON.stringify(base), { contentType: 'text/plain' }), 100);
  });

  test('broken JSON is refused (100)', async () => {
    await expectRefused(rig.post('{"messaging_product":'), 100);
  });

  test.each([undefined, 'messenger'])(
    'messaging_product %s is refused (100) [WA/messages/send-messages]',
    async (product) => {
      await expectRefused(rig.post({ ...base, messaging_product: product, type: 'text', text: { body: 'Hi' } }), 100);
    },
  );

  test('an unknown field is refused (100), at any depth', async () => {
    await expectRefused(text('Hi', { colour: 'red' }), 100);
    await expectRefused(rig.post({ ...base, type: 'text', text: { body: 'Hi', colour: 'red' } }), 100);
  });

  test('the content of another type than the one named is refused (100)', async () => {
    await expectRefused(rig.post({ ...base, type: 'text', interactive: {} }), 100);
  });

  test('an unknown type is refused (131051) [WA/support/error-codes]', async () => {
    await expectRefused(rig.post({ ...base, type: 'hologram', hologram: {} }), 131051);
  });

  test('a text of 1 to 4,096 code points goes out, emoji counted once [WA/messages/text-messages]', async () => {
    expect((await text('x')).status).toBe(200);
    expect((await text('🌹'.repeat(4096))).status).toBe(200);
  });

  test('a text of 4,097 is refused (100) [WA/messages/text-messages]', async () => {
    await expectRefused(text('x'.repeat(4097)), 100);
  });

  test.each(['', undefined])('a text of %j is refused (131008) [WA/messages/text-messages]', async (body) => {
    await expectRefused(text(body), 131008);
  });

  test('half an emoji is refused (100) [cloud-api.md 4.2, pitfall 32]', async () => {
    await expectRefused(text('🌹'.slice(0, 1)), 100);
  });

  test('callback data over 512 is refused (131009) [WA/webhooks/reference/messages/status]', async () => {
    await expectRefused(text('Hi', { biz_opaque_callback_data: 'x'.repeat(513) }), 131009);
  });
});

describe('the recipient', () => {
  test('neither `to` nor `recipient` is refused (100)', async () => {
    await expectRefused(rig.post({ ...base, to: undefined, type: 'text', text: { body: 'Hi' } }), 100);
  });

  test.each(['Ana', '+1', 'x'.repeat(40)])('`to` of %j is refused (131009)', async (to) => {
    await expectRefused(text('Hi', { to }), 131009);
  });

  test('a phone in `recipient` is refused (131009) [WA/business-scoped-user-ids]', async () => {
    await expectRefused(text('Hi', { to: undefined, recipient: anaPhone }), 131009);
  });

  test('a BSUID in `to` is answered 200 with an id, and reaches nobody [pitfall 14]', async () => {
    const before = rig.chiara.arrived.length;
    const answer = await text('Hi', { to: chiaraBsuid });
    expect(answer.json).toMatchObject({ messages: [{ id: expect.stringMatching(/^wamid\./) }] });
    expect(rig.chiara.arrived).toHaveLength(before);
  });

  test('beside `recipient`, `to` wins, and the answer is that of a phone [WA/business-scoped-user-ids]', async () => {
    const before = rig.chiara.arrived.length;
    const answer = await text('Hi', { recipient: chiaraBsuid });
    expect(answer.json['contacts']).toEqual([{ input: `+${anaPhone}`, wa_id: anaPhone }]);
    expect(rig.chiara.arrived).toHaveLength(before);
  });

  test('to a BSUID the answer names the BSUID and no phone [WA/business-scoped-user-ids]', async () => {
    const answer = await text('Hi', { to: undefined, recipient: anaBsuid });
    expect(answer.json['contacts']).toEqual([{ input: anaBsuid, user_id: anaBsuid }]);
  });

  test('the own number is refused (131021) [WA/support/error-codes]', async () => {
    await expectRefused(text('Hi', { to: `+${plants.displayPhoneNumber}` }), 131021);
  });

  test('the id that was given out contains the number in base64 [cloud-api.md 1.4]', async () => {
    const answer = await text('Hi');
    const [{ id }] = answer.json['messages'] as [{ id: string }];
    expect(Buffer.from(id.slice('wamid.'.length), 'base64').toString('latin1')).toContain(anaPhone);
  });

  test('to a BSUID the id contains the BSUID [cloud-api.md 14]', async () => {
    const answer = await text('Hi', { to: undefined, recipient: chiaraBsuid });
    const [{ id }] = answer.json['messages'] as [{ id: string }];
    expect(Buffer.from(id.slice('wamid.'.length), 'base64').toString('latin1')).toContain(chiaraBsuid);
  });
});

describe('read marks', () => {
  const mark = { messaging_product: 'whatsapp', status: 'read' };

  test('a message that came in can be marked, with a typing indicator [WA/messages/mark-message-as-read]', async () => {
    await rig.ana.writes('Anybody there?');
    const message_id = rig.ana.transcript.at(-1)?.messageId;
    const answer = await rig.post({ ...mark, message_id, typing_indicator: { type: 'text' } });
    expect(answer.json).toEqual({ success: true });
  });

  test('an unknown id is refused (131009) [WA/messages/mark-message-as-read]', async () => {
    expect((await rig.post({ ...mark, message_id: 'wamid.NONE' })).code).toBe(131009);
  });
});
