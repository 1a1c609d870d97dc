import { type Identifier } from '../../src/domain/subject.ts';
import { fillUp, namesOf } from './identifiers.ts';
import { asList, asObject, asText, type Loose } from './payload.ts';

/** Who sent a message, and what their contact card in the same webhook says of them. */
export interface Sender {
  readonly names: readonly Identifier[];
  readonly profileName: string | null;
  readonly identityKeyHash: string | null;
}

export type SenderOf = (message: Loose) => Sender;

/**
 * Tells the sender of each message of a value: by the message's own signed fields, filled up from the contact with the same id;
 * contacts are not aligned with messages by index (cloud-api.md 2.3). A contact that contradicts the message is not its
 * sender's. A message that names nobody takes the contact only when both are alone in the webhook. The contacts are read once,
 * when the first message asks: 3 MB hold tens of thousands of each.
 *
 * A user name is deliberately no name here: it can be given up and taken by somebody else.
 */
export function createSenderOf(value: Loose): SenderOf {
  let cards: Cards | null = null;
  return (message) => {
    const own = namesOf([message['from_user_id'], message['from'], message['from_parent_user_id']]);
    cards ??= readCards(value);
    const card = own.length === 0 ? cards.ofNobody : cards.of(own);
    return {
      names: card === undefined ? own : fillUp(own, card.names),
      profileName: card?.profileName ?? null,
      identityKeyHash: card?.identityKeyHash ?? null,
    };
  };
}

/** The contact cards of a value. */
interface Cards {
  /** The first that has one of these names and contradicts none. */
  of(own: readonly Identifier[]): Sender | undefined;
  /** The card of a message that names nobody. */
  readonly ofNobody: Sender | undefined;
}

function readCards(value: Loose): Cards {
  const cards = asList(value['contacts']).map(readCard);
  const [first] = cards;
  // One message and one card are the rule.
  if (first === undefined || cards.length === 1) {
    const isAlone = first !== undefined && asList(value['messages']).length === 1;
    const of: Cards['of'] = (own) => (first !== undefined && isSamePerson(own, first.names) ? first : undefined);
    return { of, ofNobody: isAlone ? first : undefined };
  }
  return { of: createCardIndex(cards), ofNobody: undefined };
}

/**
 * Finds a card among many without reading them again. Each stands under what it says of both ids, and under each of them
 * for the message that has this one alone. Of two under one entry, the first stands.
 */
function createCardIndex(cards: readonly Sender[]): Cards['of'] {
  const places = new Map<string, number>();
  const entryOf = (bsuid: string, phone: string): string => `${bsuid} ${phone}`;
  const any = '*';
  const none = '';
  for (const [place, { names }] of cards.entries()) {
    const bsuid = valueOf(names, 'bsuid');
    const phone = valueOf(names, 'phone');
    const entries = [entryOf(bsuid ?? none, phone ?? none)];
    if (bsuid !== undefined) entries.push(entryOf(bsuid, any));
    if (phone !== undefined) entries.push(entryOf(any, phone));
    for (const entry of entries) if (!places.has(entry)) places.set(entry, place);
  }
  return (own) => {
    const bsuid = valueOf(own, 'bsuid');
    const phone = valueOf(own, 'phone');
    const entries: string[] = [];
    if (bsuid !== undefined && phone !== undefined) {
      entries.push(entryOf(bsuid, phone), entryOf(bsuid, none), entryOf(none, phone));
    } else if (bsuid !== undefined) entries.push(entryOf(bsuid, any));
    else if (phone !== undefined) entries.push(entryOf(any, phone));
    const found = entries.map((entry) => places.get(entry)).filter((place) => place !== undefined);
    return found.length === 0 ? undefined : cards[Math.min(...found)];
  };
}

function valueOf(names: readonly Identifier[], kind: Identifier['kind']): string | undefined {
  return names.find((one) => one.kind === kind)?.value;
}

/** UTF-16 units; WhatsApp's own names have 25 characters. */
const longestName = 512;

function readCard(raw: unknown): Sender {
  const card = asObject(raw) ?? {};
  const profile = asObject(card['profile']) ?? {};
  return {
    names: namesOf([card['user_id'], card['wa_id'], card['parent_user_id']]),
    // It stands in the seal of each of their items: one card may not make a body of 3 MB many times as large.
    profileName: (asText(profile['name']) ?? asText(profile['username']))?.slice(0, longestName) ?? null,
    identityKeyHash: asText(card['identity_key_hash']),
  };
}

function isSamePerson(own: readonly Identifier[], others: readonly Identifier[]): boolean {
  let shared = 0;
  for (const name of own) {
    const other = others.find((one) => one.kind === name.kind);
    // A parent id spans portfolios, and two of a family may not share it: it neither joins nor parts.
    if (other === undefined || name.kind === 'parent_bsuid') continue;
    if (other.value !== name.value) return false;
    shared += 1;
  }
  return shared > 0;
}
