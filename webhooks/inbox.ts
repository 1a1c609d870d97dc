import { type InboxEventRow } from '../models/inbox-event.ts';
import { type SealPlace } from '../src/keys/seal.ts';

/** A row as the door makes it: complete and pending. */
export type NewInboxRow = Required<Omit<InboxEventRow, 'errorCode'>>;

/** Where the door puts what it accepted. Implemented by src/stores/inbox.ts. */
export interface Inbox {
  /**
   * Resolves once every row is durable (`w: majority`, journaled), or was so before.
   * @throws OubliError `inbox_unavailable` when that cannot be said; nothing may be answered 200 then.
   */
  accept(rows: readonly NewInboxRow[]): Promise<{ readonly inserted: readonly string[]; readonly duplicates: number }>;
}

/** What a row's seal is bound to. */
export function inboxSealPlace(tenantId: string, keyId: string): SealPlace {
  return { tenantId, collection: 'inbox_events', field: 'sealed', keyId };
}
