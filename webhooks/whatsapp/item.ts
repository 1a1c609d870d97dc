import { type BusinessNumber, type InboundEvent } from '../../src/domain/inbound.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { namesOf } from './identifiers.ts';
import { asInstant, asSeconds, asText, type Change, type Loose } from './payload.ts';

/** One item of a webhook, read. */
export interface ParsedItem {
  readonly event: InboundEvent;
  /** What makes two deliveries the same item (cloud-api.md 1.4); hashed with the tenant before it is stored. */
  readonly idParts: readonly string[];
  /** Names that stand in the body beside `event.names`, so that erasing by any of them finds the row. */
  readonly otherNames: readonly Identifier[];
  /** Meta's own time of it in seconds, the same in every delivery, however odd; `null` where there is none. */
  readonly metaTime: number | null;
}

/** What is the same for all items of a change. */
export interface ItemContext {
  readonly change: Change;
  /** The tenant's own WABA and number, as resolved, not as claimed. */
  readonly business: BusinessNumber;
  /** Milliseconds since the Unix epoch. */
  readonly receivedAt: number;
}

/** Reads one raw item; may throw: the caller counts that item as malformed and goes on with the next (pitfall 9). */
export type ItemReader = (raw: Loose, context: ItemContext) => ParsedItem;

/** Keeps an item that has no meaning to us yet, known by its type only. Its identity is its whole content. */
export function unsupportedItem(raw: Loose, type: string, context: ItemContext): ParsedItem {
  const isOutgoing = asText(raw['direction']) === 'BUSINESS_INITIATED';
  const person = isOutgoing
    ? [raw['to_user_id'], raw['to']]
    : [raw['from_user_id'], raw['user_id'], raw['from'], raw['wa_id']];
  return {
    event: {
      kind: 'unsupported',
      business: context.business,
      at: asInstant(raw['timestamp'], context.receivedAt),
      names: namesOf(person).filter((name) => name.value !== context.change.businessPhone),
      field: context.change.field,
      type,
    },
    idParts: ['unsupported', context.business.phoneNumberId, context.change.field, type, JSON.stringify(raw)],
    otherNames: [],
    metaTime: asSeconds(raw['timestamp']),
  };
}
