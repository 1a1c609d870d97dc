import { checkInteractive } from './check-interactive.ts';
import { checkTemplate, type FilledTemplate } from './check-template.ts';
import { GraphFault } from './errors.ts';
import { type Json, objectAt, optional, refuseLoneSurrogates, textAt } from './json.ts';
import { type NumberState, type World } from './world.ts';

export type Recipient =
  | { readonly kind: 'phone'; readonly phone: string }
  | { readonly kind: 'bsuid'; readonly bsuid: string }
  /** A BSUID in `to`: answered 200, delivered to nobody, reported to nobody (pitfall 14). */
  | { readonly kind: 'nowhere'; readonly bsuid: string };

/** A message that Meta would take. */
export interface CheckedMessage {
  readonly recipient: Recipient;
  /** As the caller wrote it; the answer repeats it. */
  readonly input: string;
  readonly type: string;
  readonly template: FilledTemplate | null;
  readonly correlation: string | null;
  readonly identityKeyHash: string | null;
  readonly body: Json;
}

const types = ['text', 'interactive', 'template', 'document', 'image', 'reaction'];
const commonKeys = [
  'messaging_product',
  'recipient_type',
  'to',
  'recipient',
  'type',
  'context',
  'biz_opaque_callback_data',
  'recipient_identity_key_hash',
];

/** Checks a body of `POST /{phone}/messages`, its recipient's existence apart. Throws what Meta would answer. */
export function checkMessage(value: unknown, number: NumberState, world: World): CheckedMessage {
  refuseLoneSurrogates(value);
  const type = typeOf(value);
  const body = objectAt(value, 'body', [...commonKeys, type]);
  checkProduct(body);
  if ((body['recipient_type'] ?? 'individual') !== 'individual') throw new GraphFault(100, 'Invalid recipient_type.');
  const addressed = recipientOf(body);
  const template = checkKind(type, body, number, world);
  optional(body['context'], (context) =>
    textAt(objectAt(context, 'context', ['message_id'])['message_id'], 'message_id', 512),
  );
  return {
    ...addressed,
    type,
    template,
    correlation: optional(body['biz_opaque_callback_data'], (text) => textAt(text, 'biz_opaque_callback_data', 512)),
    identityKeyHash: optional(body['recipient_identity_key_hash'], (text) => textAt(text, 'identity_key_hash', 100)),
    body,
  };
}

function checkProduct(body: Json): void {
  if (body['messaging_product'] === undefined)
    throw new GraphFault(100, 'The parameter messaging_product is required.');
  if (body['messaging_product'] !== 'whatsapp')
    throw new GraphFault(100, 'Param messaging_product must be one of {WHATSAPP}.');
}

/** `type` defaults to text. [WA/messages/send-messages] */
function typeOf(value: unknown): string {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : 'text';
  if (typeof type !== 'string') throw new GraphFault(100, 'Param type must be a string.');
  if (!types.includes(type))
    throw new GraphFault(131051, `Message type ${JSON.stringify(type.slice(0, 40))} is not supported.`);
  return type;
}

/** `to` wins over `recipient`; a BSUID belongs into `recipient` (cloud-api.md 3.5). */
function recipientOf(body: Json): { readonly recipient: Recipient; readonly input: string } {
  const { to, recipient } = body;
  if (to !== undefined) {
    if (typeof to !== 'string' || to === '') throw new GraphFault(100, 'The parameter to is required.');
    if (bsuidShape.test(to)) return { recipient: { kind: 'nowhere', bsuid: to }, input: to };
    if (!/^\+?[0-9 ().-]{6,30}$/.test(to)) throw new GraphFault(131009, 'Param to is not a valid WhatsApp ID.');
    return { recipient: { kind: 'phone', phone: to.replace(/[^0-9]/g, '') }, input: to };
  }
  if (recipient === undefined) throw new GraphFault(100, 'The parameter to is required.');
  if (typeof recipient !== 'string' || !bsuidShape.test(recipient)) {
    throw new GraphFault(131009, 'Param recipient is not a valid business-scoped user id.');
  }
  return { recipient: { kind: 'bsuid', bsuid: recipient }, input: recipient };
}

const bsuidShape = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

function checkKind(type: string, body: Json, number: NumberState, world: World): FilledTemplate | null {
  switch (type) {
    case 'template':
      return checkTemplate(body['template'], number, world);
    case 'interactive':
      checkInteractive(body['interactive']);
      return null;
    case 'reaction': {
      const reaction = objectAt(body['reaction'], 'reaction', ['message_id', 'emoji']);
      textAt(reaction['message_id'], 'reaction.message_id', 512);
      if (typeof reaction['emoji'] !== 'string')
        throw new GraphFault(131008, 'Required parameter reaction.emoji is missing.');
      return null;
    }
    case 'text': {
      const text = objectAt(body['text'], 'text', ['body', 'preview_url']);
      textAt(text['body'], "text['body']", 4096, 100);
      if (!['undefined', 'boolean'].includes(typeof text['preview_url'])) {
        throw new GraphFault(100, 'Param preview_url must be a boolean.');
      }
      return null;
    }
    default:
      checkMedia(type, body[type]);
      return null;
  }
}

function checkMedia(type: string, value: unknown): void {
  const media = objectAt(value, type, ['id', 'link', 'caption', ...(type === 'document' ? ['filename'] : [])]);
  if ((media['id'] === undefined) === (media['link'] === undefined)) {
    throw new GraphFault(131008, `Exactly one of ${type}.id and ${type}.link is required.`);
  }
  textAt(media['id'] ?? media['link'], `${type}.id`, 2000);
  optional(media['caption'], (text) => textAt(text, `${type}.caption`, 1024));
  optional(media['filename'], (text) => textAt(text, `${type}.filename`, 240));
}
