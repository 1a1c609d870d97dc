import { type InboundEvent, type MessageContent } from '../../src/domain/inbound.ts';
import { parseChange, type ParsedChange } from '../../webhooks/whatsapp/parse.ts';
import { asObject, readChanges } from '../../webhooks/whatsapp/payload.ts';
import { ana, now, type Raw, webhook } from './door.ts';

/** What the door reads in a payload, change by change. */
export function parse(payload: unknown, receivedAt = now): ParsedChange[] {
  return readChanges(asObject(payload) ?? {}).changes.map((change) =>
    parseChange({ change, business: { wabaId: '1', phoneNumberId: '2' }, receivedAt }),
  );
}

export function eventsOf(payload: unknown): InboundEvent[] {
  return parse(payload).flatMap((one) => one.items.map((item) => item.event));
}

/** The one event of a change with one item. */
export function eventOf(value: Raw, field = 'messages'): InboundEvent {
  const [event, ...more] = eventsOf(webhook(value, { field }));
  if (event === undefined || more.length > 0) throw new Error('not exactly one event');
  return event;
}

/** What a message of Ana's says. */
export function contentOf(message: Raw): MessageContent {
  const event = eventOf({ messages: [{ from: ana.phone, id: 'wamid.1', timestamp: '1790000000', ...message }] });
  if (event.kind !== 'message') throw new Error(`not a message but ${event.kind}`);
  return event.content;
}

export const phone = { kind: 'phone', value: ana.phone };
export const bsuid = { kind: 'bsuid', value: ana.bsuid };
export const other = { kind: 'bsuid', value: 'US.1000000000000000002' };
