import { type MessageContent } from '../../src/domain/inbound.ts';
import { asIdentifier } from './identifiers.ts';
import { asId, asList, asObject, asText, asWord, type Loose } from './payload.ts';

/** The type of a message, guessed from its body when it is missing. */
export function typeOf(message: Loose): string {
  return asWord(message['type'], asObject(message['text']) === null ? 'unknown' : 'text');
}

/** Reduces a message to what the product reads. What it does not know, or what lacks its body, is `unsupported` (pitfall 23). */
export function contentOf(message: Loose): MessageContent {
  const type = typeOf(message);
  return readKnown(type, message, asObject(message[type]) ?? {}) ?? { kind: 'unsupported', type };
}

function readKnown(type: string, message: Loose, body: Loose): MessageContent | null {
  switch (type) {
    case 'text': {
      const text = asText(body['body']);
      return text === null ? null : { kind: 'text', text };
    }
    case 'button':
      return choiceOf(body['payload'] ?? body['text'], body['text']);
    case 'interactive':
      return interactiveOf(body);
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
    case 'voice':
      return mediaOf(type === 'voice' ? 'audio' : type, body);
    case 'location':
      return { kind: 'location' };
    case 'contacts':
      return cardsOf(asList(message['contacts']));
    case 'reaction':
      return { kind: 'reaction', emoji: asText(body['emoji']) };
    case 'revoke': {
      const originalMessageId = asId(body['original_message_id']);
      return originalMessageId === null ? null : { kind: 'revoke', originalMessageId };
    }
    case 'edit':
      return editOf(body);
    default:
      return null;
  }
}

/** A tap on a template's quick reply is `button`, on a session message's `interactive` (pitfall 20); both are choices. */
function choiceOf(rawId: unknown, rawTitle: unknown): MessageContent | null {
  const id = asId(rawId);
  return id === null ? null : { kind: 'choice', id, title: asText(rawTitle) ?? '' };
}

function interactiveOf(body: Loose): MessageContent {
  const reply = asObject(body['button_reply']) ?? asObject(body['list_reply']);
  const form = asObject(body['nfm_reply']);
  const choice = reply === null ? null : choiceOf(reply['id'] ?? reply['title'], reply['title']);
  if (choice !== null) return choice;
  if (form !== null) return { kind: 'form', name: asWord(form['name'], 'flow') };
  return { kind: 'unsupported', type: `interactive.${asWord(body['type'], 'unknown')}` };
}

type Media = Extract<MessageContent, { kind: 'media' }>['media'];

function mediaOf(media: Media, body: Loose): MessageContent | null {
  const mediaId = asId(body['id']);
  if (mediaId === null) return null;
  const mimeType = asText(body['mime_type'])?.slice(0, 200) ?? 'application/octet-stream';
  return { kind: 'media', media, mediaId, mimeType, caption: asText(body['caption']) };
}

/** Only a card that answers our request button is the sender's own number (pitfall 26); any other may be somebody else's. */
function cardsOf(rawCards: readonly unknown[]): MessageContent {
  const cards = rawCards.map((raw) => asObject(raw) ?? {});
  const isOwnNumber = cards.length > 0 && cards.every((card) => card['origin'] === 'contact_request');
  const phones = cards.flatMap((card) => asList(card['phones'])).flatMap((raw) => phoneOf(asObject(raw) ?? {}));
  return { kind: 'contacts', isOwnNumber, phones: [...new Set(phones)].slice(0, 50) };
}

function phoneOf(phone: Loose): string[] {
  const written = asText(phone['phone'])?.replace(/[^0-9]/g, '');
  const name = asIdentifier(phone['wa_id']) ?? asIdentifier(written);
  return name?.kind === 'phone' ? [name.value] : [];
}

function editOf(body: Loose): MessageContent | null {
  const originalMessageId = asId(body['original_message_id']);
  if (originalMessageId === null) return null;
  const inner = asObject(body['message']) ?? body;
  const text = asText(asObject(inner['text'])?.['body']) ?? asText(asObject(inner[typeOf(inner)])?.['caption']);
  return { kind: 'edit', originalMessageId, text };
}
