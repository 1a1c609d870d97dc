import { createHash } from 'node:crypto';

import { type LedgerNote, type PartLimits, type ToldFacts } from '../erasure/erasure-ledger.ts';
import { type Remembered } from '../erasure/remembrance.ts';
import { type ErasurePlan } from '../requests/request-record.ts';

/** One entry of the ledger, as it stands in the database and in the journal. Times are milliseconds since the Unix epoch. */
export interface LedgerEntry {
  /** 1, 2, 3 and so on, without a gap. The order of things is this, never a time. */
  readonly index: number;
  readonly kind: LedgerNote['kind'];
  /** What the entry is about, hashed: the same request retried writes it once. */
  readonly entryId: string;
  /** Of a business that is closed: the id of the closing. */
  readonly requestId: string;
  /** Of a business that is closed: its id once more. */
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
  /** Of a part: what went, and that nothing else did. The plan is empty then, and nothing is remembered. */
  readonly part?: PartLimits;
  /** Of a whole erasure: what is told of it where a restore has lost the request. */
  readonly told?: ToldFacts;
  readonly erasedFrom: number;
  readonly at: number;
  /** `hash` of the entry before; empty for the first. */
  readonly prevHash: string;
  readonly hash: string;
}

/** Where a ledger or journal ends. Index 0 and an empty hash: nothing is in it. */
export type LedgerHead = Pick<LedgerEntry, 'index' | 'hash'>;

export const emptyHead: LedgerHead = { index: 0, hash: '' };

/** A part is planned in its limits, and its person is not forgotten; with a business goes whatever is there. */
const nothing: Pick<LedgerEntry, 'plan' | 'remembered'> = {
  plan: { instructionHash: '', hash: '', stores: [] },
  remembered: { tombstones: [], suppressions: [], suppressionGroup: '', locale: 'en' },
};

/** What a note says of a whole erasure. */
export function wholeOf(note: LedgerNote): Pick<LedgerEntry, 'plan' | 'remembered'> {
  return note.kind === 'planned' || note.kind === 'erased' ? note : nothing;
}

/** Whether an entry is of a business with all its people, and not of one person. */
export function isOfTenant({ kind }: Pick<LedgerEntry, 'kind'>): boolean {
  return kind === 'tenant-closing' || kind === 'tenant-closed';
}

type About = Pick<LedgerEntry, 'requestId' | 'reference' | 'tenantId' | 'person' | 'erasedFrom'>;

function aboutOf(note: LedgerNote, at: number): About {
  if ('closingId' in note) {
    const { closingId, tenantId } = note;
    const nobody = { subjectId: '', keyIds: [], hashes: [] };
    return { requestId: closingId, reference: tenantId, tenantId, person: nobody, erasedFrom: at };
  }
  const { request, identity, erasedFrom } = note;
  const { requestId, reference, tenantId } = request;
  const person = {
    subjectId: identity.subjectId,
    keyIds: [...identity.keyIds].sort(),
    hashes: [...identity.hashes].sort(),
  };
  return { requestId, reference, tenantId, person, erasedFrom };
}

function moreOf(note: LedgerNote): Pick<LedgerEntry, 'part' | 'told'> {
  if (note.kind === 'part') return { part: note.part };
  return 'told' in note ? { told: note.told } : {};
}

/** Makes the entry that follows a head. */
export function entryOf(note: LedgerNote, head: LedgerHead, at: number): LedgerEntry {
  const { kind } = note;
  const whole = wholeOf(note);
  const { tombstones, suppressions, suppressionGroup, locale } = whole.remembered;
  const remembered = { tombstones: [...tombstones], suppressions: [...suppressions], suppressionGroup, locale };
  const { erasedFrom, ...about } = aboutOf(note, at);
  // A part that is tried again later may reach further: that is noted by itself.
  const entryId = digest([
    'oubli-ledger-entry-1',
    kind,
    about.requestId,
    personList(about.person),
    ...(note.kind === 'part' ? partLists(note) : []),
  ]);
  const entry = { index: head.index + 1, kind, entryId, ...about };
  const open = { ...entry, remembered, plan: whole.plan, ...moreOf(note), erasedFrom, at, prevHash: head.hash };
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
  const more = [...partLists(entry), ...toldLists(entry)];
  return digest(['oubli-ledger-1', index, about, remembered, planned, erasedFrom, at, prevHash, ...more]);
}

/** Nothing where there is none, so that entries from before there were any keep their hash. */
function partLists({ part }: Pick<LedgerEntry, 'part'>): readonly unknown[] {
  if (part === undefined) return [];
  return [['part', part.kind, part.stores.map(({ store, olderThan }) => [store, olderThan])]];
}

/** As above. */
function toldLists({ told }: Pick<LedgerEntry, 'told'>): readonly unknown[] {
  if (told === undefined) return [];
  const { openedAt, verifiedAt, phoneNumberId, codeChannel, slowPath, risk, subjectRef } = told;
  const slow = slowPath === null ? null : [slowPath.since, slowPath.because, slowPath.isAtOperator ?? false];
  const care = risk === null ? null : [risk.level, risk.delayHours, risk.reasons];
  const refs = subjectRef.map(({ kind, hash }) => [kind, hash]);
  return [['told', openedAt, verifiedAt, phoneNumberId, codeChannel, slow, care, refs]];
}

function personList({ subjectId, keyIds, hashes }: LedgerEntry['person']): unknown {
  return [subjectId, keyIds, hashes];
}

function digest(list: unknown): string {
  return createHash('sha256').update(JSON.stringify(list)).digest('base64url');
}
