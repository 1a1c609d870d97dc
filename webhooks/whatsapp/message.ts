import { contentOf, typeOf } from './content.ts';
import { asIdentifier, namesOf } from './identifiers.ts';
import { readIdentityChange } from './identity-change.ts';
import { type ItemContext, type ItemReader, type ParsedItem, unsupportedItem } from './item.ts';
import { asId, asInstant, asInstantAhead, asSeconds, type Loose } from './payload.ts';
import { createSenderOf, type SenderOf } from './sender.ts';

/** Reads the messages of a value. */
export function createMessageReader(value: Loose): ItemReader {
  const senderOf = createSenderOf(value);
  return (raw, context) => readMessage(raw, context, senderOf);
}

/**
 * A message of a person. One that comes from the business's own number is an echo of its staff, never the person's words:
 * staff who type "delete" must not start an erasure (pitfall 28).
 */
function readMessage(raw: Loose, context: ItemContext, senderOf: SenderOf): ParsedItem {
  const { business, receivedAt } = context;
  const messageId = asId(raw['id']);
  if (messageId === null) return unsupportedItem(raw, typeOf(raw), context);
  if (isFromBusiness(raw, context)) return readEcho(raw, context);
  const at = asInstant(raw['timestamp'], receivedAt);
  const idParts = ['message', business.phoneNumberId, messageId];
  const identity = typeOf(raw) === 'system' ? readIdentityChange(raw) : null;
  if (identity !== null) {
    const { names, previous } = identity;
    return {
      event: { kind: 'identity-change', business, at, names, previous, messageId },
      idParts,
      otherNames: previous,
      metaTime: asSeconds(raw['timestamp']),
    };
  }
  const content = contentOf(raw);
  const ownNumbers = content.kind === 'contacts' && content.isOwnNumber ? content.phones : [];
  const aheadAt = asInstantAhead(raw['timestamp'], receivedAt);
  const time = aheadAt === null ? { at } : { at, aheadAt };
  return {
    event: { kind: 'message', business, ...time, messageId, content, ...senderOf(raw) },
    idParts,
    otherNames: ownNumbers.map((value) => ({ kind: 'phone', value })),
    metaTime: asSeconds(raw['timestamp']),
  };
}

/** What the business's staff sent from the phone app: the person is the recipient. */
export function readEcho(raw: Loose, context: ItemContext): ParsedItem {
  const messageId = asId(raw['id']);
  if (messageId === null) return unsupportedItem(raw, typeOf(raw), context);
  const { business, receivedAt } = context;
  const at = asInstant(raw['timestamp'], receivedAt);
  const names = recipientOf(raw, context);
  return {
    event: { kind: 'echo', business, at, names, messageId, content: contentOf(raw) },
    idParts: ['echo', business.phoneNumberId, messageId],
    otherNames: [],
    metaTime: asSeconds(raw['timestamp']),
  };
}

/**
 * A message from before. Its id is another than the live message's, so that a history that comes first never makes a live
 * request a duplicate. The person is the thread's, whoever wrote.
 */
export function readHistoryMessage(raw: Loose, thread: Loose, context: ItemContext): ParsedItem {
  const messageId = asId(raw['id']);
  if (messageId === null) return unsupportedItem(raw, typeOf(raw), context);
  const { business, receivedAt } = context;
  const direction = isFromBusiness(raw, context) || 'to' in raw || 'to_user_id' in raw ? 'out' : 'in';
  const ofThread = namesOf([thread['user_id'], thread['id'], thread['wa_id'], thread['parent_user_id']]);
  const ofMessage =
    direction === 'out'
      ? recipientOf(raw, context)
      : namesOf([raw['from_user_id'], raw['from'], raw['from_parent_user_id']]);
  const at = asInstant(raw['timestamp'], receivedAt);
  const names = ofThread.length > 0 ? ofThread : ofMessage;
  return {
    event: { kind: 'history', business, at, names, messageId, direction, content: contentOf(raw) },
    idParts: ['history', business.phoneNumberId, messageId],
    otherNames: [],
    metaTime: asSeconds(raw['timestamp']),
  };
}

function isFromBusiness(raw: Loose, { change }: ItemContext): boolean {
  const from = asIdentifier(raw['from']);
  return from !== null && from.kind === 'phone' && from.value === change.businessPhone;
}

function recipientOf(raw: Loose, { change }: ItemContext): ReturnType<typeof namesOf> {
  const names = namesOf([raw['to_user_id'], raw['to'], raw['to_parent_user_id']]);
  return names.filter((name) => name.value !== change.businessPhone);
}
