import { type InboundEvent } from '../../src/domain/inbound.ts';
import { namesOf } from './identifiers.ts';
import { type ItemContext, type ParsedItem, unsupportedItem } from './item.ts';
import { asId, asInstant, asList, asNumber, asObject, asSeconds, asText, asWord, type Loose } from './payload.ts';

type Status = Extract<InboundEvent, { kind: 'status' }>['status'];
const statuses: readonly Status[] = ['sent', 'delivered', 'read', 'played', 'failed'];

/** What became of a message we sent (pitfalls 10 and 11). A group's recipient is the participant, not the group. */
export function readStatus(raw: Loose, context: ItemContext): ParsedItem {
  const { business, receivedAt } = context;
  const messageId = asId(raw['id']);
  const status = statuses.find((one) => one === raw['status']);
  if (messageId === null || status === undefined) return unsupportedItem(raw, asWord(raw['status'], 'status'), context);
  const group = [raw['recipient_participant_user_id'], raw['recipient_participant_id']];
  const single = [raw['recipient_user_id'], raw['recipient_id'], raw['recipient_parent_user_id']];
  const names = namesOf(raw['recipient_type'] === 'group' ? group : [...single, ...group]);
  const recipient = group
    .map(asText)
    .concat(single.map(asText))
    .map((one) => one ?? '');
  const at = asInstant(raw['timestamp'], receivedAt);
  return {
    event: { kind: 'status', business, at, names, messageId, status, errorCodes: errorCodesOf(raw['errors']) },
    idParts: ['status', business.phoneNumberId, messageId, status, ...recipient],
    otherNames: [],
    metaTime: asSeconds(raw['timestamp']),
  };
}

/** The codes of a list of errors; their texts may quote numbers and stay behind. */
export function errorCodesOf(errors: unknown): readonly number[] {
  return asList(errors)
    .map((one) => asNumber(asObject(one)?.['code']))
    .filter((code) => code !== null)
    .slice(0, 20);
}

/** The person stopped or resumed marketing messages in WhatsApp itself. */
export function readPreference(raw: Loose, context: ItemContext): ParsedItem {
  const { business, receivedAt } = context;
  const value = asText(raw['value']);
  const category = asText(raw['category']) ?? 'marketing_messages';
  const wantsMarketing = value === 'resume' || value === 'start';
  if (category !== 'marketing_messages' || (value !== 'stop' && !wantsMarketing)) {
    return unsupportedItem(raw, 'user_preference', context);
  }
  const names = namesOf([raw['user_id'], raw['wa_id'], raw['parent_user_id']]);
  const at = asInstant(raw['timestamp'], receivedAt);
  const person = names.map((name) => name.value).join(' ');
  return {
    event: { kind: 'preference', business, at, names, wantsMarketing },
    idParts: ['preference', business.phoneNumberId, person, category, value, asText(raw['timestamp']) ?? ''],
    otherNames: [],
    metaTime: asSeconds(raw['timestamp']),
  };
}

/** The owner's address book on the phone (coexistence): other people's data, which the business chose to share. */
export function readContactSync(raw: Loose, context: ItemContext): ParsedItem {
  const { business, receivedAt } = context;
  const contact = asObject(raw['contact']);
  const timestamp = asObject(raw['metadata'])?.['timestamp'] ?? raw['timestamp'];
  if (contact === null) return unsupportedItem(raw, asWord(raw['type'], 'state_sync'), context);
  const phone = asText(contact['phone_number'])?.replace(/[^0-9]/g, '');
  const names = namesOf([contact['user_id'], phone]);
  const action = raw['action'] === 'remove' ? 'remove' : 'add';
  const at = asInstant(timestamp, receivedAt);
  return {
    event: { kind: 'contact-sync', business, at, names, action, fullName: asText(contact['full_name']) },
    idParts: ['contact-sync', business.phoneNumberId, JSON.stringify([raw['action'], contact, timestamp])],
    otherNames: [],
    metaTime: asSeconds(timestamp),
  };
}
