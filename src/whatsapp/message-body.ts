import { type OutboundMessage } from '../domain/outbound.ts';
import { type Address } from '../domain/subject.ts';
import { codePoints, hasLoneSurrogate, type LimitName, limits } from './limits.ts';

type Json = Readonly<Record<string, unknown>>;
type Template = Extract<OutboundMessage, { kind: 'template' }>;
type Buttons = Extract<OutboundMessage, { kind: 'buttons' }>;
type List = Extract<OutboundMessage, { kind: 'list' }>;

/** What stands against a message, in our own words: no content of it. */
export type BodyFault =
  | LimitName
  | 'broken-character'
  | 'twins'
  | 'empty'
  | 'spaces-around-id'
  /** A newline, a tab or more than four spaces in a template parameter: Meta's 132018. */
  | 'template-parameter'
  /** An authentication template, and no phone to send it to: Meta's 131062. */
  | 'phone-needed';

export type MessageBody =
  { readonly name: 'body'; readonly body: Json } | { readonly name: 'fault'; readonly fault: BodyFault };

/**
 * Turns a message into the body of `POST /{phone}/messages`. A message over a limit is refused, never cut: half a sentence
 * about somebody's data is worse than none, and the tests of the texts keep all of them within the limits.
 */
export function messageBody(order: {
  readonly to: Address;
  readonly message: OutboundMessage;
  readonly correlation?: string | undefined;
  readonly identityKeyHash?: string | null | undefined;
}): MessageBody {
  const { to, message, correlation, identityKeyHash = null } = order;
  const fault = faultOf(to, message, correlation ?? null);
  if (fault !== null) return { name: 'fault', fault };
  const body = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...addressee(to),
    ...contentOf(message),
    ...(correlation === undefined ? {} : { biz_opaque_callback_data: correlation }),
    ...(identityKeyHash === null ? {} : { recipient_identity_key_hash: identityKeyHash }),
  };
  return { name: 'body', body };
}

/** By phone when it is known, as Meta advises; a BSUID goes into `recipient`, never into `to` (pitfall 14), never beside it. */
function addressee(to: Address): Json {
  // Without the + Meta may put the business's own country code before it (cloud-api.md 4.3).
  return 'phone' in to ? { to: `+${to.phone}` } : { recipient: to.bsuid };
}

function contentOf(message: OutboundMessage): Json {
  switch (message.kind) {
    case 'text':
      return { type: 'text', text: { body: message.body, preview_url: false } };
    case 'buttons':
      return interactive('button', message.body, {
        buttons: message.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })),
      });
    case 'list': {
      const rows = message.rows.map(({ id, title, description }) => ({
        id,
        title,
        ...(description === undefined || description === '' ? {} : { description }),
      }));
      return interactive('list', message.body, { button: message.button, sections: [{ rows }] });
    }
    case 'contact-request':
      return interactive('request_contact_info', message.body, { name: 'request_contact_info' });
    case 'template':
      return { type: 'template', template: templateOf(message) };
  }
}

function interactive(type: string, text: string, action: Json): Json {
  return { type: 'interactive', interactive: { type, body: { text }, action } };
}

/** A code stands twice: in the body and in the button, which reads back as type URL (pitfall 19). */
function templateOf({ name, language, parameters, code, payloads = [] }: Template): Json {
  const texts = (values: readonly string[]): readonly Json[] => values.map((text) => ({ type: 'text', text }));
  const body = parameters.length === 0 ? [] : [{ type: 'body', parameters: texts(parameters) }];
  const button = code === undefined ? [] : [{ type: 'button', sub_type: 'url', index: '0', parameters: texts([code]) }];
  const replies = payloads.map((payload, index) => ({
    ...{ type: 'button', sub_type: 'quick_reply', index: String(index) },
    parameters: [{ type: 'payload', payload }],
  }));
  return { name, language: { policy: 'deterministic', code: language }, components: [...body, ...button, ...replies] };
}

function faultOf(to: Address, message: OutboundMessage, correlation: string | null): BodyFault | null {
  if (correlation !== null && codePoints(correlation) > limits.correlation) return 'correlation';
  switch (message.kind) {
    case 'text':
      return firstFault([['text', message.body]]);
    case 'buttons':
      return buttonsFault(message);
    case 'list':
      return listFault(message);
    case 'contact-request':
      return firstFault([['contactRequestBody', message.body]]);
    case 'template':
      return templateFault(to, message);
  }
}

function buttonsFault({ body, buttons }: Buttons): BodyFault | null {
  if (buttons.length === 0) return 'empty';
  if (buttons.length > limits.buttons) return 'buttons';
  const ids = buttons.map(({ id }) => id);
  const texts = buttons.flatMap(({ id, title }): Measured[] => [
    ['buttonId', id],
    ['buttonTitle', title],
  ]);
  return firstFault([['buttonsBody', body], ...texts]) ?? idFault(ids) ?? twinFault(buttons.map(({ title }) => title));
}

function listFault({ body, button, rows }: List): BodyFault | null {
  if (rows.length === 0) return 'empty';
  if (rows.length > limits.rows) return 'rows';
  const texts = rows.flatMap(({ id, title, description }): Measured[] => [
    ['rowId', id],
    ['rowTitle', title],
    ...(description === undefined || description === '' ? [] : [['rowDescription', description] as const]),
  ]);
  return firstFault([['listBody', body], ['listButton', button], ...texts]) ?? idFault(rows.map(({ id }) => id));
}

function templateFault(to: Address, { name, parameters, code, payloads = [] }: Template): BodyFault | null {
  if (code !== undefined && !('phone' in to)) return 'phone-needed';
  const texts = parameters.map((parameter): Measured => ['templateParameter', parameter]);
  const fault = firstFault([
    ['templateName', name],
    ...texts,
    ...(code === undefined ? [] : [['code', code] as const]),
    ...payloads.map((payload): Measured => ['buttonId', payload]),
  ]);
  if (fault !== null) return fault;
  return parameters.some((parameter) => /[\n\r\t]| {5,}/.test(parameter)) ? 'template-parameter' : null;
}

type Measured = readonly [limit: LimitName, text: string];

function firstFault(measured: readonly Measured[]): BodyFault | null {
  for (const [limit, text] of measured) {
    if (text.trim() === '') return 'empty';
    if (hasLoneSurrogate(text)) return 'broken-character';
    if (codePoints(text) > limits[limit]) return limit;
  }
  return null;
}

function idFault(ids: readonly string[]): BodyFault | null {
  return ids.some((id) => id !== id.trim()) ? 'spaces-around-id' : twinFault(ids);
}

function twinFault(values: readonly string[]): BodyFault | null {
  return new Set(values).size < values.length ? 'twins' : null;
}
