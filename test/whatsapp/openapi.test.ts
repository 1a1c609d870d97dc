import { describe, expect, test } from '../support/jest.ts';

import { type OutboundMessage } from '../../src/domain/outbound.ts';
import { type Address } from '../../src/domain/subject.ts';
import { messageBody } from '../../src/whatsapp/message-body.ts';
import { validatorFor } from './openapi-schema.ts';

type Json = Record<string, unknown>;

/** What Meta's file of November 2025 does not know, or has wrong, each put into the words it knows. Nothing else is excused. */
const newer: Readonly<Record<string, (body: string) => string>> = {
  // Business-scoped user ids: sends to them since July 2026 [WA/business-scoped-user-ids].
  'recipient instead of to': (body) => body.replace(/"recipient":"[^"]+"/, '"to":"+16505550100"'),
  // In the guides for years [WA/webhooks/reference/messages/status], not in the file.
  biz_opaque_callback_data: (body) => body.replace(/,"biz_opaque_callback_data":"[^"]*"/, ''),
  // July 2026; of the same shape as the request for permission to call.
  request_contact_info: (body) => body.replaceAll('request_contact_info', 'call_permission_request'),
  // The file's pattern `^[2-6, 11-14]$` is a set of characters and forbids the "0" that the guide itself sends.
  'index of a template button': (body) => body.replace('"index":"0"', '"index":"2"'),
};

const messages: readonly OutboundMessage[] = [
  { kind: 'text', body: 'Hello' },
  { kind: 'buttons', body: 'Sure?', buttons: [{ id: 'yes', title: 'Yes' }] },
  { kind: 'buttons', body: 'Sure?', buttons: ['a', 'b', 'c'].map((id) => ({ id, title: id.repeat(20) })) },
  { kind: 'list', body: 'Which?', button: 'Choose', rows: [{ id: 'fr', title: 'Français', description: 'Continuer' }] },
  {
    kind: 'list',
    body: 'Which?',
    button: 'Choose',
    rows: [
      { id: 'fr', title: 'Français' },
      { id: 'ar', title: 'العربية' },
    ],
  },
  { kind: 'contact-request', body: 'Share your number?' },
  { kind: 'template', name: 'dsr_code', language: 'en_US', parameters: ['483920'], code: '483920' },
  { kind: 'template', name: 'dsr_done', language: 'pt_BR', parameters: ['ER-1', 'today'] },
  { kind: 'template', name: 'dsr_ask', language: 'fr', parameters: [] },
];
const addresses: readonly (readonly [string, Address])[] = [
  ['a phone', { phone: '16505550100' }],
  ['a phone and a BSUID', { phone: '16505550100', bsuid: 'US.1000000000000000001' }],
  ['a BSUID', { bsuid: 'IT.1000000000000000003' }],
];

const bodies = messages.flatMap((message, index) =>
  addresses.flatMap(([name, to]) => {
    const made = messageBody({ to, message, correlation: 'correlation-1' });
    // A code for a person without a phone is never sent.
    return made.name === 'body' ? [[`${index} ${message.kind}`, name, made.body] as const] : [];
  }),
);

function faultsOf(body: Json, excuses = Object.values(newer)): unknown[] {
  const known = JSON.parse(excuses.reduce((text, excuse) => excuse(text), JSON.stringify(body))) as Json;
  const validate = validatorFor(String(known['type']));
  return validate(known) ? [] : (validate.errors ?? []);
}

describe("every body that is sent is one of Meta's own schema", () => {
  test.each(bodies)('%s to %s', (_message, _address, body) => {
    expect(faultsOf(body)).toEqual([]);
  });

  test('all kinds of message stand in this list', () => {
    const kinds: readonly OutboundMessage['kind'][] = ['text', 'buttons', 'list', 'contact-request', 'template'];
    expect(new Set(messages.map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect(bodies).toHaveLength(messages.length * addresses.length - 1);
  });
});

describe('the schema is a judge', () => {
  const [, , text] = bodies[0] ?? ['', '', {}];
  const buttons = (list: readonly object[]): Json => ({
    ...text,
    type: 'interactive',
    text: undefined,
    interactive: { type: 'button', body: { text: 'Sure?' }, action: { buttons: list } },
  });
  const reply = { type: 'reply', reply: { id: 'a', title: 'A' } };

  test.each<[string, Json]>([
    ['an unknown field', { ...text, colour: 'red' }],
    ['an unknown field inside', { ...text, text: { body: 'Hi', colour: 'red' } }],
    ['no recipient', { ...text, to: undefined }],
    ['no messaging_product', { ...text, messaging_product: undefined }],
    ['text that is a number', { ...text, text: { body: 1 } }],
    ['a fourth button', buttons([reply, reply, reply, reply])],
    ['a title of 21', buttons([{ type: 'reply', reply: { id: 'a', title: 'x'.repeat(21) } }])],
  ])('%s is refused', (_name, body) => {
    expect(faultsOf(body)).not.toEqual([]);
  });

  test('what is to pass does pass: one button', () => {
    expect(faultsOf(buttons([reply]))).toEqual([]);
  });

  test.each(Object.keys(newer))('the excuse for %s is still needed', (name) => {
    const others = Object.entries(newer).flatMap(([key, excuse]) => (key === name ? [] : [excuse]));
    expect(bodies.some(([, , body]) => faultsOf(body, others).length > 0)).toBe(true);
  });
});
