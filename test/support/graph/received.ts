import { type Clock } from '../../../src/domain/instant.ts';
import { isObject, type Json } from './json.ts';
import { type Person } from './person.ts';
import { type Windows } from './window.ts';
import {
  bsuidAt,
  findByBsuid,
  findByPhone,
  type NumberState,
  type PersonOptions,
  type PersonState,
  type World,
} from './world.ts';

interface Parts {
  readonly world: World;
  readonly windows: Windows;
  readonly clock: Clock;
  readonly add: (person: PersonOptions) => Person;
}

/** Takes note of a webhook that was posted by somebody else, such as a replayed fixture. Odd shapes are passed over. */
export function readReceived(parts: Parts, webhook: unknown): void {
  for (const entry of list(isObject(webhook) ? webhook['entry'] : null)) {
    for (const change of list(entry['changes'])) {
      const value = isObject(change['value']) ? change['value'] : {};
      const metadata = isObject(value['metadata']) ? value['metadata'] : {};
      const number = parts.world.numbers.get(String(metadata['phone_number_id']));
      if (number === undefined || change['field'] !== 'messages') continue;
      for (const message of list(value['messages'])) noteMessage(parts, number, message, list(value['contacts']));
    }
  }
}

function noteMessage(parts: Parts, number: NumberState, message: Json, contacts: readonly Json[]): void {
  const { world, windows, clock } = parts;
  if (message['type'] === 'system' || typeof message['id'] !== 'string') return;
  const person = findSender(parts, number, message, contacts);
  if (person === null) return;
  const at = clock.now();
  world.inboundIds.add(message['id']);
  windows.wrote(number.phoneNumberId, bsuidAt(person, number), at);
  const { phoneNumberId } = number;
  const type = typeof message['type'] === 'string' ? message['type'] : 'text';
  person.mailbox.push({ from: 'person', at, messageId: message['id'], phoneNumberId, type, text: wordsOf(message) });
}

function findSender(
  { world, add }: Parts,
  number: NumberState,
  message: Json,
  contacts: readonly Json[],
): PersonState | null {
  const { from, from_user_id: bsuid } = message;
  const phone = typeof from === 'string' && /^[0-9]+$/.test(from) ? from : null;
  const known =
    (typeof bsuid === 'string' ? findByBsuid(world, number, bsuid) : null) ??
    (phone === null ? null : findByPhone(world, phone));
  if (known !== null) return known;
  if (phone === null && typeof bsuid !== 'string') return null;
  const card = contacts.find((one) => one['user_id'] === bsuid || one['wa_id'] === phone);
  const profile = isObject(card?.['profile']) ? card['profile'] : {};
  add({
    bsuid: typeof bsuid === 'string' ? bsuid : `US.${phone ?? ''}`,
    ...(phone === null ? {} : { phone }),
    ...(typeof profile['name'] === 'string' ? { name: profile['name'] } : {}),
    hasUsername: profile['username'] !== undefined,
  });
  return world.people.at(-1) ?? null;
}

function wordsOf(message: Json): string {
  const interactive = isObject(message['interactive']) ? message['interactive'] : {};
  const candidates = [message['text'], message['button'], interactive['button_reply'], interactive['list_reply']];
  for (const one of candidates) {
    if (!isObject(one)) continue;
    const words = one['body'] ?? one['title'] ?? one['text'];
    if (typeof words === 'string') return words;
  }
  return '';
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
}
