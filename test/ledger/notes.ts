import { randomUUID } from 'node:crypto';

import { type WholeNote } from '../../src/erasure/erasure-ledger.ts';
import { entryOf, emptyHead, type LedgerEntry, type LedgerHead } from '../../src/ledger/ledger-entry.ts';

/** What a run notes of nobody in particular. */
export function noteOf(requestId: string = randomUUID()): WholeNote {
  return {
    kind: 'planned',
    request: { requestId, reference: 'ER-2345-6789-ABCD', tenantId: 'tenant-first' },
    plan: {
      instructionHash: 'instruction-hash',
      hash: 'plan-hash',
      stores: [{ store: 'messages', matched: 2, retention: null }],
    },
    identity: {
      tenantId: 'tenant-first',
      subjectId: `subject-${requestId}`,
      keyIds: [`key-${requestId}`],
      hashes: [`1.hash-${requestId}`],
      identifiers: [],
    },
    remembered: {
      tenantId: 'tenant-first',
      tombstones: [`1.tombstone-${requestId}`],
      suppressions: [`1.suppression-${requestId}`],
      suppressionGroup: `1.group-${requestId}`,
      locale: 'en',
    },
    told: {
      ...{ openedAt: 1_799_999_000_000, verifiedAt: 1_799_999_500_000, phoneNumberId: '222000222000222' },
      ...{ codeChannel: 'chat', slowPath: null, risk: null, subjectRef: [{ kind: 'phone', hash: `ref-${requestId}` }] },
    },
    erasedFrom: 1_800_000_000_000,
  };
}

/** So many entries, each following the one before. @param at when the first was made, milliseconds; each a second later. */
export function entriesAfter(head: LedgerHead, count: number, at = 1_800_000_000_000): readonly LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (let step = 0; step < count; step += 1) {
    entries.push(entryOf(noteOf(), entries.at(-1) ?? head, at + step * 1_000));
  }
  return entries;
}

export { emptyHead };
