import { type InboundEvent } from '../domain/inbound.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { namesOfEvent, ownTimeOf } from './event-names.ts';
import { type Tombstones } from './tombstones.ts';

/** What is done with an event: handled, or nothing at all. */
export type Passage = 'handle' | 'drop';

/** Asked of every event before anything is made of it. */
export type EventGate = (tenant: Tenant, event: InboundEvent) => Promise<Passage>;

/**
 * Keeps out what was before an erasure (privacy.md 8.7 number 4). WhatsApp tells whole seconds, rounded down: what bears the very
 * second of the erasure may be from just before it, and goes; a message lost is written again, a person brought back is not
 * undone.
 */
export function createEventGate(parts: { readonly tombstones: Tombstones; readonly telemetry: Telemetry }): EventGate {
  const { tombstones, telemetry } = parts;
  return async (tenant, event) => {
    const names = namesOfEvent(event);
    const tombstone = names.length === 0 ? null : await tombstones.latest(tenant, names);
    if (tombstone === null || ownTimeOf(event) > tombstone.erasedAt) return 'handle';
    telemetry.event('event_of_erased_dropped', { kind: event.kind });
    return 'drop';
  };
}
