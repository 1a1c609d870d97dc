import { afterAll, beforeAll, describe, expect, test } from '../../support/jest.ts';

import { anaPhone, openRig, type Rig } from '../rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await openRig({ rates: { messagesPerSecond: 10_000, pairBurst: 10_000 } });
});

afterAll(async () => {
  await rig.close();
});

async function codeOf(interactive: object): Promise<number> {
  const arrived = rig.ana.arrived.length;
  const body = { messaging_product: 'whatsapp', to: `+${anaPhone}`, type: 'interactive', interactive };
  const { code } = await rig.post(body);
  expect(rig.ana.arrived).toHaveLength(code === 0 ? arrived + 1 : arrived);
  return code;
}

function reply(id: string, title = id): object {
  return { type: 'reply', reply: { id, title } };
}

function buttons(list: readonly object[], rest: object = {}): object {
  return { type: 'button', body: { text: 'Sure?' }, action: { buttons: list }, ...rest };
}

function sections(list: readonly object[], rest: object = {}): object {
  return { type: 'list', body: { text: 'Which?' }, action: { button: 'Choose', sections: list }, ...rest };
}

function rows(count: number, from = 0): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({ id: `row-${from + index}`, title: 'Row' }));
}

describe('reply buttons [WA/messages/interactive-reply-buttons-messages]', () => {
  test('one to three go out, titles of 20 emoji and ids of 256 included', async () => {
    expect(await codeOf(buttons([reply('a')]))).toBe(0);
    expect(await codeOf(buttons([reply('a'), reply('x'.repeat(256), '🌹'.repeat(20)), reply('c')]))).toBe(0);
  });

  test.each([
    ['none', buttons([]), 131009],
    ['a fourth (pitfall 32)', buttons([reply('a'), reply('b'), reply('c'), reply('d')]), 131009],
    ['a title of 21', buttons([reply('a', 'x'.repeat(21))]), 131009],
    ['an empty title', buttons([reply('a', '')]), 131008],
    ['two of one title', buttons([reply('a', 'Yes'), reply('b', 'Yes')]), 131009],
    ['two of one id', buttons([reply('a', 'Yes'), reply('a', 'No')]), 131009],
    ['an id of 257', buttons([reply('x'.repeat(257), 'Yes')]), 131009],
    ['spaces around an id', buttons([reply(' a ', 'Yes')]), 131009],
    ['another type of button', buttons([{ type: 'url', reply: { id: 'a', title: 'A' } }]), 131009],
    ['a stranger on a button', buttons([{ ...reply('a'), icon: 'rose' }]), 100],
    ['no body', buttons([reply('a')], { body: undefined }), 131008],
    ['a body of 1,025', buttons([reply('a')], { body: { text: 'x'.repeat(1025) } }), 131009],
    ['a header of 61', buttons([reply('a')], { header: { type: 'text', text: 'x'.repeat(61) } }), 131009],
    ['a footer of 61', buttons([reply('a')], { footer: { text: 'x'.repeat(61) } }), 131009],
  ])('%s is refused', async (_name, interactive, code) => {
    expect(await codeOf(interactive)).toBe(code);
  });
});

describe('lists [WA/messages/interactive-list-messages]', () => {
  test('ten rows in two titled sections go out, at every limit', async () => {
    const longest = { id: 'x'.repeat(200), title: 'x'.repeat(24), description: 'x'.repeat(72) };
    const both = [
      { title: 'x'.repeat(24), rows: [longest, ...rows(4)] },
      { title: 'More', rows: rows(5, 4) },
    ];
    const action = { button: 'x'.repeat(20), sections: both };
    expect(await codeOf({ type: 'list', body: { text: 'x'.repeat(4096) }, action })).toBe(0);
  });

  test.each([
    ['no section', sections([]), 131009],
    ['a section without rows', sections([{ rows: [] }]), 131009],
    ['eleven rows', sections([{ rows: rows(11) }]), 131009],
    [
      'eleven rows in two sections',
      sections([
        { title: 'A', rows: rows(6) },
        { title: 'B', rows: rows(5, 6) },
      ]),
      131009,
    ],
    ['two sections without titles', sections([{ rows: rows(1) }, { rows: rows(1, 1) }]), 131008],
    ['a section title of 25', sections([{ title: 'x'.repeat(25), rows: rows(1) }]), 131009],
    ['a row title of 25', sections([{ rows: [{ id: 'a', title: 'x'.repeat(25) }] }]), 131009],
    ['a row description of 73', sections([{ rows: [{ id: 'a', title: 'A', description: 'x'.repeat(73) }] }]), 131009],
    ['a row id of 201', sections([{ rows: [{ id: 'x'.repeat(201), title: 'A' }] }]), 131009],
    ['two rows of one id', sections([{ rows: [...rows(1), ...rows(1)] }]), 131009],
    ['a row without title', sections([{ rows: [{ id: 'a' }] }]), 131008],
    [
      'a button label of 21',
      { ...sections([]), action: { button: 'x'.repeat(21), sections: [{ rows: rows(1) }] } },
      131009,
    ],
    ['no button label', { ...sections([]), action: { sections: [{ rows: rows(1) }] } }, 131008],
    ['a body of 4,097', sections([{ rows: rows(1) }], { body: { text: 'x'.repeat(4097) } }), 131009],
  ])('%s is refused', async (_name, interactive, code) => {
    expect(await codeOf(interactive)).toBe(code);
  });
});

describe('other interactive messages', () => {
  const request = { type: 'request_contact_info', body: { text: 'Share?' }, action: { name: 'request_contact_info' } };
  const link = { display_text: 'Open', url: 'https://example.com/' };

  test('a request for contact details goes out [WA/business-scoped-user-ids]', async () => {
    expect(await codeOf(request)).toBe(0);
  });

  test.each([
    ['under another name', { ...request, action: { name: 'share' } }, 131009],
    ['with a label of its own', { ...request, action: { ...request.action, text: 'Give' } }, 100],
    ['with a footer', { ...request, footer: { text: 'x' } }, 100],
  ])('a request for contact details %s is refused [WA/business-scoped-user-ids]', async (_name, interactive, code) => {
    expect(await codeOf(interactive)).toBe(code);
  });

  test('a link button goes out; a label of 21 is refused (131009) [WA/messages/interactive-cta-url-messages]', async () => {
    const of = (parameters: object): object => ({
      type: 'cta_url',
      body: { text: 'See' },
      action: { name: 'cta_url', parameters },
    });
    expect(await codeOf(of(link))).toBe(0);
    expect(await codeOf(of({ ...link, display_text: 'x'.repeat(21) }))).toBe(131009);
    expect(await codeOf(of({ ...link, url: 'no link' }))).toBe(131009);
  });

  test('an unknown interactive type is refused (131009)', async () => {
    expect(await codeOf({ ...buttons([reply('a')]), type: 'carousel' })).toBe(131009);
  });
});
