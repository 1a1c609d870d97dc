import { type Clock } from '../../../src/domain/instant.ts';
import { type CheckedMessage, checkMessage } from './check-message.ts';
import { GraphFault } from './errors.ts';
import { type Json, objectAt, optional } from './json.ts';
import { type Rates } from './rate.ts';
import { render } from './render.ts';
import { type Outgoing, type Statuses } from './statuses.ts';
import { makeWamid } from './wamid.ts';
import { type Windows } from './window.ts';
import { bookKey, bsuidAt, findByBsuid, findByPhone, type NumberState, type PersonState, type World } from './world.ts';

export interface SendParts {
  readonly world: World;
  readonly clock: Clock;
  readonly windows: Windows;
  readonly rates: Rates;
  readonly statuses: Statuses;
  /** Codes that are not in the answer but come as a `failed` status after a 200. */
  readonly failsLate: readonly number[];
  readonly allowList: readonly string[] | null;
}

/** Sent on its way, or only seemingly so. */
export type Fate = 'deliver' | 'lose' | { readonly failLater: number };

/** `POST /{phone}/messages` with a message: checks, delivers, answers. Throws what Meta refuses at once. */
export function sendMessage(parts: SendParts, number: NumberState, value: unknown, fate: Fate = 'deliver'): Json {
  const { world, clock, rates, statuses, failsLate } = parts;
  const message = checkMessage(value, number, world);
  const person = personOf(world, number, message);
  const messageId = makeWamid(nameOf(message, person), 'out');
  if (message.recipient.kind === 'nowhere') return answerOf(message, person, messageId);
  rates.take(number.phoneNumberId, person?.bsuid ?? message.input);
  const outgoing = outgoingOf(number, person, message, messageId);
  try {
    refuseUnreachable(parts, number, message, person);
  } catch (error) {
    if (!(error instanceof GraphFault) || !failsLate.includes(error.code)) throw error;
    statuses.failed(outgoing, error.code, error.details);
    return answerOf(message, person, messageId);
  }
  if (typeof fate === 'object') statuses.failed(outgoing, fate.failLater, 'Failed as scripted.');
  if (fate === 'deliver' && person !== null) {
    // Any message to a phone makes a pair in the contact book (cloud-api.md 3.7).
    if (message.recipient.kind === 'phone') world.contactBook.add(bookKey(number, person));
    person.mailbox.push(render(message, { at: clock.now(), messageId, phoneNumberId: number.phoneNumberId }));
    statuses.delivered(outgoing);
  }
  return answerOf(message, person, messageId);
}

/** `POST /{phone}/messages` with `status: read`. [WA/messages/mark-message-as-read], [WA/typing-indicators] */
export function markRead(world: World, value: unknown): Json {
  const body = objectAt(value, 'body', ['messaging_product', 'status', 'message_id', 'typing_indicator']);
  if (body['messaging_product'] !== 'whatsapp')
    throw new GraphFault(100, 'The parameter messaging_product is required.');
  optional(body['typing_indicator'], (raw) => {
    if (objectAt(raw, 'typing_indicator', ['type'])['type'] !== 'text')
      throw new GraphFault(100, 'Invalid typing_indicator.');
  });
  if (body['status'] !== 'read') throw new GraphFault(100, 'Param status must be one of {read}.');
  const { message_id: messageId } = body;
  if (typeof messageId !== 'string' || !world.inboundIds.has(messageId)) {
    throw new GraphFault(131009, 'Last message id is not valid.');
  }
  return { success: true };
}

function personOf(world: World, number: NumberState, { recipient }: CheckedMessage): PersonState | null {
  if (recipient.kind === 'phone') return findByPhone(world, recipient.phone);
  return recipient.kind === 'bsuid' ? findByBsuid(world, number, recipient.bsuid) : null;
}

function nameOf({ recipient }: CheckedMessage, person: PersonState | null): { phone: string } | { bsuid: string } {
  if (recipient.kind !== 'phone') return { bsuid: recipient.bsuid };
  return { phone: person?.phone ?? recipient.phone };
}

function refuseUnreachable(
  parts: SendParts,
  number: NumberState,
  message: CheckedMessage,
  person: PersonState | null,
): void {
  const { windows, allowList } = parts;
  const { recipient, template, identityKeyHash } = message;
  if (recipient.kind === 'phone') {
    if (recipient.phone === number.displayPhoneNumber) {
      throw new GraphFault(131021, 'Sender and recipient phone number is the same.');
    }
    if (allowList !== null && !allowList.includes(recipient.phone)) {
      throw new GraphFault(131030, 'Add recipient phone number to recipient list and try again.');
    }
  } else if (template?.template.category === 'AUTHENTICATION') {
    throw new GraphFault(131062, 'Authentication templates cannot be sent to a business-scoped user id.');
  }
  if (person === null) throw new GraphFault(131026, 'Message Undeliverable.');
  const bsuid = bsuidAt(person, number);
  if (number.blocked.has(bsuid)) throw new GraphFault(130403, 'The business blocked this user.');
  if (identityKeyHash !== null && identityKeyHash !== person.identityKeyHash) {
    throw new GraphFault(137000, 'The recipient identity key hash does not match.');
  }
  if (template === null && !windows.isOpen(number.phoneNumberId, bsuid)) {
    const details =
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.';
    throw new GraphFault(131047, details);
  }
}

function outgoingOf(
  number: NumberState,
  person: PersonState | null,
  message: CheckedMessage,
  messageId: string,
): Outgoing {
  const { recipient, template, correlation } = message;
  const input = recipient.kind === 'phone' ? { phone: person?.phone ?? recipient.phone } : { bsuid: recipient.bsuid };
  const category = template?.template.category.toLowerCase() ?? 'service';
  return { number, person, input, messageId, category, correlation };
}

function answerOf({ recipient, input, template }: CheckedMessage, person: PersonState | null, messageId: string): Json {
  const contact = recipient.kind === 'phone' ? { wa_id: person?.phone ?? recipient.phone } : { user_id: input };
  return {
    messaging_product: 'whatsapp',
    contacts: [{ input, ...contact }],
    messages: [{ id: messageId, ...(template === null ? {} : { message_status: 'accepted' }) }],
  };
}
