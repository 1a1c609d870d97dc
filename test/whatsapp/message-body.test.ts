import { describe, expect, test } from '../support/jest.ts';

import { type OutboundMessage } from '../../src/domain/outbound.ts';
import { messageBody } from '../../src/whatsapp/message-body.ts';
import { openRig } from './rig.ts';

const to = { phone: '16505550100' };
const rose = '🌹';

function outcome(message: OutboundMessage): string {
  const made = messageBody({ to, message });
  return made.name === 'fault' ? made.fault : 'body';
}

const button = (title: string, id = title): { id: string; title: string } => ({ id, title });
const buttons = (...list: { id: string; title: string }[]): OutboundMessage => ({
  kind: 'buttons',
  body: 'Sure?',
  buttons: list,
});
const withBody = (body: string): OutboundMessage => ({ kind: 'buttons', body, buttons: [button('Yes')] });
const rows = (count: number): { id: string; title: string }[] =>
  Array.from({ length: count }, (_, index) => button(`Row ${index}`));
const list = (list_: { id: string; title: string; description?: string }[], rest: object = {}): OutboundMessage => ({
  kind: 'list',
  body: 'Which?',
  button: 'Choose',
  rows: list_,
  ...rest,
});
const template = (rest: object): OutboundMessage => ({
  kind: 'template',
  name: 'dsr_done',
  language: 'fr',
  parameters: [],
  ...rest,
});

describe('who it is for', () => {
  const hi = { kind: 'text', body: 'Hi' } as const;

  test('a phone stands in `to` with a +, also when the BSUID is known', () => {
    for (const address of [to, { ...to, bsuid: 'US.1' }]) {
      const made = messageBody({ to: address, message: hi });
      expect(made).toMatchObject({ body: { to: '+16505550100' } });
      expect(made).not.toHaveProperty('body.recipient');
    }
  });

  test('a BSUID stands in `recipient`, and `to` is absent (pitfall 14)', () => {
    const made = messageBody({ to: { bsuid: 'US.1' }, message: hi });
    expect(made).toMatchObject({ body: { recipient: 'US.1' } });
    expect(made).not.toHaveProperty('body.to');
  });
});

const atAndOver: readonly (readonly [string, OutboundMessage, OutboundMessage])[] = [
  ['text', { kind: 'text', body: rose.repeat(4096) }, { kind: 'text', body: rose.repeat(4097) }],
  ['buttonTitle', buttons(button(rose.repeat(20))), buttons(button(rose.repeat(21)))],
  ['buttonId', buttons(button('A', rose.repeat(256))), buttons(button('A', rose.repeat(257)))],
  ['buttons', buttons(...rows(3)), buttons(...rows(4))],
  ['buttonsBody', withBody(rose.repeat(1024)), withBody(rose.repeat(1025))],
  ['rows', list(rows(10)), list(rows(11))],
  ['rowTitle', list([button(rose.repeat(24))]), list([button(rose.repeat(25))])],
  ['rowId', list([button('A', 'x'.repeat(200))]), list([button('A', 'x'.repeat(201))])],
  [
    'rowDescription',
    list([{ ...button('A'), description: rose.repeat(72) }]),
    list([{ ...button('A'), description: rose.repeat(73) }]),
  ],
  ['listButton', list(rows(1), { button: rose.repeat(20) }), list(rows(1), { button: rose.repeat(21) })],
  ['listBody', list(rows(1), { body: rose.repeat(4096) }), list(rows(1), { body: rose.repeat(4097) })],
  [
    'contactRequestBody',
    { kind: 'contact-request', body: 'x'.repeat(1024) },
    { kind: 'contact-request', body: 'x'.repeat(1025) },
  ],
  ['templateName', template({ name: 'x'.repeat(512) }), template({ name: 'x'.repeat(513) })],
  ['templateParameter', template({ parameters: ['x'.repeat(1024)] }), template({ parameters: ['x'.repeat(1025)] })],
  ['code', template({ code: '1'.repeat(15) }), template({ code: '1'.repeat(16) })],
];

describe('at a limit it is sent, one code point over it is refused and never cut', () => {
  test.each(atAndOver)('%s', (limit, within, over) => {
    expect(outcome(within)).toBe('body');
    expect(outcome(over)).toBe(limit);
  });
});

const refused: readonly (readonly [string, OutboundMessage, string])[] = [
  ['no button', buttons(), 'empty'],
  ['no row', list([]), 'empty'],
  ['no words', { kind: 'text', body: ' \n' }, 'empty'],
  ['an empty parameter', template({ parameters: [''] }), 'empty'],
  ['two buttons of one title', buttons(button('Yes', 'a'), button('Yes', 'b')), 'twins'],
  ['two rows of one id', list([button('A', 'x'), button('B', 'x')]), 'twins'],
  ['spaces around an id', buttons(button('Yes', 'a ')), 'spaces-around-id'],
  ['half an emoji', { kind: 'text', body: `Hi ${rose.slice(0, 1)}` }, 'broken-character'],
  ['a newline in a parameter', template({ parameters: ['a\nb'] }), 'template-parameter'],
  ['five spaces in a parameter', template({ parameters: ['a     b'] }), 'template-parameter'],
];

describe('what Meta would refuse is refused here', () => {
  test.each(refused)('%s', (_name, message, fault) => {
    expect(outcome(message)).toBe(fault);
  });
});

test('whatever the body builder lets through, the strict server takes: no limit of ours is wider than its', async () => {
  const rig = await openRig();
  const widest: readonly OutboundMessage[] = [
    { kind: 'text', body: rose.repeat(4096) },
    {
      kind: 'buttons',
      body: rose.repeat(1024),
      buttons: ['a', 'b', 'c'].map((id) => button(id + rose.repeat(19), id.repeat(256))),
    },
    list([{ ...button(rose.repeat(24), 'x'.repeat(200)), description: rose.repeat(72) }, ...rows(9)], {
      body: 'x'.repeat(4096),
      button: rose.repeat(20),
    }),
    { kind: 'contact-request', body: rose.repeat(1024) },
    template({ language: 'en_US', parameters: ['x'.repeat(1024), 'a    b'] }),
    { kind: 'template', name: 'dsr_code', language: 'fr', parameters: ['1'.repeat(15)], code: '1'.repeat(15) },
  ];
  for (const message of widest) expect((await rig.send(message, to, 'x'.repeat(512))).name).toBe('accepted');
  await rig.close();
});
