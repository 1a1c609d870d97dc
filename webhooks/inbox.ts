import { type InboundKind } from '../src/domain/inbound.ts';
import { type SealPlace } from '../src/keys/seal.ts';

/** A row as the door makes it: complete and pending. What each field is for: models/inbox-event.ts. */
export interface NewInboxRow {
  readonly _id: string;
  readonly tenantId: string;
  readonly kind: InboundKind;
  readonly lane: string;
  readonly names: string[];
  readonly at: Date;
  readonly receivedAt: Date;
  readonly state: 'pending';
  readonly dueAt: Date;
  readonly attempts: number;
  readonly keyId: string;
  readonly sealed: Buffer;
  readonly expiresAt: Date;
}

/** Where the door puts what it accepted. Implemented by src/stores/inbox.ts. */
export interface Inbox {
  /**
   * Resolves once every row is durable (`w: majority`, journaled), with the ids of the arrivals that hold them: whoever is woken
   * puts the rows in their lanes.
   * @throws OubliError `inbox_unavailable` when that cannot be said; nothing may be answered 200 then.
   */
  accept(rows: readonly NewInboxRow[]): Promise<readonly string[]>;
}

/** What a row's seal is bound to. */
export function inboxSealPlace(tenantId: string, keyId: string): SealPlace {
  return { tenantId, collection: 'inbox_events', field: 'sealed', keyId };
}
