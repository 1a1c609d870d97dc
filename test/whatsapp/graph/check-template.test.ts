import { afterAll, beforeAll, describe, expect, test } from '../../support/jest.ts';

import { anaPhone, chiaraBsuid, openRig, plants, type RawAnswer, type Rig } from '../rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await openRig({ rates: { messagesPerSecond: 10_000, pairBurst: 10_000 } });
});

afterAll(async () => {
  await rig.close();
});

function post(template: object, rest: object = {}): Promise<RawAnswer> {
  return rig.post({ messaging_product: 'whatsapp', to: `+${anaPhone}`, type: 'template', template, ...rest });
}

function texts(...values: readonly string[]): readonly object[] {
  return values.map((text) => ({ type: 'text', text }));
}

const english = { code: 'en_US' };

function done(...values: readonly string[]): object {
  return { name: 'dsr_done', language: english, components: [{ type: 'body', parameters: texts(...values) }] };
}

function code(inBody: string, inButton: string | null, button: object = {}): object {
  const body = { type: 'body', parameters: texts(inBody) };
  const copy = { type: 'button', sub_type: 'url', index: '0', parameters: texts(inButton ?? ''), ...button };
  return { name: 'dsr_code', language: english, components: inButton === null ? [body] : [body, copy] };
}

describe('templates [WA/templates/overview]', () => {
  test('one that is approved and filled goes out, window or not, with a message status', async () => {
    rig.graph.closeWindow(anaPhone);
    const answer = await post(done('ER-1', 'today'));
    expect(answer.json['messages']).toMatchObject([{ message_status: 'accepted' }]);
    expect((await rig.ana.waitFor((one) => one.type === 'template')).text).toBe('[dsr_done] ER-1 · today');
  });

  test.each([
    ['an unknown name', { name: 'dsr_none', language: english }, 132001],
    ['a language it does not have', { ...done('a', 'b'), language: { code: 'pt_BR' } }, 132001],
    ['one not approved yet', { name: 'dsr_pending', language: english }, 132001],
    ['a paused one', { name: 'dsr_paused', language: english }, 132015],
    ['a disabled one', { name: 'dsr_disabled', language: english }, 132016],
    ['a name with capitals', { name: 'Dsr_Done', language: english }, 131009],
    ['a name of 513', { name: 'x'.repeat(513), language: english }, 131009],
    ['no language', { name: 'dsr_done' }, 131008],
    ['another language policy', { ...done('a', 'b'), language: { code: 'en_US', policy: 'fallback' } }, 131009],
    ['a parameter too few', done('a'), 132000],
    ['a parameter too many', done('a', 'b', 'c'), 132000],
    ['no parameters', { name: 'dsr_done', language: english }, 132000],
    ['an empty parameter', done('a', ''), 131008],
    ['a newline in a parameter [cloud-api.md 14]', done('a', 'b\nc'), 132018],
    ['a tab in a parameter [cloud-api.md 14]', done('a', 'b\tc'), 132018],
    ['five spaces in a parameter [cloud-api.md 14]', done('a', 'b     c'), 132018],
    ['a parameter of 1,025', done('a', 'x'.repeat(1025)), 131009],
    ['a header it does not have', { ...done('a', 'b'), components: [{ type: 'header', parameters: [] }] }, 132000],
    [
      'a component twice',
      {
        ...done(),
        components: [
          { type: 'body', parameters: texts('a') },
          { type: 'body', parameters: texts('b') },
        ],
      },
      132000,
    ],
    ['a button it does not have', { ...code('1', '1'), name: 'dsr_done' }, 132000],
  ])('%s is refused', async (_name, template, expected) => {
    const arrived = rig.ana.arrived.length;
    expect((await post(template)).code).toBe(expected);
    expect(rig.ana.arrived).toHaveLength(arrived);
  });

  test('four spaces in a row are no fault [cloud-api.md 14]', async () => {
    expect((await post(done('a', 'b    c'))).code).toBe(0);
  });

  test("another WABA's template is not there (132001)", async () => {
    rig.graph.addNumber({
      ...plants,
      wabaId: '888000888000888',
      phoneNumberId: '777000777000777',
      token: 'EAAG-other',
    });
    const body = { messaging_product: 'whatsapp', to: `+${anaPhone}`, type: 'template', template: done('a', 'b') };
    const answer = await rig.post(body, { phoneNumberId: '777000777000777', token: 'EAAG-other' });
    expect([answer.status, answer.code]).toEqual([404, 132001]);
  });
});

describe('authentication templates [WA/templates/authentication-templates]', () => {
  test('the code in body and button goes out', async () => {
    expect((await post(code('483920', '483920'))).code).toBe(0);
  });

  test.each([
    ['no button part (pitfall 19)', code('483920', null), 131008],
    ['another index (pitfall 19)', code('483920', '483920', { index: '1' }), 132000],
    ['no index (pitfall 19)', code('483920', '483920', { index: undefined }), 131008],
    ['no sub_type (pitfall 19)', code('483920', '483920', { sub_type: undefined }), 131008],
    ['a code of 16 characters', code('x'.repeat(16), 'x'.repeat(16)), 131009],
    ['two different codes', code('483920', '111111'), 132018],
  ])('%s is refused', async (_name, template, expected) => {
    expect((await post(template)).code).toBe(expected);
  });

  test('to a BSUID it is refused (131062) [WA/business-scoped-user-ids]', async () => {
    const answer = await post(code('483920', '483920'), { to: undefined, recipient: chiaraBsuid });
    expect(answer.code).toBe(131062);
  });

  test('a utility template may go to a BSUID [WA/business-scoped-user-ids]', async () => {
    expect((await post(done('a', 'b'), { to: undefined, recipient: chiaraBsuid })).code).toBe(0);
  });
});

test('the payload of a quick reply comes back on a tap, as `button` (pitfall 20) [WA/templates]', async () => {
  const parameters = [{ type: 'payload', payload: 'ERASE_START' }];
  const components = [{ type: 'button', sub_type: 'quick_reply', index: '0', parameters }];
  expect((await post({ name: 'dsr_ask', language: english, components })).code).toBe(0);
  const message = await rig.ana.waitFor((one) => one.template?.name === 'dsr_ask');
  expect(message.buttons).toEqual([{ id: 'ERASE_START', title: 'Delete my data', kind: 'quick-reply' }]);
});
