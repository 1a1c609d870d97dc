import { type Identifier } from '../../src/domain/subject.ts';
import { asList, asObject, asText, type Loose } from './payload.ts';

const phoneShape = /^\+?[1-9][0-9]{4,14}$/;
const bsuidShape = /^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/;
const parentShape = /^[A-Z]{2}\.ENT\.[A-Za-z0-9]{1,128}$/;

/**
 * Reads one name by its own shape, whichever field it stood in: BSUIDs have been seen in `from` and `wa_id` (shape 2).
 * What has neither shape (`""`, `undefined` as a word, a group id) is no name: two strangers must never share one
 * (pitfall 13). Numbers stay as Meta writes them: which spellings are one name is told where names are hashed (pitfall 29).
 */
export function asIdentifier(value: unknown): Identifier | null {
  const text = asText(value);
  if (text === null) return null;
  if (phoneShape.test(text)) return { kind: 'phone', value: text.startsWith('+') ? text.slice(1) : text };
  if (bsuidShape.test(text)) return { kind: 'bsuid', value: text };
  return parentShape.test(text) ? { kind: 'parent_bsuid', value: text } : null;
}

/** The names among some fields: BSUID first (the strongest), then phone, then parent; at most one of a kind. */
export function namesOf(values: readonly unknown[]): readonly Identifier[] {
  const found: Identifier[] = [];
  for (const value of values) {
    const name = asIdentifier(value);
    if (name !== null && !found.some((one) => one.kind === name.kind)) found.push(name);
  }
  return found.sort((left, right) => rank(left) - rank(right));
}

/** Who sent a message, and what their contact card in the same webhook says of them. */
export interface Sender {
  readonly names: readonly Identifier[];
  readonly profileName: string | null;
  readonly identityKeyHash: string | null;
}

/**
 * The sender by the message's own signed fields, filled up from the contact with the same id; contacts are not aligned
 * with messages by index (cloud-api.md 2.3). A contact that contradicts the message is not its sender's. A message that
 * names nobody takes the contact only when both are alone in the webhook.
 *
 * A user name is deliberately no name here: it can be given up and taken by somebody else.
 */
export function senderOf(message: Loose, value: Loose): Sender {
  const own = namesOf([message['from_user_id'], message['from'], message['from_parent_user_id']]);
  const cards = asList(value['contacts']).map(readCard);
  const isAlone = cards.length === 1 && asList(value['messages']).length === 1;
  const card = own.length === 0 ? (isAlone ? cards[0] : undefined) : cards.find((one) => isSamePerson(own, one.names));
  return {
    names: card === undefined ? own : merge(own, card.names),
    profileName: card?.profileName ?? null,
    identityKeyHash: card?.identityKeyHash ?? null,
  };
}

function readCard(raw: unknown): Sender {
  const card = asObject(raw) ?? {};
  const profile = asObject(card['profile']) ?? {};
  return {
    names: namesOf([card['user_id'], card['wa_id'], card['parent_user_id']]),
    profileName: asText(profile['name']) ?? asText(profile['username']),
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

function merge(own: readonly Identifier[], others: readonly Identifier[]): readonly Identifier[] {
  return [...own, ...others.filter((other) => !own.some((one) => one.kind === other.kind))].sort(
    (left, right) => rank(left) - rank(right),
  );
}

function rank({ kind }: Identifier): number {
  return kind === 'bsuid' ? 0 : kind === 'phone' ? 1 : 2;
}
