import { afterEach, describe, expect, test } from '../../support/jest.ts';

import { type GraphOptions } from '../../support/graph/graph.ts';
import { anaPhone, chiaraBsuid, openRig, plants, type RawAnswer, type Rig } from '../rig.ts';

let rig: Rig;

async function open(options: GraphOptions = {}): Promise<void> {
  rig = await openRig({ statuses: { upTo: 'none' }, ...options });
}

afterEach(async () => {
  await rig.close();
});

function hi(to: object = { to: `+${anaPhone}` }): Promise<RawAnswer> {
  return rig.post({ messaging_product: 'whatsapp', ...to, type: 'text', text: { body: 'Hi' } });
}

describe('the customer service window [WA/messages/send-messages]', () => {
  test('it closes 24 hours after the last message of the person, to that number', async () => {
    await open({ failsLate: [] });
    rig.clock.at += 24 * 3_600_000 - 1;
    expect((await hi()).code).toBe(0);
    rig.clock.at += 1;
    expect((await hi()).code).toBe(131047);
  });

  test('each message opens it anew', async () => {
    await open({ failsLate: [] });
    rig.clock.at += 30 * 3_600_000;
    await rig.ana.writes('Still there?');
    expect((await hi()).code).toBe(0);
  });

  test('it is open at one number only', async () => {
    await open({ failsLate: [] });
    rig.graph.addNumber({ ...plants, phoneNumberId: '777000777000777', displayPhoneNumber: '15550002222' });
    const body = { messaging_product: 'whatsapp', to: `+${anaPhone}`, type: 'text', text: { body: 'Hi' } };
    expect((await rig.post(body, { phoneNumberId: '777000777000777' })).code).toBe(131047);
  });

  test('a webhook that somebody else posted opens it as well, and makes its sender known', async () => {
    await open({ failsLate: [] });
    const from = { from: '447700900123', from_user_id: 'GB.1000000000000000009' };
    const message = { ...from, id: 'wamid.REPLAYED', timestamp: '1790000000', type: 'text', text: { body: 'DELETE' } };
    const metadata = { display_phone_number: plants.displayPhoneNumber, phone_number_id: plants.phoneNumberId };
    const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, messages: [message] } };
    rig.graph.received({ object: 'whatsapp_business_account', entry: [{ id: plants.wabaId, changes: [change] }] });
    expect((await hi({ to: '+447700900123' })).code).toBe(0);
    expect(rig.graph.person('447700900123').transcript.map(({ text }) => text)).toEqual(['DELETE', 'Hi']);
  });
});

describe('rates [WA/throughput]', () => {
  async function burst(count: number, to?: object): Promise<number[]> {
    const codes: number[] = [];
    for (let index = 0; index < count; index += 1) codes.push((await hi(to)).code);
    return codes;
  }

  test('45 to one person at once pass, the next is refused (131056), others are not', async () => {
    await open();
    const codes = await burst(46);
    expect(codes.slice(0, 45).every((code) => code === 0)).toBe(true);
    expect(codes[45]).toBe(131056);
    expect((await hi({ recipient: chiaraBsuid })).code).toBe(0);
  });

  test('after a whole burst the pair waits 45 × 6 seconds', async () => {
    await open();
    await burst(45);
    rig.clock.at += 45 * 6000 - 1;
    expect((await hi()).code).toBe(131056);
    rig.clock.at += 1;
    expect((await hi()).code).toBe(0);
  });

  test('one every six seconds never meets the limit', async () => {
    await open();
    for (let index = 0; index < 60; index += 1) {
      rig.clock.at += 6000;
      expect((await hi()).code).toBe(0);
    }
  });

  test('more than the throughput of a number in a second is refused (130429)', async () => {
    await open({ rates: { messagesPerSecond: 3 } });
    expect(await burst(4)).toEqual([0, 0, 0, 130429]);
    rig.clock.at += 1000;
    expect((await hi()).code).toBe(0);
  });
});

describe('people who cannot be written to', () => {
  test('a test number reaches its allow-list only (131030) [WA/support/error-codes]', async () => {
    await open({ allowList: ['16505550188'] });
    expect((await hi()).code).toBe(131030);
  });

  test('who was blocked is refused (130403), and their words no longer come [WA/block-users]', async () => {
    await open();
    const block = { messaging_product: 'whatsapp', block_users: [{ user: anaPhone }] };
    const path = `${plants.phoneNumberId}/block_users`;
    expect((await rig.request('POST', path, { body: block })).status).toBe(200);
    expect((await hi()).code).toBe(130403);
    expect(await rig.ana.writes('DELETE')).toBe(0);
    expect((await rig.request('DELETE', path, { body: block })).status).toBe(200);
    expect((await hi()).code).toBe(0);
  });

  test('only people who wrote in the last 24 hours can be blocked (139100, 400) [WA/block-users]', async () => {
    await open();
    rig.graph.closeWindow(anaPhone);
    const body = { messaging_product: 'whatsapp', block_users: [{ user: anaPhone }, { user_id: chiaraBsuid }] };
    const answer = await rig.request('POST', `${plants.phoneNumberId}/block_users`, { body });
    expect([answer.status, answer.code]).toEqual([400, 139100]);
    expect(answer.json['block_users']).toMatchObject({
      added_users: [{ user_id: chiaraBsuid }],
      failed_users: [{ user: anaPhone }],
    });
  });

  test('a number written without the ninth digit reaches its person under the real `wa_id` (pitfall 29)', async () => {
    await open();
    const bruno = rig.graph.addPerson({ phone: '5511955550101', bsuid: 'BR.1', otherPhones: ['551155550101'] });
    await bruno.writes('Oi');
    const answer = await hi({ to: '+551155550101' });
    expect(answer.json['contacts']).toEqual([{ input: '+551155550101', wa_id: '5511955550101' }]);
    expect(bruno.arrived).toHaveLength(1);
  });

  test('a BSUID of another portfolio reaches nobody [WA/business-scoped-user-ids]', async () => {
    await open({ failsLate: [] });
    const other = {
      ...plants,
      wabaId: '888000888000888',
      phoneNumberId: '777000777000777',
      portfolioId: '999',
      token: 'EAAG-other',
    };
    rig.graph.addNumber(other);
    rig.graph.addPerson({ phone: '16505550122', bsuid: 'US.22', bsuids: { '999': 'US.99' } });
    const body = { messaging_product: 'whatsapp', recipient: 'US.22', type: 'text', text: { body: 'Hi' } };
    expect((await rig.post(body, other)).code).toBe(131026);
  });
});
