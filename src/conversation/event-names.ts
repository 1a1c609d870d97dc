import { type InboundEvent } from '../domain/inbound.ts';
import { toMilliseconds } from '../domain/instant.ts';
import { type Identifier } from '../domain/subject.ts';
import { phoneInWamid } from '../domain/wamid.ts';

/** Every name of a person that an event bears, in its id as well. For asking whose it may be, never for joining names. */
export function namesOfEvent(event: InboundEvent): readonly Identifier[] {
  const previous = event.kind === 'identity-change' ? event.previous : [];
  const shared =
    event.kind === 'message' && event.content.kind === 'contacts' && event.content.isOwnNumber
      ? event.content.phones.slice(0, 1)
      : [];
  const inId = 'messageId' in event ? phoneInWamid(event.messageId) : null;
  const phones = [...shared, ...(inId === null ? [] : [inId])];
  return [...event.names, ...previous, ...phones.map((value): Identifier => ({ kind: 'phone', value }))];
}

/** When it happened, as Meta says. Milliseconds since the Unix epoch. */
export function ownTimeOf(event: InboundEvent): number {
  return toMilliseconds(event.kind === 'message' ? (event.aheadAt ?? event.at) : event.at);
}
