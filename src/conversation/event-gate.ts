import { type InboundEvent, type InboundMessage } from '../domain/inbound.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type Aftercare } from './aftercare.ts';
import { namesOfEvent, ownTimeOf } from './event-names.ts';
import { type Tombstones } from './tombstones.ts';

/** What is done with an event. `drop`: not even its row stays. `done`: it was dealt with here, and nothing was made of it. */
export type Passage = 'handle' | 'drop' | 'done';

/** Asked of every event before anything is made of it. `eventId`: the same for the same event. */
export type EventGate = (tenant: Tenant, event: InboundEvent, eventId: string) => Promise<Passage>;

/** A tap of the business's own people on a button of ours on their phone. True: it was one, and is dealt with. */
export type StaffTaps = (tenant: Tenant, event: InboundMessage, eventId: string) => Promise<boolean>;

/**
 * Keeps out what was before an erasure (privacy.md 8.7 number 4). WhatsApp tells whole seconds, rounded down: what bears the very
 * second of the erasure may be from just before it, and goes; a message lost is written again, a person brought back is not
 * undone.
 */
export function createEventGate(parts: {
  readonly tombstones: Tombstones;
  readonly aftercare: Aftercare;
  readonly staffTaps: StaffTaps;
  readonly telemetry: Telemetry;
}): EventGate {
  const { tombstones, aftercare, staffTaps, telemetry } = parts;
  return async (tenant, event, eventId) => {
    const names = namesOfEvent(event);
    const tombstone = names.length === 0 ? null : await tombstones.latest(tenant, names);
    if (tombstone !== null && ownTimeOf(event) <= tombstone.erasedAt) {
      telemetry.event('event_of_erased_dropped', { kind: event.kind });
      return 'drop';
    }
    if (event.kind !== 'message') return 'handle';
    if (await staffTaps(tenant, event, eventId)) return 'done';
    return (await aftercare(tenant, event, tombstone)) ? 'done' : 'handle';
  };
}
