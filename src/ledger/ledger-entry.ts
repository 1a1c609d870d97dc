import { createHash } from 'node:crypto';

import { type LedgerNote } from '../erasure/erasure-ledger.ts';
import { type Remembered } from '../erasure/remembrance.ts';
import { type ErasurePlan } from '../requests/request-record.ts';

/** One entry of the ledger, as it stands in the database and in the journal. Times are milliseconds since the Unix epoch. */
export interface LedgerEntry {
  /** 1, 2, 3 and so on, without a gap. The order of things is this, never a time. */
  readonly index: number;
  readonly kind: LedgerNote['kind'];
  /** What the entry is about, hashed: the same request retried writes it once. */
  readonly entryId: string;
  readonly requestId: string;
  readonly reference: string;
  readonly tenantId: string;
  /** Whom it is about: random ids and keyed hashes, no identifier. */
  readonly person: {
    readonly subjectId: string;
    readonly keyIds: readonly string[];
    readonly hashes: readonly string[];
  };
  /** Keyed hashes under which it is remembered that they were erased. */
  readonly remembered: Omit<Remembered, 'tenantId'>;
  readonly plan: ErasurePlan;
  readonly erasedFrom: number;
  readonly at: number;
  /** `hash` of the entry before; empty for the first. */
  readonly prevHash: string;
  readonly hash: string;
}

/** Where a ledger or journal ends. Index 0 and an empty hash: nothing is in it. */
export type LedgerHead = Pick<LedgerEntry, 'index' | 'hash'>;

export const emptyHead: LedgerHead = { index: 0, hash: '' };

/** Makes the entry that follows a head. */
export function entryOf(note: LedgerNote, head: LedgerHead, at: number): LedgerEntry {
  const { kind, request, plan, identity, erasedFrom } = note;
  const { tombstones, suppressions, suppressionGroup, locale } = note.remembered;
  const remembered = { tombstones: [...tombstones], suppressions: [...suppressions], suppressionGroup, locale };
  const { requestId, reference, tenantId } = request;
  const person = {
    subjectId: identity.subjectId,
    keyIds: [...identity.keyIds].sort(),
    hashes: [...identity.hashes].sort(),
  };
  const entryId = digest(['oubli-ledger-entry-1', kind, requestId, personList(person)]);
  const entry = { index: head.index + 1, kind, entryId, requestId, reference, tenantId, person };
  const open = { ...entry, remembered, plan, erasedFrom, at, prevHash: head.hash };
  return { ...open, hash: hashOf(open) };
}

/** SHA-256 over everything else in the entry, the hash before it included. A list of lists: there is one way to write it. */
export function hashOf(entry: Omit<LedgerEntry, 'hash'>): string {
  const { index, kind, entryId, requestId, reference, tenantId, person, plan, erasedFrom, at, prevHash } = entry;
  const { tombstones, suppressions, suppressionGroup, locale } = entry.remembered;
  const stores = plan.stores.map(({ store, matched, retention }) => [
    store,
    matched,
    retention === null ? null : [retention.ground, retention.keepAfter, retention.until, retention.lifeMs ?? null],
  ]);
  const about = [kind, entryId, requestId, reference, tenantId, personList(person)];
  const planned = [plan.instructionHash, plan.hash, stores];
  const remembered = [tombstones, suppressions, suppressionGroup, locale];
  return digest(['oubli-ledger-1', index, about, remembered, planned, erasedFrom, at, prevHash]);
}

function personList({ subjectId, keyIds, hashes }: LedgerEntry['person']): unknown {
  return [subjectId, keyIds, hashes];
}

function digest(list: unknown): string {
  return createHash('sha256').update(JSON.stringify(list)).digest('base64url');
}
