import { type InboundMessage } from '../domain/inbound.ts';

/** Who said what a person is called. */
export type ContactSource = 'whatsapp' | 'api' | 'import' | 'address-book';

/** What a business knows of one person. In memory only; at rest it is sealed. */
export interface ContactCard {
  /** `whatsapp`: the profile name. `address-book`: the owner's phone. A source that goes away takes its name with it. */
  readonly names: Readonly<Partial<Record<ContactSource, string>>>;
  readonly email: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  /** Meta's hash of the person's encryption key: a change may mean another person behind the number (cloud-api.md 4.5). */
  readonly identityKeyHash: string | null;
}

/** What the business's own system says of a person. What is absent stays as it is, `null` takes it away. */
export interface CardEntry {
  readonly name?: string | null;
  readonly email?: string | null;
  /** Takes the place of all attributes there were. */
  readonly attributes?: Readonly<Record<string, string>>;
}

export const emptyCard: ContactCard = { names: {}, email: null, attributes: {}, identityKeyHash: null };

/** The person's own signed facts; what a message does not say is no news. */
export function seenInWhatsApp(
  card: ContactCard | null,
  { profileName, identityKeyHash }: Pick<InboundMessage, 'profileName' | 'identityKeyHash'>,
): ContactCard {
  const known = card ?? emptyCard;
  const named = profileName === null ? known : withName(known, 'whatsapp', profileName);
  return identityKeyHash === null ? named : { ...named, identityKeyHash };
}

export function withEntry(card: ContactCard | null, entry: CardEntry, source: 'api' | 'import'): ContactCard {
  const known = card ?? emptyCard;
  const named = entry.name === undefined ? known : withName(known, source, entry.name);
  return {
    ...named,
    email: entry.email === undefined ? known.email : entry.email,
    attributes: entry.attributes ?? known.attributes,
  };
}

export function withName(card: ContactCard, source: ContactSource, name: string | null): ContactCard {
  const others = Object.fromEntries(Object.entries(card.names).filter(([key]) => key !== source));
  return { ...card, names: name === null ? others : { ...others, [source]: name } };
}

/** Of two cards of one person: what the newer says holds, and what it does not say is taken from the older. */
export function joinCards(newer: ContactCard, older: ContactCard): ContactCard {
  return {
    names: { ...older.names, ...newer.names },
    email: newer.email ?? older.email,
    attributes: { ...older.attributes, ...newer.attributes },
    identityKeyHash: newer.identityKeyHash,
  };
}

/** True when nothing is left that a business would keep a card for. */
export function isEmptyCard(card: ContactCard): boolean {
  const isUnnamed = Object.keys(card.names).length === 0;
  return isUnnamed && card.email === null && card.identityKeyHash === null && Object.keys(card.attributes).length === 0;
}
